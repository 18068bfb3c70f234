import Bytes

/// Reads ProtoJSON's texts of `google.protobuf.Timestamp` and `Duration`.
struct TimeReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0

  private init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// RFC 3339 with capital letters; nil if it is no such time, or none of the years 1 to 9999.
  static func timestamp(_ text: UnsafeBufferPointer<UInt8>) -> (seconds: Int64, nanos: Int32)? {
    var reader = TimeReader(text)
    guard let year = reader.digits(4), reader.take(0x2D), let month = reader.digits(2),
      reader.take(0x2D), let day = reader.digits(2), reader.take(0x54),
      let hour = reader.digits(2), reader.take(0x3A), let minute = reader.digits(2),
      reader.take(0x3A), let second = reader.digits(2), let nanos = reader.fraction(),
      let offset = reader.offset(), reader.index == text.count
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid, hour < 24, minute < 60, second < 60 else { return nil }
    let seconds = Int64(date.days * 86_400 + hour * 3600 + minute * 60 + second - offset)
    return TimeText.timestamps.contains(seconds) ? (seconds, nanos) : nil
  }

  /// Seconds, with up to nine digits behind the point, and an `s`.
  static func duration(_ text: UnsafeBufferPointer<UInt8>) -> (seconds: Int64, nanos: Int32)? {
    var reader = TimeReader(text)
    let isNegative = reader.take(0x2D)
    let start = reader.index
    var seconds: Int64 = 0
    while reader.index < text.count, ASCII.isDigit(text[reader.index]) {
      seconds = seconds * 10 + Int64(text[reader.index] &- ASCII.zero)
      guard seconds <= TimeText.durations.upperBound else { return nil }
      reader.index += 1
    }
    guard reader.index > start, let nanos = reader.fraction(), reader.take(0x73),
      reader.index == text.count
    else { return nil }
    return isNegative ? (-seconds, -nanos) : (seconds, nanos)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard index + count <= text.count else { return nil }
    var value = 0
    for _ in 0..<count {
      guard ASCII.isDigit(text[index]) else { return nil }
      value = value * 10 + Int(text[index] &- ASCII.zero)
      index += 1
    }
    return value
  }

  /// A point and one to nine digits, as nanoseconds; 0 if there is no point.
  private mutating func fraction() -> Int32? {
    guard take(ASCII.dot) else { return 0 }
    var value: Int32 = 0
    var count = 0
    while index < text.count, ASCII.isDigit(text[index]) {
      guard count < 9 else { return nil }
      value = value * 10 + Int32(text[index] &- ASCII.zero)
      count += 1
      index += 1
    }
    guard count > 0 else { return nil }
    for _ in count..<9 { value *= 10 }
    return value
  }

  /// `Z`, or hours and minutes, as seconds.
  private mutating func offset() -> Int? {
    if take(0x5A) { return 0 }
    let isNegative = index < text.count && text[index] == 0x2D
    guard take(0x2D) || take(0x2B), let hours = digits(2), take(0x3A), let minutes = digits(2),
      hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return isNegative ? -seconds : seconds
  }
}
