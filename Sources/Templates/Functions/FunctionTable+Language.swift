// The functions of text/template itself, and those that KrakenD adds.
extension FunctionTable {
  static let language: [TemplateFunction] = [
    // Both are chosen by the executor, which evaluates no more than it must.
    TemplateFunction("and", atLeast: 1) { arguments in arguments.last },
    TemplateFunction("or", atLeast: 1) { arguments in arguments.last },
    TemplateFunction("not", 1) { arguments in .boolean(!arguments[0].isTrue) },
    TemplateFunction("len", 1) { arguments throws(FunctionFault) in
      switch arguments[0] {
      case .string(let text): .integer(text.utf8.count)
      case .list(let list): .integer(list.items.count)
      case .map(let map): .integer(map.entries.count)
      default: throw arguments.fault("\(arguments[0].noun) has no length")
      }
    },
    TemplateFunction("index", atLeast: 1) { arguments throws(FunctionFault) in
      var value = arguments[0]
      for place in 1..<max(arguments.count, 1) { value = try item(of: value, place, arguments) }
      return value
    },
    TemplateFunction("slice", atLeast: 1, slice),
    TemplateFunction("print", atLeast: 0) { arguments throws(FunctionFault) in
      .string(try joined(arguments, line: false))
    },
    TemplateFunction("println", atLeast: 0) { arguments throws(FunctionFault) in
      .string(try joined(arguments, line: true) + "\n")
    },
    TemplateFunction("printf", atLeast: 1) { arguments throws(FunctionFault) in
      .string(
        try FormatText.text(
          try arguments.string(0), Array(arguments.values.dropFirst()), arguments.rendering))
    },
    TemplateFunction("html", atLeast: 0) { arguments throws(FunctionFault) in
      .string(Escaping.html(try joined(arguments, line: false, nothing: "<no value>")))
    },
    TemplateFunction("js", atLeast: 0) { arguments throws(FunctionFault) in
      .string(Escaping.script(try joined(arguments, line: false, nothing: "<no value>")))
    },
    TemplateFunction("urlquery", atLeast: 0) { arguments throws(FunctionFault) in
      .string(Escaping.query(try joined(arguments, line: false, nothing: "<no value>")))
    },
    TemplateFunction("call", atLeast: 1) { arguments throws(FunctionFault) in
      throw arguments.fault("\(arguments[0].noun) is no function")
    },
    TemplateFunction("marshal", 1) { arguments throws(FunctionFault) in
      .string(try arguments[0].json(Value.JSONStyle(), arguments.rendering))
    },
    TemplateFunction("include", 1) { arguments throws(FunctionFault) in
      let name = try arguments.string(0)
      do throws(TemplateHostError) {
        return .string(try arguments.rendering.partial(name))
      } catch {
        throw FunctionFault(error.message, suggestion: error.suggestion)
      }
    },
  ]

  /// `print` puts a blank between values of which neither is a text; `println` between all.
  private static func joined(
    _ arguments: Arguments, line: Bool, nothing: String = "<nil>"
  ) throws(FunctionFault) -> String {
    var output = ""
    var wasText = true
    for (index, value) in arguments.values.enumerated() {
      let isText = if case .string = value { true } else { false }
      if index > 0, line || (!isText && !wasText) { output += " " }
      let isNothing = if case .null = value { true } else { false }
      output += isNothing ? nothing : try value.text(arguments.rendering)
      wasText = isText
      try arguments.rendering.check(output)
    }
    return output
  }

  private static func item(
    of value: Value, _ place: Int, _ arguments: Arguments
  ) throws(FunctionFault) -> Value {
    switch value {
    case .map(let map): return map.entries[try arguments.string(place)] ?? .null
    case .list(let list):
      let index = try arguments.integer(place)
      guard list.items.indices.contains(index) else {
        throw arguments.fault("there is no item \(index) in a list of \(list.items.count)")
      }
      return list.items[index]
    case .string(let text):
      let bytes = Array(text.utf8)
      let index = try arguments.integer(place)
      guard bytes.indices.contains(index) else {
        throw arguments.fault("there is no byte \(index) in a text of \(bytes.count)")
      }
      return .integer(Int(bytes[index]))
    default: throw arguments.fault("\(value.noun) has no items")
    }
  }

  /// Of a text or a list: from, to.
  @Sendable private static func slice(_ arguments: Arguments) throws(FunctionFault) -> Value {
    let size =
      switch arguments[0] {
      case .string(let text): text.utf8.count
      case .list(let list): list.items.count
      default: throw arguments.fault("\(arguments[0].noun) cannot be cut")
      }
    guard arguments.count <= 3 else { throw arguments.fault("it takes two places at most") }
    // Sprig's gives nothing of an empty list, wherever it is cut.
    if size == 0, case .list = arguments[0] { return .null }
    let from = arguments.count > 1 ? try arguments.integer(1) : 0
    let to = arguments.count > 2 ? try arguments.integer(2) : size
    guard from >= 0, from <= to, to <= size else {
      throw arguments.fault("there is no part from \(from) to \(to) of \(size)")
    }
    if case .string(let text) = arguments[0] {
      return .string(String(decoding: Array(text.utf8)[from..<to], as: UTF8.self))
    }
    return try arguments.make(Array(try arguments.list(0)[from..<to]))
  }
}
