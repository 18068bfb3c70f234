import Bytes

/// A field value without CR, LF, NUL or other controls and without blanks at its ends
/// (RFC 9110 §5.5). Bytes of 0x80 and above pass as they are.
public struct FieldValue: Sendable, Hashable {
  /// The value.
  public let bytes: [UInt8]

  /// Validates a value; nil if it holds a control character. Blanks at the ends are cut.
  public init?(_ value: Span<UInt8>) {
    guard let range = FieldValue.trimmed(value) else { return nil }
    self.bytes = value.extracting(range).array()
  }

  /// Validates a value written as text.
  public init?(_ value: String) {
    let bytes = Array(value.utf8)
    self.init(bytes.span)
  }

  /// The range without blanks at the ends; nil if a control character other than HTAB is inside.
  static func trimmed(_ value: Span<UInt8>) -> Range<Int>? {
    for index in 0..<value.count {
      let byte = value[index]
      if byte < ASCII.space && byte != ASCII.tab || byte == ASCII.delete { return nil }
    }
    var start = 0
    var end = value.count
    while start < end, value[start] == ASCII.space || value[start] == ASCII.tab { start += 1 }
    while end > start, value[end - 1] == ASCII.space || value[end - 1] == ASCII.tab { end -= 1 }
    return start..<end
  }
}
