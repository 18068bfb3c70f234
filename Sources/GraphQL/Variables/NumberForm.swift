import Bytes

/// Numbers as JSON writes them (RFC 8259 §6), within the ranges of GraphQL (§3.5.1, §3.5.2).
enum NumberForm {
  /// A whole number in digits only, of 32 bits.
  static func int32(_ text: Span<UInt8>) -> Int32? {
    guard text.count > 0, text.count <= 11 else { return nil }
    let isNegative = text[0] == 0x2D
    let first = isNegative ? 1 : 0
    guard first < text.count, text[first] != ASCII.zero || text.count == first + 1 else {
      return nil
    }
    var number: Int64 = 0
    for index in first..<text.count {
      guard ASCII.isDigit(text[index]) else { return nil }
      number = number * 10 + Int64(text[index] - ASCII.zero)
    }
    return Int32(exactly: isNegative ? -number : number)
  }

  /// A number that is whole and of 32 bits, however JSON writes it: `1.0`, `2e3`.
  static func wholeNumber(_ text: Span<UInt8>) -> Int32? {
    if let number = int32(text) { return number }
    guard text.count <= 400, isNumber(text), let number = double(text) else { return nil }
    return Int32(exactly: number)
  }

  /// A whole number in digits only, of any size.
  static func isWhole(_ text: Span<UInt8>) -> Bool {
    let first = text.count > 0 && text[0] == 0x2D ? 1 : 0
    return endOfWhole(text, first) == text.count
  }

  /// A number that is not infinite as a double.
  static func isFinite(_ text: Span<UInt8>) -> Bool {
    guard isNumber(text) else { return false }
    // Without exponent no shorter number leaves the range.
    var hasExponent = false
    for index in 0..<text.count where text[index] | 0x20 == 0x65 { hasExponent = true }
    if !hasExponent, text.count <= 300 { return true }
    return double(text)?.isFinite == true
  }

  private static func double(_ text: Span<UInt8>) -> Double? {
    Double(String(decoding: text.array(), as: UTF8.self))
  }

  /// The grammar of JSON.
  private static func isNumber(_ text: Span<UInt8>) -> Bool {
    let first = text.count > 0 && text[0] == 0x2D ? 1 : 0
    guard var index = endOfWhole(text, first) else { return false }
    if index < text.count, text[index] == ASCII.dot {
      guard let end = endOfDigits(text, index + 1) else { return false }
      index = end
    }
    if index < text.count, text[index] | 0x20 == 0x65 {
      index += 1
      if index < text.count, text[index] == 0x2B || text[index] == 0x2D { index += 1 }
      guard let end = endOfDigits(text, index) else { return false }
      index = end
    }
    return index == text.count
  }

  /// The offset behind `0`, or behind digits of which the first is another.
  private static func endOfWhole(_ text: Span<UInt8>, _ start: Int) -> Int? {
    if start < text.count, text[start] == ASCII.zero { return start + 1 }
    return endOfDigits(text, start)
  }

  private static func endOfDigits(_ text: Span<UInt8>, _ start: Int) -> Int? {
    var index = start
    while index < text.count, ASCII.isDigit(text[index]) { index += 1 }
    return index > start ? index : nil
  }
}
