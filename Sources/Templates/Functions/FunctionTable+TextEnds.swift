// Trimming, indenting, wrapping: what happens at the ends of texts and lines.
extension FunctionTable {
  static let textEnds: [TemplateFunction] = [
    TemplateFunction("trim", 1) { arguments throws(FunctionFault) in
      .string(TextParts.trim(try arguments.string(0), TextParts.isSpace))
    },
    TemplateFunction("trimAll", 2, trimAll),
    TemplateFunction("trimall", 2, trimAll),
    TemplateFunction("trimPrefix", 2) { arguments throws(FunctionFault) in
      let (prefix, text) = (try arguments.string(0), try arguments.string(1))
      return .string(
        TextParts.starts(text, with: prefix)
          ? TextParts.cut(text, prefix.utf8.count, Int.max) : text)
    },
    TemplateFunction("trimSuffix", 2) { arguments throws(FunctionFault) in
      let (suffix, text) = (try arguments.string(0), try arguments.string(1))
      return .string(
        TextParts.ends(text, with: suffix)
          ? TextParts.cut(text, 0, text.utf8.count - suffix.utf8.count) : text)
    },
    TemplateFunction("nospace", 1) { arguments throws(FunctionFault) in
      let kept = try arguments.string(0).unicodeScalars.filter { !TextParts.isSpace($0) }
      return .string(String(String.UnicodeScalarView(kept)))
    },
    TemplateFunction("indent", 2) { arguments throws(FunctionFault) in
      .string(try indented(arguments))
    },
    TemplateFunction("nindent", 2) { arguments throws(FunctionFault) in
      .string("\n" + (try indented(arguments)))
    },
    TemplateFunction("abbrev", 2) { arguments throws(FunctionFault) in
      let (size, text) = (try arguments.integer(0), try arguments.string(1))
      let isShort = size < 4 || text.utf8.count <= size
      return .string(isShort ? text : TextParts.cut(text, 0, size - 3) + "...")
    },
    TemplateFunction("abbrevboth", 3) { arguments throws(FunctionFault) in
      let (skip, size) = (try arguments.integer(0), try arguments.integer(1))
      return .string(shortened(try arguments.string(2), skip, size))
    },
    TemplateFunction("wrap", 2) { arguments throws(FunctionFault) in
      .string(
        try wrapped(
          try arguments.string(1), try arguments.integer(0), "\n", arguments.rendering))
    },
    TemplateFunction("wrapWith", 3) { arguments throws(FunctionFault) in
      .string(
        try wrapped(
          try arguments.string(2), try arguments.integer(0), try arguments.string(1),
          arguments.rendering, breaksWords: true))
    },
  ]

  @Sendable private static func trimAll(_ arguments: Arguments) throws(FunctionFault) -> Value {
    let dropped = Set(try arguments.string(0).unicodeScalars)
    return .string(TextParts.trim(try arguments.string(1), dropped.contains))
  }

  private static func indented(_ arguments: Arguments) throws(FunctionFault) -> String {
    let blanks = max(try arguments.integer(0), 0)
    try arguments.rendering.check(count: blanks)
    let pad = String(repeating: " ", count: blanks)
    return pad
      + (try TextParts.replace(
        "\n", by: "\n" + pad, in: try arguments.string(1), arguments.rendering))
  }

  /// Cut at both ends, with dots where something is left out.
  private static func shortened(_ text: String, _ skip: Int, _ size: Int) -> String {
    let count = text.utf8.count
    guard size >= 4, !(skip > 0 && size < 7), count > size else { return text }
    let start = min(max(skip, 0), count)
    if start <= 4 { return TextParts.cut(text, 0, size - 3) + "..." }
    if count - start <= size - 3 {
      return "..." + TextParts.cut(text, count - (size - 3), count)
    }
    return "..." + TextParts.cut(text, start, start + size - 6) + "..."
  }

  /// Lines of at most so many characters, broken at the last blank that fits; words that are longer
  /// stay whole unless they may be broken.
  private static func wrapped(
    _ text: String, _ width: Int, _ lineEnd: String, _ rendering: Rendering,
    breaksWords: Bool = false
  ) throws(FunctionFault) -> String {
    let width = max(width, 1)
    var rest = Array(text.unicodeScalars)[...]
    var output = ""
    func put(_ end: Int, _ mark: String = "") {
      output += String(String.UnicodeScalarView(rest[rest.startIndex..<end])) + mark
    }
    while rest.count > width {
      try rendering.check(output)
      if rest.first == " " {
        rest = rest.dropFirst()
        continue
      }
      let limit = rest.startIndex + width
      if let blank = rest[...limit].lastIndex(of: " ") {
        put(blank, lineEnd)
        rest = rest[(blank + 1)...]
      } else if breaksWords {
        put(limit, lineEnd)
        rest = rest[limit...]
      } else if let blank = rest[limit...].firstIndex(of: " ") {
        put(blank, lineEnd)
        rest = rest[(blank + 1)...]
      } else {
        break
      }
    }
    put(rest.endIndex)
    return output
  }
}
