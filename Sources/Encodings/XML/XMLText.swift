import Bytes

/// What the reference does to texts and names of XML (DEC-5).
enum XMLText {
  /// The range without the blanks at both ends: HTAB, CR, LF, SP, and BS, which XML has not anyway.
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Whether a byte is one of them.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
      || byte == ASCII.tab
  }

  /// Whether bytes hold a text.
  static func holds(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
    let length = text.utf8CodeUnitCount
    guard length <= bytes.count else { return false }
    for start in 0...(bytes.count - length)
    where bytes.extracting(start..<start + length).equals(text) { return true }
    return false
  }

  /// Where a name goes on behind its prefix; 0 if there is none.
  static func localStart(_ name: Span<UInt8>) -> Int {
    guard let colon = name.firstIndex(of: ASCII.colon), colon > 0, colon + 1 < name.count else {
      return 0
    }
    return colon + 1
  }
}
