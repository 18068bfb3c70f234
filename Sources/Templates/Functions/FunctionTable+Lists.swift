extension FunctionTable {
  static let lists: [TemplateFunction] = [
    TemplateFunction("list", atLeast: 0) { arguments throws(FunctionFault) in
      try arguments.make(arguments.values)
    },
    TemplateFunction("tuple", atLeast: 0) { arguments throws(FunctionFault) in
      try arguments.make(arguments.values)
    },
    TemplateFunction("append", 2, append), TemplateFunction("push", 2, append),
    TemplateFunction("prepend", 2) { arguments throws(FunctionFault) in
      try arguments.make([arguments[1]] + (try arguments.list(0)))
    },
    TemplateFunction("concat", atLeast: 0) { arguments throws(FunctionFault) in
      var items: [Value] = []
      for index in arguments.values.indices { items += try arguments.list(index) }
      return try arguments.make(items)
    },
    TemplateFunction("reverse", 1) { arguments throws(FunctionFault) in
      try arguments.make(try arguments.list(0).reversed())
    },
    TemplateFunction("uniq", 1) { arguments throws(FunctionFault) in
      try arguments.make(try unlike(try arguments.list(0), [], arguments, collects: true))
    },
    TemplateFunction("without", atLeast: 1) { arguments throws(FunctionFault) in
      let dropped = Array(arguments.values.dropFirst())
      return try arguments.make(try unlike(try arguments.list(0), dropped, arguments))
    },
    TemplateFunction("has", 2) { arguments throws(FunctionFault) in
      for item in arguments.anyList(1) {
        if try item.isSame(as: arguments[0], arguments.rendering) { return .boolean(true) }
      }
      return .boolean(false)
    },
    TemplateFunction("compact", 1) { arguments throws(FunctionFault) in
      try arguments.make(try arguments.list(0).filter(\.isTrue))
    },
    TemplateFunction("until", 1) { arguments throws(FunctionFault) in
      let end = try arguments.integer(0)
      return try counted(0, end, end < 0 ? -1 : 1, arguments)
    },
    TemplateFunction("untilStep", 3) { arguments throws(FunctionFault) in
      try counted(
        try arguments.integer(0), try arguments.integer(1), try arguments.integer(2), arguments)
    },
    TemplateFunction("seq", 0...3, sequence),
  ]

  @Sendable private static func append(_ arguments: Arguments) throws(FunctionFault) -> Value {
    try arguments.make(try arguments.list(0) + [arguments[1]])
  }

  /// The items that are like none of the dropped, and with `collects` like none before.
  private static func unlike(
    _ items: [Value], _ dropped: [Value], _ arguments: Arguments, collects: Bool = false
  ) throws(FunctionFault) -> [Value] {
    var dropped = dropped
    var kept: [Value] = []
    for item in items {
      var isKnown = false
      for other in dropped where !isKnown {
        isKnown = try item.isSame(as: other, arguments.rendering)
      }
      if isKnown { continue }
      kept.append(item)
      if collects { dropped.append(item) }
      guard dropped.count <= 10_000 else {
        throw arguments.fault("there are more than 10000 different items")
      }
    }
    return kept
  }

  /// Numbers from one up or down to another, which is left out.
  private static func counted(
    _ start: Int, _ end: Int, _ step: Int, _ arguments: Arguments
  ) throws(FunctionFault) -> Value {
    guard step != 0, start < end ? step > 0 : step < 0 else { return try arguments.make([]) }
    let numbers = stride(from: start, to: end, by: step).prefix(TemplateLimits.items + 1)
    return try arguments.make(numbers.map { .integer($0) })
  }

  /// The numbers as a text, the last one included, as the program seq prints them.
  @Sendable private static func sequence(_ arguments: Arguments) throws(FunctionFault) -> Value {
    guard arguments.count > 0 else { return .string("") }
    let first = arguments.count > 1 ? try arguments.integer(0) : 1
    let last = try arguments.integer(arguments.count - 1)
    let step =
      arguments.count == 3 ? try arguments.integer(1) : (last < first ? -1 : 1)
    guard step != 0, first <= last ? step > 0 : step < 0 else { return .string("") }
    let numbers = Array(
      stride(from: first, through: last, by: step).prefix(TemplateLimits.items + 1))
    guard numbers.count <= TemplateLimits.items else { throw arguments.fault("too many numbers") }
    return .string(numbers.map(String.init).joined(separator: " "))
  }
}
