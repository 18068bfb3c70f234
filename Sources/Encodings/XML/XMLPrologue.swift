import Bytes

/// What is looked at before libxml2 gets the bytes.
enum XMLPrologue {
  /// The most attributes of one element: libxml2 compares each with all before it.
  static let attributeLimit = 256

  /// The offset of the first byte that is no blank: many servers write blank lines before the XML
  /// declaration, which the reference ignores.
  static func start(of bytes: Span<UInt8>) -> Int {
    var start = 0
    while start < bytes.count, bytes[start] <= ASCII.space, bytes[start] != 0 { start += 1 }
    return start
  }

  /// Refuses elements with too many attributes, and encodings in which tags cannot be seen before
  /// they are decoded.
  static func check(_ bytes: Span<UInt8>) throws(DecodingError) {
    if isWide(bytes) {
      try checkWide(bytes)
      return
    }
    let isMarked = bytes.count > 2 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    let first = isMarked ? 3 : 0
    guard first < bytes.count, bytes[first] == 0x3C, !namesHiddenEncoding(bytes) else {
      throw .malformed(.xml, line: 1)
    }
    try checkTags(bytes)
  }

  /// UTF-16 and UTF-32 (XML 1.0 appendix F).
  private static func isWide(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 4 else { return false }
    if bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE { return true }
    for index in 0..<4 where bytes[index] == 0 { return true }
    return false
  }

  /// Whether the declaration names an encoding that hides ASCII characters behind others.
  private static func namesHiddenEncoding(_ bytes: Span<UInt8>) -> Bool {
    let head = bytes.extracting(0..<min(bytes.count, 256)).array().map(ASCII.lowercased)
    guard let end = head.firstIndex(of: 0x3E) else { return false }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    return ["utf-7", "utf7", "\"hz", "'hz", "2022", "imap"].contains { declaration.contains($0) }
  }

  /// Counts `=` outside of quotes in each tag. A tag ends at the next `<` at the latest, which no
  /// attribute may hold.
  private static func checkTags(_ bytes: Span<UInt8>) throws(DecodingError) {
    var cursor = 0
    while let open = bytes.firstIndex(of: 0x3C, from: cursor) {
      cursor = open + 1
      var quote: UInt8 = 0
      var count = 0
      scan: while cursor < bytes.count {
        let byte = bytes[cursor]
        switch byte {
        case 0x3C: break scan
        case 0x3E where quote == 0: break scan
        case 0x22, 0x27: quote = quote == 0 ? byte : quote == byte ? 0 : quote
        case 0x3D where quote == 0: count += 1
        case 0x1B: throw .malformed(.xml, line: 0)
        default: break
        }
        cursor += 1
      }
      if count > attributeLimit { throw .tooManyAttributes }
    }
  }

  /// Of several bytes a character: every `=` between two `<` counts, since quotes cannot be told.
  private static func checkWide(_ bytes: Span<UInt8>) throws(DecodingError) {
    var count = 0
    for index in 0..<bytes.count {
      if bytes[index] == 0x3C { count = 0 }
      if bytes[index] == 0x3D { count += 1 }
      if count > attributeLimit { throw .tooManyAttributes }
    }
  }
}
