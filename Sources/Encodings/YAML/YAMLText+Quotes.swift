import Bytes

// Which texts a reader would not take for themselves.
extension YAMLText {
  /// Words that YAML 1.1 or 1.2 reads as something else than a text.
  private static let words: Set<String> = [
    "null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "False", "FALSE", ".inf", ".Inf",
    ".INF", "-.inf", "-.Inf", "-.INF", "+.inf", "+.Inf", "+.INF", ".nan", ".NaN", ".NAN", "y", "Y",
    "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "=",
    "<<", "-", "?", ":",
  ]

  /// Whether a text of one or more lines needs quotes for what its characters would mean.
  static func needsQuotes(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text[0] != ASCII.space, text[text.count - 1] != ASCII.space else {
      return true
    }
    if text.count <= 5, words.contains(String(decoding: text.array(), as: UTF8.self)) {
      return true
    }
    return beginsLikeSyntax(text) || holdsSyntax(text) || looksLikeNumber(text)
  }

  private static func beginsLikeSyntax(_ text: Span<UInt8>) -> Bool {
    switch text[0] {
    // * & [ ] { } , ! | > % ' " @ `
    case 0x2A, 0x26, 0x5B, 0x5D, 0x7B, 0x7D, 0x2C, 0x21, 0x7C, 0x3E, 0x25, 0x27, 0x22, 0x40, 0x60:
      return true
    // ? : and - before a blank
    case 0x3F, 0x3A, 0x2D:
      if text.count > 1, isBlank(text[1]) { return true }
    default: break
    }
    // The marks between documents.
    guard text.count >= 3 else { return false }
    let head = text.extracting(0..<3)
    return head.equals("---") || head.equals("...")
  }

  private static func holdsSyntax(_ text: Span<UInt8>) -> Bool {
    if text[text.count - 1] == ASCII.colon { return true }
    for index in 0..<text.count {
      switch text[index] {
      // # \
      case 0x23, 0x5C: return true
      case ASCII.colon, 0x2D:
        if index + 1 < text.count, isBlank(text[index + 1]) { return true }
      default: break
      }
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.lineFeed
  }

  /// Whether a reader of YAML 1.1 or 1.2 would take the text for a number, a time or a date.
  private static func looksLikeNumber(_ text: Span<UInt8>) -> Bool {
    let first = text[0]
    guard ASCII.isDigit(first) || first == 0x2B || first == 0x2D || first == ASCII.dot else {
      return false
    }
    return isNumber(text) || YAMLScalar.number(text.array()) != nil || isTime(text)
  }

  /// What the reference takes for a number: digits and `_`, a dot, behind it an exponent, and the
  /// prefixes `0x`, `0o` and `0b`.
  static func isNumber(_ text: Span<UInt8>) -> Bool {
    let sign = text.count > 0 && (text[0] == 0x2D || text[0] == 0x2B) ? 1 : 0
    guard text.count > sign, text[sign] != 0x5F else { return false }
    if text.count > sign + 2, text[sign] == ASCII.zero, let digits = radixDigits(text[sign + 1]) {
      for index in sign + 2..<text.count where !digits(text[index]) { return false }
      return true
    }
    return isDecimal(text.extracting(sign...))
  }

  private static func radixDigits(_ mark: UInt8) -> ((UInt8) -> Bool)? {
    switch mark {
    case 0x78: { ASCII.hexadecimalValue($0) != nil || $0 == 0x5F }
    case 0x6F, 0x62: { ASCII.isDigit($0) || $0 == 0x5F }
    default: nil
    }
  }

  private static func isDecimal(_ text: Span<UInt8>) -> Bool {
    var (hasDot, hasExponent, hasDigit) = (false, false, false)
    for index in 0..<text.count {
      switch text[index] {
      case 0x30...0x39: hasDigit = true
      case 0x5F: break
      case ASCII.dot where !hasDot: hasDot = true
      case 0x65, 0x45:
        guard hasDot else { return false }
        hasExponent = true
      case 0x2B where hasExponent, 0x2D where hasExponent: break
      default: return false
      }
    }
    return hasDigit
  }

  /// Dates (`2026-01-31`, with a time or without) and base 60 (`12:30`).
  private static func isTime(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count, ASCII.isDigit(text[index]) { index += 1 }
    guard index > 0, index + 1 < text.count, ASCII.isDigit(text[index + 1]) else { return false }
    if text[index] == ASCII.colon { return true }
    return index == 4 && text[index] == 0x2D && text.count >= 8
  }
}
