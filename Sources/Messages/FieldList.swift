import Bytes

/// Comma-separated lists in field values (RFC 9110 §5.6.1) whose members hold no quoted strings:
/// tokens of `Connection`, `Transfer-Encoding`, `Expect` and the like.
public enum FieldList {
  /// The next member from `cursor` on, without blanks around it and perhaps empty; nil behind the
  /// last. A cursor begins at 0; an empty value has one empty member.
  public static func next(_ value: Span<UInt8>, from cursor: inout Int) -> Range<Int>? {
    guard cursor <= value.count else { return nil }
    var start = cursor
    let comma = value.firstIndex(of: ASCII.comma, from: start) ?? value.count
    cursor = comma + 1
    var end = comma
    while start < end, isBlank(value[start]) { start += 1 }
    while end > start, isBlank(value[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || byte == ASCII.tab }
}
