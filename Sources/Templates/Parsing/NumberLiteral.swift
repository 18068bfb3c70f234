/// Numbers as Go's source text has them.
enum NumberLiteral {
  static func value(_ text: String) -> Value? {
    if let whole = integer(text) { return .integer(whole) }
    let plain = text.filter { $0 != "_" }
    let isHex = plain.contains("x") || plain.contains("X")
    guard plain.utf8.contains(where: { (0x30...0x39).contains($0) }),
      isHex ? plain.contains("p") || plain.contains("P") : !plain.contains("p"),
      plain.utf8.allSatisfy({ isDigit($0) || "+-.eExXpPabcdfABCDF".utf8.contains($0) }),
      let number = Double(plain), number.isFinite
    else { return nil }
    return .number(number)
  }

  /// A whole number: decimal, `0x`, `0o`, `0b`, a leading `0` for octal, `_` between digits.
  static func integer(_ text: String) -> Int? {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits = digits.dropFirst() }
    var radix = 10
    let lower = digits.lowercased()
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] where lower.hasPrefix(prefix) {
      radix = base
      digits = digits.dropFirst(2)
    }
    if radix == 10, digits.count > 1, digits.first == "0" { radix = 8 }
    guard let first = digits.first, first != "+", first != "-" else { return nil }
    return Int((isNegative ? "-" : "") + digits.filter { $0 != "_" }, radix: radix)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
