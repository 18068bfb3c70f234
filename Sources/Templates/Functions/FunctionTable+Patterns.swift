extension FunctionTable {
  static let patterns: [TemplateFunction] = [
    TemplateFunction("regexMatch", 2) { arguments throws(FunctionFault) in
      var machine = try machine(arguments)
      return .boolean(machine.match(from: 0) != nil)
    },
    TemplateFunction("regexFind", 2) { arguments throws(FunctionFault) in
      var machine = try machine(arguments)
      return .string(machine.match(from: 0).map { machine.text($0[0]..<$0[1]) } ?? "")
    },
    TemplateFunction("regexFindAll", 3) { arguments throws(FunctionFault) in
      var machine = try machine(arguments)
      let matches = try machine.matches(most: try most(arguments, 2), arguments.rendering)
      return try arguments.make(texts: matches.map { machine.text($0[0]..<$0[1]) })
    },
    TemplateFunction("regexReplaceAll", 3) { arguments throws(FunctionFault) in
      let pattern = try PatternProgram(try arguments.string(0))
      let template = Array(try arguments.string(2).unicodeScalars)
      return .string(
        try replaced(arguments) { marks, machine in
          PatternReplacement.text(template, marks, machine, pattern.names)
        })
    },
    TemplateFunction("regexReplaceAllLiteral", 3) { arguments throws(FunctionFault) in
      let text = try arguments.string(2)
      return .string(try replaced(arguments) { _, _ in text })
    },
    TemplateFunction("regexSplit", 3) { arguments throws(FunctionFault) in
      var machine = try machine(arguments)
      let most = try most(arguments, 2)
      guard most > 0 else { return try arguments.make([]) }
      if machine.scalars.isEmpty { return try arguments.make(texts: [""]) }
      var parts: [String] = []
      var (start, end) = (0, 0)
      for marks in try machine.matches(most: most, arguments.rendering) {
        guard parts.count < most - 1 else { break }
        end = marks[0]
        if marks[1] != 0 { parts.append(machine.text(start..<end)) }
        start = marks[1]
      }
      if end != machine.scalars.count {
        parts.append(machine.text(start..<machine.scalars.count))
      }
      return try arguments.make(texts: parts)
    },
    TemplateFunction("regexQuoteMeta", 1) { arguments throws(FunctionFault) in
      let special = Set(#"\.+*?()|[]{}^$"#.unicodeScalars)
      return .string(
        try arguments.string(0).unicodeScalars.map { scalar in
          special.contains(scalar) ? "\\" + String(scalar) : String(scalar)
        }.joined())
    },
  ]

  private static func machine(_ arguments: Arguments) throws(FunctionFault) -> PatternMachine {
    let machine = try PatternMachine(
      try PatternProgram(try arguments.string(0)), try arguments.string(1))
    try arguments.rendering.charge(work: machine.cost >> 4)
    return machine
  }

  /// A count; negative for all.
  private static func most(_ arguments: Arguments, _ index: Int) throws(FunctionFault) -> Int {
    let count = try arguments.integer(index)
    return count < 0 ? .max : count
  }

  private static func replaced(
    _ arguments: Arguments, _ replacement: ([Int], PatternMachine) -> String
  ) throws(FunctionFault) -> String {
    var machine = try machine(arguments)
    var output = ""
    var start = 0
    for marks in try machine.matches(most: .max, arguments.rendering) {
      output += machine.text(start..<marks[0]) + replacement(marks, machine)
      try arguments.rendering.check(output)
      start = marks[1]
    }
    return output + machine.text(start..<machine.scalars.count)
  }
}
