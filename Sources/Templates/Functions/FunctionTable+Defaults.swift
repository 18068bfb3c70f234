extension FunctionTable {
  static let defaults: [TemplateFunction] = [
    TemplateFunction("default", 1...2) { arguments in
      arguments.count == 2 && arguments[1].isTrue ? arguments[1] : arguments[0]
    },
    TemplateFunction("empty", 1) { arguments in .boolean(!arguments[0].isTrue) },
    TemplateFunction("coalesce", atLeast: 0) { arguments in
      arguments.values.first(where: \.isTrue) ?? .null
    },
    TemplateFunction("all", atLeast: 0) { arguments in
      .boolean(arguments.values.allSatisfy(\.isTrue))
    },
    TemplateFunction("any", atLeast: 0) { arguments in
      .boolean(arguments.values.contains(where: \.isTrue))
    },
    TemplateFunction("ternary", 3) { arguments throws(FunctionFault) in
      try arguments.boolean(2) ? arguments[0] : arguments[1]
    },
    TemplateFunction("fail", 1) { arguments throws(FunctionFault) in
      throw FunctionFault(try arguments.text(0))
    },
    TemplateFunction("env", 1) { arguments throws(FunctionFault) in
      .string(arguments.rendering.host.variable(try arguments.string(0)) ?? "")
    },
    TemplateFunction("expandenv", 1) { arguments throws(FunctionFault) in
      .string(try VariableText.expanded(try arguments.string(0), arguments.rendering))
    },
  ]
}

/// `$NAME` and `${NAME}` in a text.
private enum VariableText {
  static func expanded(_ text: String, _ rendering: Rendering) throws(FunctionFault) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x24, let (name, end) = name(in: bytes, from: index + 1) else {
        output.append(bytes[index])
        index += 1
        continue
      }
      output += (rendering.host.variable(name) ?? "").utf8
      try rendering.check(count: output.count)
      index = end
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func name(in bytes: [UInt8], from start: Int) -> (String, Int)? {
    let isBraced = start < bytes.count && bytes[start] == 0x7B
    let first = isBraced ? start + 1 : start
    var end = first
    while end < bytes.count, isBraced ? bytes[end] != 0x7D : isNamePart(bytes[end]) { end += 1 }
    guard end > first, !isBraced || end < bytes.count else { return nil }
    return (String(decoding: bytes[first..<end], as: UTF8.self), isBraced ? end + 1 : end)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool { byte < 0x80 && Lexer.isWord(byte) }
}
