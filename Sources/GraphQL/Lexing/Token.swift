import Bytes

/// One lexical token and where it stands.
struct Token: Sendable {
  let kind: TokenKind
  /// The text; of a string what it means.
  let bytes: [UInt8]
  let location: DocumentLocation

  /// The text of a name or a number.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What a message calls it; a long text is cut.
  var found: String {
    switch kind {
    case .name: "'\(bytes.count > 60 ? String(text.prefix(60)) + "…" : text)'"
    case .int, .float: "the number \(bytes.count > 60 ? String(text.prefix(60)) + "…" : text)"
    default: kind.text
    }
  }

  func isKeyword(_ word: StaticString) -> Bool {
    kind == .name && bytes.span.equals(word)
  }
}
