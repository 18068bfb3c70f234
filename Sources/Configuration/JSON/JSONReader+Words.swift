import Bytes

extension JSONReader {
  /// Whether a byte may belong to a number, a literal or a text that lacks its quotes.
  static func isWord(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80 || byte == 0x2B || byte == 0x2D
      || byte == 0x2E || byte == 0x5F || byte == 0x24 || byte == 0x40
  }

  /// Takes the run of word bytes here.
  mutating func wordText() -> String {
    let start = index
    while let byte, JSONReader.isWord(byte) { index += 1 }
    return String(decoding: text.bytes[start..<index], as: UTF8.self)
  }

  /// A number, `true`, `false` or `null`; anything else is reported.
  mutating func readWord() throws(Stop) -> ConfigurationNode.Value {
    let start = position()
    guard let byte, JSONReader.isWord(byte) else { throw stop("this is not JSON") }
    let word = wordText()
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default: break
    }
    if JSONReader.isNumber(word) { return .number(word) }
    let known = ["true", "false", "null"].first { $0 == word.lowercased() }
    if ASCII.isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E {
      sink.error("'\(word)' is not a JSON number", at: start, suggestion: "a text needs quotes")
    } else {
      let text = word + restOfBareText()
      sink.error(
        "a text needs double quotes", at: start,
        suggestion: known.map { "did you mean \($0)?" } ?? "write \"\(text)\"")
      if self.byte == ASCII.quote { index += 1 }
    }
    return .broken
  }

  /// The rest of a text without quotes, such as `://host:80` of a URL: all up to the next blank or
  /// mark, so that one slip gives one message.
  private mutating func restOfBareText() -> String {
    let start = index
    while let byte, byte > ASCII.space, !"\"',[]{}".utf8.contains(byte) { index += 1 }
    return String(decoding: text.bytes[start..<index], as: UTF8.self)
  }

  /// The grammar of RFC 8259 §6.
  static func isNumber(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    if rest.first == 0x2D { rest.removeFirst() }
    let leadingZero = rest.first == ASCII.zero
    let digits = takeDigits(&rest)
    guard digits > 0, !(leadingZero && digits > 1) else { return false }
    if rest.first == ASCII.dot {
      rest.removeFirst()
      guard takeDigits(&rest) > 0 else { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest.removeFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
      guard takeDigits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func takeDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
    let count = bytes.prefix(while: ASCII.isDigit).count
    bytes.removeFirst(count)
    return count
  }
}
