extension FunctionTable {
  static let texts: [TemplateFunction] = [
    TemplateFunction("upper", 1) { arguments throws(FunctionFault) in
      .string(try arguments.string(0).uppercased())
    },
    TemplateFunction("lower", 1) { arguments throws(FunctionFault) in
      .string(try arguments.string(0).lowercased())
    },
    TemplateFunction("repeat", 2) { arguments throws(FunctionFault) in
      let times = max(try arguments.integer(0), 0)
      let text = try arguments.string(1)
      try arguments.rendering.check(count: text.utf8.count, times: times)
      return .string(text.isEmpty ? "" : String(repeating: text, count: times))
    },
    TemplateFunction("substr", 3) { arguments throws(FunctionFault) in
      let (start, end) = (try arguments.integer(0), try arguments.integer(1))
      let text = try arguments.string(2)
      return .string(TextParts.cut(text, start, start >= 0 && end < 0 ? Int.max : end))
    },
    TemplateFunction("trunc", 2) { arguments throws(FunctionFault) in
      let (size, text) = (try arguments.integer(0), try arguments.string(1))
      let count = text.utf8.count
      if size >= 0 { return .string(TextParts.cut(text, 0, size)) }
      return .string(size <= -count ? text : TextParts.cut(text, count + size, count))
    },
    TemplateFunction("contains", 2) { arguments throws(FunctionFault) in
      .boolean(TextParts.find(try arguments.bytes(0), in: try arguments.bytes(1)) != nil)
    },
    TemplateFunction("hasPrefix", 2) { arguments throws(FunctionFault) in
      .boolean(TextParts.starts(try arguments.string(1), with: try arguments.string(0)))
    },
    TemplateFunction("hasSuffix", 2) { arguments throws(FunctionFault) in
      .boolean(TextParts.ends(try arguments.string(1), with: try arguments.string(0)))
    },
    TemplateFunction("replace", 3) { arguments throws(FunctionFault) in
      .string(
        try TextParts.replace(
          try arguments.string(0), by: try arguments.string(1), in: try arguments.string(2),
          arguments.rendering))
    },
    TemplateFunction("quote", atLeast: 0) { arguments throws(FunctionFault) in
      try words(arguments, GoQuote.quoted)
    },
    TemplateFunction("squote", atLeast: 0) { arguments throws(FunctionFault) in
      try words(arguments) { "'\($0)'" }
    },
    TemplateFunction("cat", atLeast: 0) { arguments throws(FunctionFault) in
      try words(arguments) { $0 }
    },
    TemplateFunction("join", 2) { arguments throws(FunctionFault) in
      let separator = try arguments.string(0)
      return .string(
        try TextParts.joined(try arguments.texts(1), by: separator, arguments.rendering))
    },
    TemplateFunction("split", 2) { arguments throws(FunctionFault) in
      numbered(
        TextParts.split(try arguments.string(1), by: try arguments.string(0)), arguments)
    },
    TemplateFunction("splitn", 3) { arguments throws(FunctionFault) in
      let most = try arguments.integer(1)
      return numbered(
        TextParts.split(
          try arguments.string(2), by: try arguments.string(0), most: most < 0 ? .max : most),
        arguments)
    },
    TemplateFunction("splitList", 2) { arguments throws(FunctionFault) in
      try arguments.make(
        texts: TextParts.split(try arguments.string(1), by: try arguments.string(0)))
    },
    TemplateFunction("plural", 3) { arguments throws(FunctionFault) in
      .string(try arguments.string(try arguments.integer(2) == 1 ? 0 : 1))
    },
    TemplateFunction("sortAlpha", 1) { arguments throws(FunctionFault) in
      return try arguments.make(
        texts: try arguments.texts(0).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    },
  ]

  /// All values that there are, each in its form, blanks between them.
  private static func words(
    _ arguments: Arguments, _ form: (String) -> String
  ) throws(FunctionFault) -> Value {
    var output = ""
    var isFirst = true
    for value in arguments.values {
      if case .null = value { continue }
      output += (isFirst ? "" : " ") + form(try value.text(arguments.rendering))
      isFirst = false
      try arguments.rendering.check(output)
    }
    return .string(output)
  }

  /// `_0`, `_1` and so on.
  private static func numbered(_ parts: [String], _ arguments: Arguments) -> Value {
    var entries: [String: Value] = [:]
    for (index, part) in parts.enumerated() { entries["_\(index)"] = .string(part) }
    return arguments.rendering.map(entries)
  }
}
