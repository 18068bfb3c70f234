import Bytes
import Messages
import Testing

@Suite struct AuthorityTests {
  private func authority(_ text: String) -> Authority? {
    let bytes = Array(text.utf8)
    let authority = Authority(bytes.span)
    #expect(Authority.isValid(bytes.span) == (authority != nil))
    return authority
  }

  @Test(
    "names, addresses and ports are authorities",
    arguments: [
      ("", 0, nil), ("a", 1, nil), ("a:", 1, nil), ("a:0", 1, 0), ("foo-bar_baz.com:80", 15, 80),
      ("1.2.3.4:65535", 7, 65535), ("a%20b", 5, nil), ("a!$&'()*+,;=~", 13, nil),
      ("[::]", 4, nil), ("[::1]:80", 5, 80), ("[1:2:3:4:5:6:7:8]", 17, nil),
      ("[1::8]", 6, nil), ("[1:2:3:4:5:6:7::]", 17, nil), ("[::ffff:1.2.3.4]:1", 16, 1),
      ("[1:2:3:4:5:6:1.2.3.4]", 21, nil), ("[fe80::1%25en0]:80", 15, 80),
    ] as [(String, Int, UInt16?)])
  func valid(_ text: String, _ hostLength: Int, _ port: UInt16?) {
    let found = authority(text)
    #expect(found?.host == 0..<hostLength)
    #expect(found?.port == port)
    #expect(found.map { $0.bytes.count } == text.utf8.count)
  }

  @Test(
    "anything else is none",
    arguments: [
      ":80", "a:b", "a:-1", "a:65536", "a:80:80", "a b", "a/b", "a?b", "a#b", "u@a", "a\\b", "é",
      "{", "a%2", "a%zz", "%", "::1", "1:2:3:4:5:6:7:8", "[", "[]", "[:]", "[:::]", "[1]",
      "[a::b::c]",
      "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[1:2:3:4:5:6:7:8::]", "[12345::]", "[g::]",
      "[:1::]",
      "[1::2:]", "[::1]a", "[::1]:b", "[::1.2.3]", "[::1.2.3.4.5]", "[::1.2.3.256]",
      "[::1.2.3.4:1]",
      "[1:2:3:4:5:6:7:1.2.3.4]", "[::1%]", "[::1%25]", "[::1%24a]", "[::1%25a/b]", "[::1", "[::.1]",
      "a\r\n", "a\u{0}",
    ])
  func invalid(_ text: String) {
    #expect(authority(text) == nil)
  }
}
