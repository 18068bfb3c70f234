/// `google.protobuf.Timestamp` and `Duration` as ProtoJSON's text.
///
/// Unsafe: writers need forty bytes of room.
enum TimeText {
  /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
  static let timestamps = Int64(-62_135_596_800)...253_402_300_799
  /// About ten thousand years either way.
  static let durations = Int64(-315_576_000_000)...315_576_000_000

  /// Writes RFC 3339 in UTC, in quotes; nil if the time is out of range. Times of one message are
  /// often of one day, which is remembered.
  @inline(__always)
  static func write(
    timestamp seconds: Int64, _ nanos: Int32, _ day: inout DayText,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8>? {
    // Counted from 0001-01-01, so that nothing is negative.
    let since = UInt64(bitPattern: seconds &+ 62_135_596_800)
    guard since < 315_537_897_600, nanos >= 0, nanos <= 999_999_999 else { return nil }
    let days = since / 86_400
    if day.day != days { day = DayText(days) }
    day.write(output)
    let second = UInt32(truncatingIfNeeded: since &- days &* 86_400)
    let minute = second / 60
    let hour = minute / 60
    write2(hour, output + 12, then: 0x3A)
    write2(minute &- hour &* 60, output + 15, then: 0x3A)
    write2(second &- minute &* 60, output + 18, then: 0x2E)
    let end = writeFraction(UInt64(nanos), output + 20)
    end[0] = 0x5A
    end[1] = 0x22
    return end + 2
  }

  /// Two digits and what stands behind them; the next pair may overwrite that.
  @inline(__always)
  private static func write2(
    _ pair: UInt32, _ output: UnsafeMutablePointer<UInt8>, then byte: UInt8
  ) {
    _ = DigitText.write(UInt64(pair), digits: 2, output)
    output[2] = byte
  }

  /// Writes seconds with an `s` behind them, in quotes; nil if the duration is out of range or its
  /// parts have different signs.
  static func write(
    duration seconds: Int64, _ nanos: Int32, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8>? {
    guard durations.contains(seconds), -999_999_999...999_999_999 ~= nanos,
      seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
    else { return nil }
    var output = output
    output[0] = 0x22
    output += 1
    if seconds < 0 || nanos < 0 {
      output[0] = 0x2D
      output += 1
    }
    output = DigitText.write(seconds.magnitude, output)
    output = writeFraction(UInt64(nanos.magnitude), output)
    output[0] = 0x73
    output[1] = 0x22
    return output + 2
  }

  /// A point and 3, 6 or 9 digits, or nothing for zero.
  @inline(__always)
  private static func writeFraction(
    _ nanos: UInt64, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if nanos == 0 { return output }
    output[0] = 0x2E
    let millis = nanos / 1_000_000
    if millis &* 1_000_000 == nanos { return DigitText.write(millis, digits: 3, output + 1) }
    let micros = nanos / 1000
    if micros &* 1000 == nanos { return DigitText.write(micros, digits: 6, output + 1) }
    return DigitText.write(nanos, digits: 9, output + 1)
  }
}

/// The text of a day: `"2026-11-20T`.
struct DayText {
  /// Counted from 0001-01-01.
  private(set) var day = UInt64.max
  /// Twelve bytes.
  private var text = SIMD16<UInt8>()

  /// No day.
  init() {}

  /// The text of a day of the years 1 to 9999.
  @inline(never)
  init(_ day: UInt64) {
    self.day = day
    let date = CivilDate(days: Int(day) &- 719_162)
    text[0] = 0x22
    set(date.year / 100, at: 1)
    set(date.year % 100, at: 3)
    text[5] = 0x2D
    set(date.month, at: 6)
    text[8] = 0x2D
    set(date.day, at: 9)
    text[11] = 0x54
  }

  private mutating func set(_ pair: Int, at index: Int) {
    text[index] = 0x30 &+ UInt8(truncatingIfNeeded: pair / 10)
    text[index + 1] = 0x30 &+ UInt8(truncatingIfNeeded: pair % 10)
  }

  /// Writes it, and four bytes more.
  @inline(__always)
  func write(_ output: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(output).storeBytes(of: text, as: SIMD16<UInt8>.self)
  }
}
