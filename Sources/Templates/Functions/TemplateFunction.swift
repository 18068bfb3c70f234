/// A function that templates may call.
struct TemplateFunction: Sendable {
  typealias Body = @Sendable (Arguments) throws(FunctionFault) -> Value

  let name: String
  /// How many arguments it takes.
  let arity: ClosedRange<Int>
  let body: Body

  init(_ name: String, _ arity: ClosedRange<Int>, _ body: @escaping Body) {
    self.name = name
    self.arity = arity
    self.body = body
  }

  init(_ name: String, _ count: Int, _ body: @escaping Body) {
    self.init(name, count...count, body)
  }

  init(_ name: String, atLeast count: Int, _ body: @escaping Body) {
    self.init(name, count...Int.max, body)
  }

  func call(_ values: [Value], _ rendering: Rendering) throws(FunctionFault) -> Value {
    guard arity.contains(values.count) else {
      throw FunctionFault("\(name) takes \(arityText), not \(values.count)")
    }
    try rendering.charge(arguments: values)
    let result = try body(Arguments(function: name, values: values, rendering: rendering))
    try rendering.charge(result)
    return result
  }

  private var arityText: String {
    let low = arity.lowerBound
    if arity.upperBound == .max { return "at least \(low) argument\(low == 1 ? "" : "s")" }
    if low == arity.upperBound { return low == 1 ? "1 argument" : "\(low) arguments" }
    return "\(low) to \(arity.upperBound) arguments"
  }
}
