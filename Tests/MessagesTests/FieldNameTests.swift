import Bytes
import Messages
import Testing

@Suite struct FieldNameTests {
  @Test(
    "HDR-2: names are kept in canonical form",
    arguments: [
      ("x-request-id", "X-Request-Id"), ("CONTENT-TYPE", "Content-Type"), ("etag", "Etag"),
      ("x_y-z", "X_y-Z"), ("a", "A"), ("-a--b", "-A--B"),
    ])
  func canonicalForm(_ given: String, _ canonical: String) {
    #expect(FieldName(given).map { String(decoding: $0.bytes, as: UTF8.self) } == canonical)
  }

  @Test(
    "a name that is no token cannot be built",
    arguments: [
      "", "a b", "a:", "a\r\n", "a\u{0}", "é", "a/b", "(a)", "a\t",
    ])
  func noToken(_ given: String) {
    #expect(FieldName(given) == nil)
  }

  @Test("every known name is found by its text, and by nothing else of its length")
  func knownNames() {
    for known in KnownField.allCases where known != .other {
      let text = [UInt8](known.text)
      #expect(FieldName(text.span)?.known == known)
      for index in text.indices where text[index] != 0x2D {
        var other = text
        other[index] = other[index] == 0x7A ? 0x79 : 0x7A
        #expect(FieldName(other.span)?.known != known)
      }
    }
  }
}
