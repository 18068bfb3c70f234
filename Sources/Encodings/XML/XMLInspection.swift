import Bytes

/// What is looked at before libxml2 gets the bytes: it compares each attribute of an element with
/// all before it, so their number has to be known first, and for that where tags are.
enum XMLInspection {
  /// The most attributes of one element.
  static let attributeLimit = 256

  /// The offset of the first byte that is no blank: many servers write blank lines before the XML
  /// declaration, which the reference ignores.
  static func start(of bytes: Span<UInt8>) -> Int {
    var start = 0
    while start < bytes.count, bytes[start] <= ASCII.space, bytes[start] != 0 { start += 1 }
    return start
  }

  /// The bytes that the parser may get: those of document type declarations are blanks. Refuses
  /// elements with too many attributes, and encodings in which tags cannot be told before the bytes
  /// are decoded.
  static func inspected(_ bytes: Span<UInt8>) throws(DecodingError) -> [UInt8] {
    var output = bytes.array()
    guard let order = wideOrder(bytes) else {
      let isMarked = bytes.count > 2 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
      let first = isMarked ? 3 : 0
      try check(bytes, from: first, encodings)
      for index in XMLProlog.declarations(bytes, from: first).joined() {
        output[index] = ASCII.space
      }
      return output
    }
    let narrow = narrowed(bytes, order)
    // A byte order mark is one unit.
    let first = narrow.first == 0x3C ? 0 : 1
    try check(narrow.span, from: first, ["utf-16"])
    for unit in XMLProlog.declarations(narrow.span, from: first).joined() {
      output[2 * unit + order] = ASCII.space
      output[2 * unit + 1 - order] = 0
    }
    return output
  }

  private static func check(
    _ bytes: Span<UInt8>, from first: Int, _ encodings: [StaticString]
  ) throws(DecodingError) {
    guard first < bytes.count, bytes[first] == 0x3C else { throw .malformed(.xml, line: 1) }
    let head = bytes.extracting(first..<min(bytes.count, first + 512))
    guard XMLDeclaration.names(encodings, head) else { throw .malformed(.xml, line: 1) }
    try checkTags(bytes)
  }

  /// Encodings in which the bytes of `<`, `=` and quotes stand for nothing else.
  private static let encodings: [StaticString] = [
    "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "iso8859-", "iso_8859-", "latin1", "latin-1",
    "windows-12", "cp125", "koi8-", "gb2312", "gbk", "gb18030", "big5", "euc-", "shift_jis",
    "shift-jis", "sjis",
  ]

  /// Counts `=` outside of quotes in each tag. A tag ends at the next `<` at the latest, which no
  /// attribute may hold. Comments, CDATA and instructions have no attributes; what looks like a tag
  /// in them is counted all the same.
  private static func checkTags(_ bytes: Span<UInt8>) throws(DecodingError) {
    var cursor = 0
    while let open = bytes.firstIndex(of: 0x3C, from: cursor) {
      cursor = open + 1
      guard cursor < bytes.count, bytes[cursor] != 0x21, bytes[cursor] != ASCII.question else {
        continue
      }
      var quote: UInt8 = 0
      var count = 0
      scan: while cursor < bytes.count {
        let byte = bytes[cursor]
        switch byte {
        case 0x3C: break scan
        case 0x3E where quote == 0: break scan
        case 0x22, 0x27: quote = quote == 0 ? byte : quote == byte ? 0 : quote
        case 0x3D where quote == 0: count += 1
        default: break
        }
        cursor += 1
      }
      if count > attributeLimit { throw .tooManyAttributes }
    }
  }
}

// UTF-16 (XML 1.0 appendix F). UTF-32 is refused: its second character is a NUL.
extension XMLInspection {
  /// Which byte of two is the low one, or nil where one byte is a character.
  private static func wideOrder(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF), (0, 0x3C): return 1
    case (0xFF, 0xFE), (0x3C, 0): return 0
    default: return nil
    }
  }

  /// A byte for each unit: its own if it is ASCII.
  private static func narrowed(_ bytes: Span<UInt8>, _ low: Int) -> [UInt8] {
    var narrow: [UInt8] = []
    narrow.reserveCapacity(bytes.count / 2)
    for unit in 0..<bytes.count / 2 {
      narrow.append(bytes[2 * unit + 1 - low] == 0 ? bytes[2 * unit + low] : 0x80)
    }
    return narrow
  }
}
