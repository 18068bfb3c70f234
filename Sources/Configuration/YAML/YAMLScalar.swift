import Bytes

/// What a scalar of YAML means: the core schema of YAML 1.2 plus what Go's YAML reader takes from
/// 1.1 (underscores in numbers, octal with a leading zero). `yes` and `on` are texts.
enum YAMLScalar {
  /// The value of a scalar; quoted ones are texts unless a tag says otherwise.
  static func value(_ text: String, isPlain: Bool, tag: String?) -> ConfigurationNode.Value {
    switch tag {
    case "tag:yaml.org,2002:str", "!": return .string(text)
    case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool",
      "tag:yaml.org,2002:null":
      return plain(text)
    default: return isPlain ? plain(text) : .string(text)
    }
  }

  private static func plain(_ text: String) -> ConfigurationNode.Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: return number(text).map { .number($0) } ?? .string(text)
    }
  }

  /// The text of a JSON number with the same value, or nil if this is none.
  static func number(_ text: String) -> String? {
    guard let first = text.utf8.first,
      ASCII.isDigit(first) || first == 0x2B || first == 0x2D || first == ASCII.dot
    else { return nil }
    var digits = Array(text.utf8.filter { $0 != 0x5F })
    let isNegative = digits.first == 0x2D
    if isNegative || digits.first == 0x2B { digits.removeFirst() }
    guard let magnitude = integer(digits) ?? decimal(digits) else { return nil }
    return isNegative ? "-" + magnitude : magnitude
  }

  /// Whole numbers: decimal of any length, `0x`, `0o`, `0b`, and octal after a plain `0`.
  private static func integer(_ digits: [UInt8]) -> String? {
    guard let first = digits.first, ASCII.isDigit(first) else { return nil }
    if first == ASCII.zero, digits.count > 1 {
      let radix = [0x78: 16, 0x58: 16, 0x6F: 8, 0x4F: 8, 0x62: 2, 0x42: 2][Int(digits[1])]
      let rest = String(decoding: digits.dropFirst(radix == nil ? 1 : 2), as: UTF8.self)
      guard rest.utf8.first.map(ASCII.isSign) == false else { return nil }
      return UInt64(rest, radix: radix ?? 8).map(String.init)
    }
    guard digits.allSatisfy(ASCII.isDigit) else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }

  /// `[.]digits`, `digits.digits` and an exponent, made to fit the grammar of JSON.
  private static func decimal(_ digits: [UInt8]) -> String? {
    let mantissa = digits.prefix { $0 != 0x65 && $0 != 0x45 }
    let parts = mantissa.split(
      separator: ASCII.dot, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy(ASCII.isDigit) }),
      mantissa.contains(where: ASCII.isDigit)
    else { return nil }
    let whole = parts[0].drop { $0 == ASCII.zero }
    var text = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
    if parts.count > 1 {
      text += "." + (parts[1].isEmpty ? "0" : String(decoding: parts[1], as: UTF8.self))
    }
    text += String(decoding: digits[mantissa.count...], as: UTF8.self)
    return JSONReader.isNumber(text) ? text : nil
  }
}

extension ASCII {
  /// Whether a byte is `+` or `-`.
  static func isSign(_ byte: UInt8) -> Bool { byte == 0x2B || byte == 0x2D }
}
