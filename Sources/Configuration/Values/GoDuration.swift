import Bytes

/// Lengths of time as Go writes them: `300ms`, `1.5h`, `1h30m` (CFG-4).
package enum GoDuration {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("\u{B5}s", 1_000), ("\u{3BC}s", 1_000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// The nanoseconds of a text; nil if it is malformed, empty, or longer than 292 years.
  package static func parse(_ text: String) -> Nanoseconds? {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    if rest == "0" { return 0 }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = takePart(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !overflow else { return nil }
      total = sum
    }
    return isNegative ? -total : total
  }

  /// A number and its unit.
  private static func takePart(_ rest: inout Substring) -> Int64? {
    let whole = takeDigits(&rest)
    var fraction = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    let name = rest.prefix { $0 != "." && !isDigit($0) }
    guard let unit = units.first(where: { $0.name == name })?.nanoseconds else { return nil }
    rest.removeFirst(name.count)
    guard let number = whole.isEmpty ? 0 : Int64(whole) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    let (sum, tooLong) = product.addingReportingOverflow(part(fraction, of: unit))
    return tooLong ? nil : sum
  }

  /// Decimals of a unit, cut to whole nanoseconds; digits beyond the 18th change nothing.
  private static func part(_ fraction: String, of unit: Int64) -> Int64 {
    let digits = fraction.prefix(18)
    guard let value = UInt64(digits) else { return 0 }
    let scale = (0..<digits.count).reduce(UInt64(1)) { power, _ in power * 10 }
    let product = value.multipliedFullWidth(by: UInt64(unit))
    return Int64(scale.dividingFullWidth(product).quotient)
  }

  private static func takeDigits(_ rest: inout Substring) -> String {
    let digits = rest.prefix(while: isDigit)
    rest.removeFirst(digits.count)
    return String(digits)
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.utf8.count == 1 && character.utf8.allSatisfy(ASCII.isDigit)
  }

  private static let words: [(name: String, unit: String)] = [
    ("", "s"), ("sec", "s"), ("secs", "s"), ("second", "s"), ("seconds", "s"), ("min", "m"),
    ("mins", "m"), ("minute", "m"), ("minutes", "m"), ("hr", "h"), ("hrs", "h"), ("hour", "h"),
    ("hours", "h"), ("msec", "ms"), ("millis", "ms"), ("millisecond", "ms"),
    ("milliseconds", "ms"), ("micros", "us"), ("usec", "us"),
  ]

  /// What may have been meant by a malformed text.
  static func suggestion(for text: String) -> String {
    let plain = text.lowercased().filter { $0 != " " }
    let number = plain.prefix { isDigit($0) || $0 == "." }
    let word = plain.dropFirst(number.count)
    if !number.isEmpty, word == "d" || word == "day" || word == "days", let days = Int(number),
      days < 100_000
    {
      return "did you mean \"\(days * 24)h\"?"
    }
    let unit = words.first { $0.name == word }?.unit ?? String(word)
    if !number.isEmpty, parse(number + unit) != nil { return "did you mean \"\(number)\(unit)\"?" }
    return "write a number with a unit, such as \"300ms\", \"2s\" or \"1m30s\""
  }
}
