/// A number as decimal digits and a power of ten.
struct DecimalNumber {
  private var digits: Int
  private var exponent: Int

  private init(_ digits: Int, _ exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// Nil if the digits do not fit.
  init?(_ number: Double) {
    guard number.isFinite else { return nil }
    let parts = GoNumber.Digits(number)
    guard parts.digits.count <= 18, let digits = Int(String(decoding: parts.digits, as: UTF8.self))
    else { return nil }
    self.init(parts.isNegative ? -digits : digits, parts.point - parts.digits.count)
  }

  var double: Double { Double("\(digits)e\(exponent)") ?? 0 }

  var negated: DecimalNumber { DecimalNumber(0 &- digits, exponent) }

  func adding(_ other: DecimalNumber) -> DecimalNumber? {
    let low = min(exponent, other.exponent)
    guard let left = scaled(to: low), let right = other.scaled(to: low) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : DecimalNumber(sum, low)
  }

  func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: other.digits)
    return overflow ? nil : DecimalNumber(product, exponent + other.exponent)
  }

  /// To sixteen decimal places, rounded.
  func divided(by other: DecimalNumber) -> DecimalNumber? {
    let shift = exponent - other.exponent + 16
    guard other.digits != 0, (0...18).contains(shift) else { return nil }
    let (high, low) = digits.magnitude.multipliedFullWidth(by: UInt(DecimalNumber.power(shift)))
    let divisor = other.digits.magnitude
    guard high < divisor else { return nil }
    let (quotient, remainder) = divisor.dividingFullWidth((high, low))
    let rounded = remainder >= divisor - remainder ? quotient &+ 1 : quotient
    guard let size = Int(exactly: rounded) else { return nil }
    return DecimalNumber((digits < 0) == (other.digits < 0) ? size : -size, -16)
  }

  private func scaled(to low: Int) -> Int? {
    guard exponent - low <= 18 else { return nil }
    let (value, overflow) = digits.multipliedReportingOverflow(
      by: DecimalNumber.power(exponent - low))
    return overflow ? nil : value
  }

  private static func power(_ exponent: Int) -> Int {
    (0..<max(exponent, 0)).reduce(1) { power, _ in power &* 10 }
  }
}
