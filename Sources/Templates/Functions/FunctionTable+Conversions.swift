extension FunctionTable {
  static let conversions: [TemplateFunction] = [
    TemplateFunction("toString", 1) { arguments throws(FunctionFault) in
      .string(try arguments.text(0))
    },
    TemplateFunction("int", 1) { arguments in .integer(arguments.loose(0)) },
    TemplateFunction("int64", 1) { arguments in .integer(arguments.loose(0)) },
    TemplateFunction("float64", 1) { arguments in .number(arguments.looseDouble(0)) },
    TemplateFunction("atoi", 1) { arguments throws(FunctionFault) in
      .integer(Int(try arguments.string(0)) ?? 0)
    },
    TemplateFunction("toDecimal", 1) { arguments throws(FunctionFault) in
      .integer(Int(try arguments.text(0), radix: 8) ?? 0)
    },
    TemplateFunction("kindOf", 1) { arguments in .string(arguments[0].kind) },
    TemplateFunction("kindIs", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments.string(0) == arguments[1].kind)
    },
    TemplateFunction("typeOf", 1) { arguments in .string(arguments[0].type) },
    TemplateFunction("typeIs", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments.string(0) == arguments[1].type)
    },
    TemplateFunction("typeIsLike", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments.string(0) == arguments[1].type)
    },
  ]

  static let json: [TemplateFunction] = [
    TemplateFunction("fromJson", 1) { arguments throws(FunctionFault) in
      try arguments.rendering.value(json: try arguments.string(0))
    },
    TemplateFunction("toJson", 1) { arguments throws(FunctionFault) in
      .string(try arguments[0].json(Value.JSONStyle(), arguments.rendering))
    },
    TemplateFunction("toRawJson", 1) { arguments throws(FunctionFault) in
      .string(try arguments[0].json(Value.JSONStyle(escapesHTML: false), arguments.rendering))
    },
    TemplateFunction("toPrettyJson", 1) { arguments throws(FunctionFault) in
      .string(try arguments[0].json(Value.JSONStyle(isPretty: true), arguments.rendering))
    },
  ]
}
