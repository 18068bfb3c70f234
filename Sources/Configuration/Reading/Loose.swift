/// Loose reading (CFG-3): `"8080"` is a whole number, `"true"` and `1` are booleans.
enum Loose {
  static func integer(_ node: ConfigurationNode) -> Int? {
    switch node.value {
    case .number(let text): return Int(text) ?? wholeNumber(text)
    case .string(let text): return Int(text)
    default: return nil
    }
  }

  /// `8080.0` and `1e3` are whole numbers too.
  private static func wholeNumber(_ text: String) -> Int? {
    guard let number = Double(text), abs(number) <= 9_007_199_254_740_992 else { return nil }
    return Int(exactly: number)
  }

  static func boolean(_ node: ConfigurationNode) -> Bool? {
    switch node.value {
    case .boolean(let flag): return flag
    case .number(let text): return Double(text).map { $0 != 0 }
    case .string(let text):
      switch text {
      case "1", "t", "T", "true", "TRUE", "True": return true
      case "0", "f", "F", "false", "FALSE", "False", "": return false
      default: return nil
      }
    default: return nil
    }
  }

  static func string(_ node: ConfigurationNode) -> String? {
    switch node.value {
    case .string(let text), .number(let text): return text
    default: return nil
    }
  }
}
