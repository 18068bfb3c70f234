extension FunctionTable {
  static let wordForms: [TemplateFunction] = [
    TemplateFunction("title", 1) { arguments throws(FunctionFault) in
      .string(WordForms.starts(try arguments.string(0)) { $0.properties.titlecaseMapping })
    },
    TemplateFunction("untitle", 1) { arguments throws(FunctionFault) in
      .string(WordForms.starts(try arguments.string(0)) { $0.properties.lowercaseMapping })
    },
    TemplateFunction("initials", 1) { arguments throws(FunctionFault) in
      let words = try arguments.string(0).split { $0.isWhitespace }
      return .string(
        String(String.UnicodeScalarView(words.compactMap(\.unicodeScalars.first))))
    },
    TemplateFunction("swapcase", 1) { arguments throws(FunctionFault) in
      .string(
        try arguments.string(0).unicodeScalars.map { scalar in
          scalar.properties.isUppercase
            ? scalar.properties.lowercaseMapping : scalar.properties.uppercaseMapping
        }.joined())
    },
    TemplateFunction("snakecase", 1) { arguments throws(FunctionFault) in
      .string(WordForms.parts(try arguments.string(0)).joined(separator: "_").lowercased())
    },
    TemplateFunction("kebabcase", 1) { arguments throws(FunctionFault) in
      .string(WordForms.parts(try arguments.string(0)).joined(separator: "-").lowercased())
    },
    TemplateFunction("camelcase", 1) { arguments throws(FunctionFault) in
      let words = try arguments.string(0).split { "_- .".contains($0) }
      return .string(words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
    },
  ]
}

/// Words inside of texts.
private enum WordForms {
  /// Changes the first character of each word.
  static func starts(_ text: String, _ change: (Unicode.Scalar) -> String) -> String {
    var output = ""
    var isStart = true
    for scalar in text.unicodeScalars {
      output += isStart ? change(scalar) : String(scalar)
      isStart = TextParts.isSpace(scalar)
    }
    return output
  }

  /// The words of a name: `HTTPServer2` is `HTTP`, `Server`, `2`.
  static func parts(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var words: [String] = []
    var word = ""
    for (index, scalar) in scalars.enumerated() {
      if scalar == "_" || scalar == "-" || TextParts.isSpace(scalar) {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if let last = word.unicodeScalars.last, isBorder(last, scalar, next) {
        words.append(word)
        word = ""
      }
      word.unicodeScalars.append(scalar)
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func isBorder(
    _ last: Unicode.Scalar, _ scalar: Unicode.Scalar, _ next: Unicode.Scalar?
  ) -> Bool {
    let (before, now) = (last.properties, scalar.properties)
    if now.isUppercase {
      if !before.isUppercase { return true }
      return next?.properties.isLowercase == true
    }
    return now.numericType != nil && before.numericType == nil
  }
}
