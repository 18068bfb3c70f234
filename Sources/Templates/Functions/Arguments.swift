/// What a function is called with. Indices are within the function's arity.
struct Arguments {
  let function: String
  let values: [Value]
  let rendering: Rendering

  var count: Int { values.count }

  subscript(index: Int) -> Value { index < values.count ? values[index] : .null }

  /// The last one: what a pipeline passes on.
  var last: Value { values.last ?? .null }

  private func wrong(_ index: Int, _ wanted: String, suggestion: String? = nil) -> FunctionFault {
    FunctionFault(
      "\(function) wants \(wanted) as argument \(index + 1), not \(self[index].noun)",
      suggestion: suggestion)
  }

  func string(_ index: Int) throws(FunctionFault) -> String {
    switch self[index] {
    case .string(let text): return text
    case .null:
      throw wrong(index, "a text", suggestion: "`default \"…\"` gives one where there is none")
    default: throw wrong(index, "a text", suggestion: "toString makes one")
    }
  }

  func bytes(_ index: Int) throws(FunctionFault) -> [UInt8] { Array(try string(index).utf8) }

  /// Any value as a text, as Sprig's functions take them.
  func text(_ index: Int) throws(FunctionFault) -> String { try self[index].text(rendering) }

  /// A whole number; one with a fraction of zero is one too.
  func integer(_ index: Int) throws(FunctionFault) -> Int {
    switch self[index] {
    case .integer(let number): return number
    case .number(let number):
      if let whole = Int(exactly: number) { return whole }
    default: break
    }
    throw wrong(index, "a whole number", suggestion: "int makes one")
  }

  func boolean(_ index: Int) throws(FunctionFault) -> Bool {
    if case .boolean(let flag) = self[index] { return flag }
    throw wrong(index, "true or false")
  }

  func list(_ index: Int) throws(FunctionFault) -> [Value] {
    if case .list(let list) = self[index] { return list.items }
    throw wrong(index, "a list")
  }

  /// A list; anything else is a list of one, nothing of none.
  func anyList(_ index: Int) -> [Value] {
    switch self[index] {
    case .list(let list): list.items
    case .null: []
    case let value: [value]
    }
  }

  /// The items of such a list as texts; those that are no value are left out.
  func texts(_ index: Int) throws(FunctionFault) -> [String] {
    var texts: [String] = []
    for value in anyList(index) {
      if case .null = value { continue }
      texts.append(try value.text(rendering))
    }
    return texts
  }

  func map(_ index: Int) throws(FunctionFault) -> ValueMap {
    if case .map(let map) = self[index] { return map }
    throw wrong(index, "a dictionary")
  }

  /// A whole number out of anything, as Sprig's arithmetic has it: 0 if it is none.
  func loose(_ index: Int) -> Int { Conversion.integer(self[index]) }

  /// A number out of anything: 0 if it is none.
  func looseDouble(_ index: Int) -> Double { Conversion.double(self[index]) }

  func fault(_ message: String, suggestion: String? = nil) -> FunctionFault {
    FunctionFault("\(function): \(message)", suggestion: suggestion)
  }

  func make(_ items: [Value]) throws(FunctionFault) -> Value { try rendering.list(items) }

  func make(texts: [String]) throws(FunctionFault) -> Value {
    try rendering.list(texts.map { .string($0) })
  }
}
