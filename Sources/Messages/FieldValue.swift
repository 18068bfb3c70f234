import Bytes

/// A field value without CR, LF, NUL or other controls and without blanks at its ends
/// (RFC 9110 §5.5). Bytes of 0x80 and above pass as they are.
public struct FieldValue: Sendable, Hashable {
  /// The value.
  public let bytes: [UInt8]

  /// Validates a value; nil if it holds a control character. Blanks at the ends are cut.
  public init?(_ value: Span<UInt8>) {
    guard value.firstControl(in: 0..<value.count) == value.count else { return nil }
    self.bytes = value.extracting(FieldValue.trimmed(value, 0..<value.count)).array()
  }

  /// The empty value.
  public static let empty = FieldValue(empty: ())

  private init(empty: Void) { bytes = [] }

  /// Validates a value written as text.
  public init?(_ value: String) {
    let bytes = Array(value.utf8)
    self.init(bytes.span)
  }

  /// A value that the compiler knows: it must be a valid one, which is the caller's to see to.
  public init(constant value: StaticString) { bytes = [UInt8](value) }

  /// The part of `range` without blanks at its ends.
  static func trimmed(_ value: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, value[start] == ASCII.space || value[start] == ASCII.tab { start += 1 }
    while end > start, value[end - 1] == ASCII.space || value[end - 1] == ASCII.tab { end -= 1 }
    return start..<end
  }
}
