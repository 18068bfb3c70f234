import Network
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "digests are those of the standard, whatever the length",
    arguments: [
      (0, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (1, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (1_000_000, "a", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func vectors(count: Int, text: String, expected: String) throws {
    let digest = try SHA256()
    let bytes = Array(String(repeating: text, count: count).utf8)
    let hexadecimal = digest.hexadecimal(of: bytes.span) ?? []
    #expect(String(decoding: hexadecimal, as: UTF8.self) == expected)
    let plain = digest.digest(of: bytes.span) ?? []
    #expect(plain.count == SHA256.size)
  }
}
