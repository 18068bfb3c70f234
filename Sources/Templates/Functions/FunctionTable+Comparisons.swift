extension FunctionTable {
  static let comparisons: [TemplateFunction] = [
    // One value against several: whether it equals any.
    TemplateFunction("eq", atLeast: 2) { arguments throws(FunctionFault) in
      for other in arguments.values.dropFirst() {
        if try arguments[0].equals(other) { return .boolean(true) }
      }
      return .boolean(false)
    },
    TemplateFunction("ne", 2) { arguments throws(FunctionFault) in
      .boolean(try !arguments[0].equals(arguments[1]))
    },
    TemplateFunction("lt", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments[0].precedes(arguments[1]))
    },
    TemplateFunction("le", 2) { arguments throws(FunctionFault) in
      .boolean(try !arguments[1].precedes(arguments[0]))
    },
    TemplateFunction("gt", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments[1].precedes(arguments[0]))
    },
    TemplateFunction("ge", 2) { arguments throws(FunctionFault) in
      .boolean(try !arguments[0].precedes(arguments[1]))
    },
    TemplateFunction("deepEqual", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments[0].isSame(as: arguments[1], arguments.rendering))
    },
  ]
}
