import Bytes

/// What a scalar of YAML means: the core schema of YAML 1.2 plus what Go's YAML reader takes from
/// 1.1 (underscores in numbers, octal with a leading zero). `yes` and `on` are texts.
public enum YAMLScalar: Sendable, Equatable {
  /// Nothing.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// The text of a JSON number.
  case number([UInt8])
  /// A text: the scalar as it stands.
  case text

  /// Reads a scalar; quoted ones are texts unless a tag says otherwise.
  public init(_ text: [UInt8], isPlain: Bool, tag: [UInt8]?) {
    guard let tag else {
      self = isPlain ? YAMLScalar.plain(text) : .text
      return
    }
    let isTyped = YAMLScalar.typedTags.contains { tag.span.equals($0) }
    let isText = tag.span.equals("!") || tag.span.equals("tag:yaml.org,2002:str")
    self = isTyped || isPlain && !isText ? YAMLScalar.plain(text) : .text
  }

  private static let typedTags: [StaticString] = [
    "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:null",
  ]

  private static let nulls: [StaticString] = ["", "~", "null", "Null", "NULL"]
  private static let trues: [StaticString] = ["true", "True", "TRUE"]
  private static let falses: [StaticString] = ["false", "False", "FALSE"]

  private static func plain(_ text: [UInt8]) -> YAMLScalar {
    if text.count <= 5 {
      if nulls.contains(where: { text.span.equals($0) }) { return .null }
      if trues.contains(where: { text.span.equals($0) }) { return .boolean(true) }
      if falses.contains(where: { text.span.equals($0) }) { return .boolean(false) }
    }
    return number(text).map { .number($0) } ?? .text
  }

  /// The text of a JSON number with the same value, or nil if this is none.
  static func number(_ text: [UInt8]) -> [UInt8]? {
    guard let first = text.first,
      ASCII.isDigit(first) || isSign(first) || first == ASCII.dot
    else { return nil }
    var digits = text.filter { $0 != 0x5F }
    let isNegative = digits.first == 0x2D
    if isNegative || digits.first == 0x2B { digits.removeFirst() }
    guard let magnitude = integer(digits) ?? decimal(digits) else { return nil }
    return isNegative ? [0x2D] + magnitude : magnitude
  }

  /// Whole numbers: decimal of any length, `0x`, `0o`, `0b`, and octal after a plain `0`.
  private static func integer(_ digits: [UInt8]) -> [UInt8]? {
    guard let first = digits.first, ASCII.isDigit(first) else { return nil }
    if first == ASCII.zero, digits.count > 1 {
      let radix = [0x78: 16, 0x58: 16, 0x6F: 8, 0x4F: 8, 0x62: 2, 0x42: 2][Int(digits[1])]
      let rest = String(decoding: digits.dropFirst(radix == nil ? 1 : 2), as: UTF8.self)
      guard rest.utf8.first.map(isSign) == false else { return nil }
      return UInt64(rest, radix: radix ?? 8).map { Array(String($0).utf8) }
    }
    return digits.allSatisfy(ASCII.isDigit) ? digits : nil
  }

  /// `[.]digits`, `digits.digits` and an exponent, made to fit the grammar of JSON.
  private static func decimal(_ digits: [UInt8]) -> [UInt8]? {
    let mantissa = digits.prefix { $0 != 0x65 && $0 != 0x45 }
    let parts = mantissa.split(
      separator: ASCII.dot, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy(ASCII.isDigit) }),
      mantissa.contains(where: ASCII.isDigit)
    else { return nil }
    let whole = parts[0].drop { $0 == ASCII.zero }
    var text = whole.isEmpty ? [ASCII.zero] : Array(whole)
    if parts.count > 1 {
      text.append(ASCII.dot)
      text += parts[1].isEmpty ? [ASCII.zero] : Array(parts[1])
    }
    guard isExponent(digits[mantissa.count...]) else { return nil }
    return text + digits[mantissa.count...]
  }

  /// Nothing, or `e`, a sign if there is one, and digits.
  private static func isExponent(_ tail: ArraySlice<UInt8>) -> Bool {
    guard !tail.isEmpty else { return true }
    var digits = tail.dropFirst()
    if let sign = digits.first, isSign(sign) { digits.removeFirst() }
    return !digits.isEmpty && digits.allSatisfy(ASCII.isDigit)
  }

  /// Whether a byte is `+` or `-`.
  private static func isSign(_ byte: UInt8) -> Bool { byte == 0x2B || byte == 0x2D }
}
