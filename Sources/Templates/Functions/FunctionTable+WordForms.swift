extension FunctionTable {
  static let wordForms: [TemplateFunction] = [
    TemplateFunction("title", 1) { arguments throws(FunctionFault) in
      .string(
        WordForms.starts(try arguments.string(0), after: WordForms.isSeparator) {
          $0.properties.titlecaseMapping
        })
    },
    TemplateFunction("untitle", 1) { arguments throws(FunctionFault) in
      .string(
        WordForms.starts(try arguments.string(0), after: TextParts.isSpace) {
          $0.properties.lowercaseMapping
        })
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
      .string(WordForms.joined(try arguments.string(0), by: "_"))
    },
    TemplateFunction("kebabcase", 1) { arguments throws(FunctionFault) in
      .string(WordForms.joined(try arguments.string(0), by: "-"))
    },
    TemplateFunction("camelcase", 1) { arguments throws(FunctionFault) in
      .string(WordForms.camel(try arguments.string(0)))
    },
  ]
}
