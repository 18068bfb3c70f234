/// Words inside of texts.
enum WordForms {
  /// Changes the first character of each word.
  static func starts(
    _ text: String, after isSeparator: (Unicode.Scalar) -> Bool,
    _ change: (Unicode.Scalar) -> String
  ) -> String {
    var output = ""
    var isStart = true
    for scalar in text.unicodeScalars {
      output += isStart ? change(scalar) : String(scalar)
      isStart = isSeparator(scalar)
    }
    return output
  }

  /// What parts words for `title`: blanks, and of ASCII all but letters, digits and `_`.
  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return TextParts.isSpace(scalar) }
    return !Lexer.isWord(UInt8(truncatingIfNeeded: scalar.value))
  }

  private static func isConnector(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "-" || TextParts.isSpace(scalar)
  }

  /// The words of a name in lower case: `HTTPServer` is `http_server`, `http2xx` is `http_2xx`,
  /// `Bld4Floor` is `bld4_floor`.
  static func joined(_ text: String, by mark: Unicode.Scalar) -> String {
    let scalars = Array(text.unicodeScalars)
    var output = ""
    var word: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() {
      if isConnector(scalar) {
        output.unicodeScalars.append(mark)
        word = []
        continue
      }
      if isBorder(in: scalars, at: index, word) {
        output.unicodeScalars.append(mark)
        word = []
      }
      word.append(scalar)
      output += scalar.properties.lowercaseMapping
    }
    return output
  }

  /// Whether a word ends before a character. `word` is what it holds so far.
  private static func isBorder(
    in scalars: [Unicode.Scalar], at index: Int, _ word: [Unicode.Scalar]
  ) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    let scalar = scalars[index]
    if scalar.properties.isUppercase {
      if !last.properties.isUppercase { return true }
      return index + 1 < scalars.count && scalars[index + 1].properties.isLowercase
    }
    // A number begins a word only if it goes on in lower case.
    guard isDigit(scalar), !isDigit(last), !isDigit(first) else { return false }
    let next = scalars[index...].first { !isDigit($0) }
    return next?.properties.isLowercase == true
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil
  }

  /// Words joined, each begun with a capital: `http_server` is `HttpServer`. Connectors at the ends
  /// stay, of several in between all but one.
  static func camel(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let end = scalars.lastIndex(where: { !isConnector($0) }) else { return text }
    var output = ""
    var isStart = true
    for (index, scalar) in scalars.enumerated() {
      if isConnector(scalar) {
        let isDropped = index < end && !isConnector(scalars[index + 1]) && !output.isEmpty
        let isLeading = scalars[...index].allSatisfy(isConnector)
        if !isDropped || isLeading { output.unicodeScalars.append(scalar) }
        isStart = true
      } else {
        output += isStart ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
        isStart = false
      }
    }
    return output
  }
}
