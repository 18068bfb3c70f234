/// Values as numbers, as Sprig converts them.
enum Conversion {
  static func integer(_ value: Value) -> Int {
    switch value {
    case .integer(let number): number
    case .number(let number): truncated(number)
    case .boolean(let flag): flag ? 1 : 0
    case .string(let text): NumberLiteral.integer(text) ?? 0
    default: 0
    }
  }

  static func double(_ value: Value) -> Double {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .string(let text):
      text.contains("x") || text.contains("X") ? 0 : Double(text.filter { $0 != "_" }) ?? 0
    default: 0
    }
  }

  /// The whole part; what is out of range becomes the nearest number in it.
  static func truncated(_ number: Double) -> Int {
    if let exact = Int(exactly: number.rounded(.towardZero)) { return exact }
    return number.isNaN ? 0 : number < 0 ? .min : .max
  }
}
