/// Whole numbers as text, without `String` on the way.
public enum NumberText {
  /// Appends a number in decimal digits.
  public static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = number
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    for _ in 0..<digits { bytes.append(ASCII.zero) }
    rest = number
    var index = start + digits
    while index > start {
      index -= 1
      bytes[index] = ASCII.zero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Appends a number in lower-case hexadecimal digits (a chunk size, RFC 9112 §7.1).
  public static func appendHexadecimal(_ number: UInt64, to bytes: inout [UInt8]) {
    var shift = number == 0 ? 0 : (63 - number.leadingZeroBitCount) / 4 * 4
    while shift >= 0 {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 15
      bytes.append(digit < 10 ? ASCII.zero + digit : 0x61 + digit - 10)
      shift -= 4
    }
  }

  /// Reads a number of decimal digits only: no sign, no blank; nil if empty or above 2^63 − 1.
  public static func decimal(_ bytes: Span<UInt8>) -> UInt64? {
    guard bytes.count > 0, bytes.count <= 19 else { return nil }
    var number: UInt64 = 0
    for index in 0..<bytes.count {
      guard ASCII.isDigit(bytes[index]) else { return nil }
      number = number * 10 + UInt64(bytes[index] - ASCII.zero)
    }
    return number <= UInt64(Int64.max) ? number : nil
  }
}
