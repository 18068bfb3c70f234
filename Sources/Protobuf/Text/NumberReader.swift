import Bytes

/// A number of JSON's grammar (RFC 8259 §6), taken apart.
///
/// Unsafe: looks at no byte outside of what it is given.
struct NumberReader {
  /// The digits as a number, as far as it holds them.
  private(set) var digits: UInt64 = 0
  /// By which power of ten they are multiplied.
  private(set) var exponent = 0
  private(set) var isNegative = false
  /// Whether `digits` holds all digits but zeros.
  private(set) var isExact = true

  /// Reads a whole text; nil if it does not follow the grammar.
  init?(_ text: UnsafePointer<UInt8>, _ count: Int) {
    var index = 0
    if count > 0, text[0] == 0x2D {
      isNegative = true
      index = 1
    }
    let start = index
    while index < count, ASCII.isDigit(text[index]) { take(text[index], &index) }
    guard index > start, index == start + 1 || text[start] != ASCII.zero else { return nil }
    if index < count, text[index] == ASCII.dot {
      index += 1
      let fraction = index
      while index < count, ASCII.isDigit(text[index]) {
        let before = exponent
        take(text[index], &index)
        // A digit that was kept moves the point, one that was dropped does not.
        exponent = before == exponent ? before - 1 : before
      }
      guard index > fraction else { return nil }
    }
    if index < count, text[index] | 0x20 == 0x65 {
      guard readExponent(text, count, &index) else { return nil }
    }
    guard index == count else { return nil }
  }

  private mutating func take(_ byte: UInt8, _ index: inout Int) {
    index += 1
    let digit = UInt64(byte &- ASCII.zero)
    if digits < 1_000_000_000_000_000_000 {
      digits = digits * 10 + digit
    } else if digits <= UInt64.max / 10, digits * 10 <= UInt64.max - digit {
      digits = digits * 10 + digit
    } else {
      if digit != 0 { isExact = false }
      exponent += 1
    }
  }

  private mutating func readExponent(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int
  ) -> Bool {
    index += 1
    var isDown = false
    if index < count, text[index] == 0x2B || text[index] == 0x2D {
      isDown = text[index] == 0x2D
      index += 1
    }
    let start = index
    var value = 0
    while index < count, ASCII.isDigit(text[index]) {
      value = min(value * 10 + Int(text[index] &- ASCII.zero), 1_000_000)
      index += 1
    }
    exponent += isDown ? -value : value
    return index > start
  }

  /// The magnitude as a whole number; nil if it is none, or too large.
  var whole: UInt64? {
    guard isExact else { return nil }
    var value = digits
    if value == 0 { return 0 }
    var exponent = exponent
    while exponent < 0 {
      guard value % 10 == 0 else { return nil }
      value /= 10
      exponent += 1
    }
    while exponent > 0 {
      let (product, isOverflow) = value.multipliedReportingOverflow(by: 10)
      if isOverflow { return nil }
      value = product
      exponent -= 1
    }
    return value
  }

  /// The number as a double where one exact multiplication or division gives it; else nil.
  var simpleDouble: Double? {
    guard isExact, digits < 1 << 53, -22...22 ~= exponent else { return nil }
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    let magnitude = exponent < 0 ? Double(digits) / power : Double(digits) * power
    return isNegative ? -magnitude : magnitude
  }

  /// The same for a float.
  var simpleFloat: Float? {
    guard isExact, digits < 1 << 24, -10...10 ~= exponent else { return nil }
    var power: Float = 1
    for _ in 0..<exponent.magnitude { power *= 10 }
    let magnitude = exponent < 0 ? Float(digits) / power : Float(digits) * power
    return isNegative ? -magnitude : magnitude
  }
}
