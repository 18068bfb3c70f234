import Bytes

extension JSONGrammar {
  /// The offset behind a number (§6); `start` is on a digit or a minus sign.
  @inline(__always)
  static func endOfNumber(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(ScanError) -> Int {
    var cursor = start
    if base[cursor] == 0x2D { cursor &+= 1 }
    if cursor < end, base[cursor] == ASCII.zero {
      cursor &+= 1
      if cursor < end, ASCII.isDigit(base[cursor]) { throw ScanError(.malformedNumber, at: cursor) }
    } else {
      cursor = try digits(base, cursor, end)
    }
    if cursor < end, base[cursor] == ASCII.dot { cursor = try digits(base, cursor &+ 1, end) }
    if cursor < end, base[cursor] | 0x20 == 0x65 {
      cursor &+= 1
      if cursor < end, base[cursor] == 0x2B || base[cursor] == 0x2D { cursor &+= 1 }
      cursor = try digits(base, cursor, end)
    }
    return cursor
  }

  /// The offset behind one or more digits.
  @inline(__always)
  private static func digits(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(ScanError) -> Int {
    var cursor = start
    while cursor < end, ASCII.isDigit(base[cursor]) { cursor &+= 1 }
    guard cursor > start else {
      throw ScanError(cursor == end ? .truncated : .malformedNumber, at: cursor)
    }
    return cursor
  }
}
