extension FunctionTable {
  static let dictionaries: [TemplateFunction] = [
    TemplateFunction("dict", atLeast: 0) { arguments throws(FunctionFault) in
      var entries: [String: Value] = [:]
      for index in stride(from: 0, to: arguments.count, by: 2) {
        entries[try arguments.text(index)] =
          index + 1 < arguments.count ? arguments[index + 1] : .string("")
      }
      return arguments.rendering.map(entries)
    },
    TemplateFunction("get", 2) { arguments throws(FunctionFault) in
      try arguments.map(0).entries[try arguments.string(1)] ?? .string("")
    },
    TemplateFunction("set", 3) { arguments throws(FunctionFault) in
      try arguments.map(0).entries[try arguments.string(1)] = arguments[2]
      return arguments[0]
    },
    TemplateFunction("unset", 2) { arguments throws(FunctionFault) in
      try arguments.map(0).entries[try arguments.string(1)] = nil
      return arguments[0]
    },
    TemplateFunction("hasKey", 2) { arguments throws(FunctionFault) in
      .boolean(try arguments.map(0).entries[try arguments.string(1)] != nil)
    },
    TemplateFunction("pluck", atLeast: 1) { arguments throws(FunctionFault) in
      var found: [Value] = []
      for index in 1..<max(arguments.count, 1) {
        if let value = try arguments.map(index).entries[try arguments.string(0)] {
          found.append(value)
        }
      }
      return try arguments.make(found)
    },
    TemplateFunction("keys", atLeast: 0) { arguments throws(FunctionFault) in
      var keys: [String] = []
      for index in arguments.values.indices { keys += try arguments.map(index).sorted.map(\.key) }
      return try arguments.make(texts: keys)
    },
    TemplateFunction("values", 1) { arguments throws(FunctionFault) in
      try arguments.make(try arguments.map(0).sorted.map(\.value))
    },
    TemplateFunction("pick", atLeast: 1) { arguments throws(FunctionFault) in
      let names = try names(arguments)
      return arguments.rendering.map(try arguments.map(0).entries.filter { names.contains($0.key) })
    },
    TemplateFunction("omit", atLeast: 1) { arguments throws(FunctionFault) in
      let names = try names(arguments)
      return arguments.rendering.map(
        try arguments.map(0).entries.filter { !names.contains($0.key) })
    },
    TemplateFunction("merge", atLeast: 1) { arguments throws(FunctionFault) in
      for index in arguments.values.indices.dropFirst() {
        try merge(
          try arguments.map(index), into: try arguments.map(0), overwrites: false, arguments)
      }
      return arguments[0]
    },
    TemplateFunction("mergeOverwrite", atLeast: 1) { arguments throws(FunctionFault) in
      for index in arguments.values.indices.dropFirst() {
        try merge(
          try arguments.map(index), into: try arguments.map(0), overwrites: true, arguments)
      }
      return arguments[0]
    },
    TemplateFunction("dig", atLeast: 3) { arguments throws(FunctionFault) in
      var value = arguments.last
      for index in 0..<(arguments.count - 2) {
        guard case .map(let map) = value else {
          throw arguments.fault("\(value.noun) is no dictionary")
        }
        guard let next = map.entries[try arguments.string(index)] else {
          return arguments[arguments.count - 2]
        }
        value = next
      }
      return value
    },
    TemplateFunction("deepCopy", 1) { arguments throws(FunctionFault) in
      try copy(arguments[0], arguments.rendering, depth: 0)
    },
  ]

  /// The names behind a dictionary: texts, or lists of texts.
  private static func names(_ arguments: Arguments) throws(FunctionFault) -> Set<String> {
    var names: Set<String> = []
    for index in 1..<max(arguments.count, 1) {
      for value in arguments.anyList(index) { names.insert(try value.text(arguments.rendering)) }
    }
    return names
  }

  /// Puts what one has into the other; dictionaries in both are merged in turn.
  private static func merge(
    _ source: ValueMap, into target: ValueMap, overwrites: Bool, _ arguments: Arguments,
    depth: Int = 0
  ) throws(FunctionFault) {
    try arguments.rendering.descend(depth)
    guard source !== target else { return }
    for (key, value) in source.sorted {
      let present = target.entries[key] ?? .null
      if case .map(let inner) = value, case .map(let outer) = present {
        try merge(inner, into: outer, overwrites: overwrites, arguments, depth: depth + 1)
      } else if overwrites ? value.isTrue || !present.isTrue : !present.isTrue {
        target.entries[key] = value
      }
    }
  }

  private static func copy(
    _ value: Value, _ rendering: Rendering, depth: Int
  ) throws(FunctionFault) -> Value {
    try rendering.descend(depth)
    try rendering.charge(value)
    switch value {
    case .list(let list):
      var items: [Value] = []
      for item in list.items { items.append(try copy(item, rendering, depth: depth + 1)) }
      return try rendering.list(items)
    case .map(let map):
      var entries: [String: Value] = [:]
      for (key, item) in map.entries { entries[key] = try copy(item, rendering, depth: depth + 1) }
      return rendering.map(entries, keys: map.keys)
    default: return value
    }
  }
}
