/// Texts in quotes, as Go's `%q` has them.
enum GoQuote {
  static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\u{7}": output += "\\a"
      case "\u{8}": output += "\\b"
      case "\u{c}": output += "\\f"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{b}": output += "\\v"
      default: append(scalar, to: &output)
      }
    }
    return output + "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to output: inout String) {
    if isPrintable(scalar) { return output.unicodeScalars.append(scalar) }
    let digits = String(scalar.value, radix: 16)
    func padded(_ size: Int) -> String {
      String(repeating: "0", count: max(0, size - digits.utf8.count)) + digits
    }
    switch scalar.value {
    case ..<0x80: output += "\\x" + padded(2)
    case ..<0x10000: output += "\\u" + padded(4)
    default: output += "\\U" + padded(8)
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return true
    }
  }

  /// A text in a message, cut where it is long.
  static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 40 else { return quoted(text) }
    return quoted(String(String.UnicodeScalarView(scalars.prefix(37)))) + "…"
  }
}
