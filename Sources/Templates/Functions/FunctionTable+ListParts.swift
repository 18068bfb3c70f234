extension FunctionTable {
  static let listParts: [TemplateFunction] = [
    TemplateFunction("first", 1) { arguments throws(FunctionFault) in
      try arguments.list(0).first ?? .null
    },
    TemplateFunction("last", 1) { arguments throws(FunctionFault) in
      try arguments.list(0).last ?? .null
    },
    TemplateFunction("rest", 1) { arguments throws(FunctionFault) in
      try arguments.make(Array(try arguments.list(0).dropFirst()))
    },
    TemplateFunction("initial", 1) { arguments throws(FunctionFault) in
      try arguments.make(try arguments.list(0).dropLast())
    },
    TemplateFunction("chunk", 2) { arguments throws(FunctionFault) in
      let size = try arguments.integer(0)
      let items = try arguments.list(1)
      guard size > 0 else { throw arguments.fault("the size must be at least 1") }
      var parts: [Value] = []
      var start = 0
      while start < items.count {
        let end = min(start + min(size, items.count), items.count)
        parts.append(try arguments.make(Array(items[start..<end])))
        start = end
      }
      return try arguments.make(parts)
    },
    TemplateFunction("toStrings", 1) { arguments throws(FunctionFault) in
      try arguments.make(texts: try arguments.texts(0))
    },
  ]
}
