import Bytes

/// Writes documents: what it writes reads back as the same document.
struct DocumentPrinter {
  /// How much stands between the tokens.
  enum Form {
    /// A line for each field, indented by two blanks.
    case readable
    /// As few bytes as can be; descriptions, which say nothing to a server, are left out.
    case minified
  }

  let form: Form
  var output: [UInt8] = []
  private var indentation = 0

  init(_ form: Form) { self.form = form }

  mutating func append(_ document: ExecutableDocument) {
    for (index, definition) in document.definitions.enumerated() {
      if index > 0, form == .readable { output.append(ASCII.lineFeed) }
      switch definition {
      case .operation(let operation): append(operation)
      case .fragment(let fragment): append(fragment)
      }
      if form == .readable { output.append(ASCII.lineFeed) }
    }
  }

  private mutating func append(_ operation: OperationDefinition) {
    append(comment: operation.comment, separator: "\n")
    let isShort =
      operation.kind == .query && operation.name == nil && operation.variables.isEmpty
      && operation.directives.isEmpty && (operation.comment == nil || form == .minified)
    if !isShort {
      append(word: operation.kind.rawValue)
      if let name = operation.name { append(word: name.text) }
      append(operation.variables)
      append(operation.directives)
    }
    append(operation.selections)
  }

  private mutating func append(_ fragment: FragmentDefinition) {
    append(comment: fragment.comment, separator: "\n")
    append(word: "fragment")
    append(word: fragment.name.text)
    append(word: "on")
    append(word: fragment.condition.text)
    append(fragment.directives)
    append(fragment.selections)
  }

  private mutating func append(comment: [UInt8]?, separator: StaticString) {
    guard let comment, form == .readable else { return }
    append(string: comment)
    output.append(separator)
  }

  private mutating func append(_ variables: [VariableDefinition]) {
    guard !variables.isEmpty else { return }
    output.append(0x28)
    for (index, variable) in variables.enumerated() {
      if index > 0 { comma() }
      append(comment: variable.comment, separator: " ")
      output.append(0x24)
      output.append(contentsOf: variable.name.text.utf8)
      output.append(ASCII.colon)
      blank()
      output.append(contentsOf: variable.type.description.utf8)
      if let value = variable.defaultValue {
        blank()
        output.append(ASCII.equals)
        blank()
        append(value)
      }
      append(variable.directives)
    }
    output.append(0x29)
  }

  mutating func append(_ directives: [DirectiveNode]) {
    for directive in directives {
      blank()
      output.append(0x40)
      output.append(contentsOf: directive.name.text.utf8)
      append(directive.arguments)
    }
  }

  private mutating func append(_ selections: [Selection]) {
    guard !selections.isEmpty else { return }
    if !output.isEmpty, output.last != ASCII.lineFeed { blank() }
    output.append(0x7B)
    indentation += 1
    for selection in selections {
      line()
      append(selection)
    }
    indentation -= 1
    line()
    output.append(0x7D)
  }

  private mutating func append(_ selection: Selection) {
    switch selection {
    case .field(let field):
      if let alias = field.alias {
        separated(alias.text)
        output.append(ASCII.colon)
        blank()
      }
      separated(field.name.text)
      append(field.arguments)
      append(field.directives)
      append(field.selections)
    case .spread(let spread):
      output.append("...")
      output.append(contentsOf: spread.name.text.utf8)
      append(spread.directives)
    case .inline(let fragment):
      output.append("...")
      if let condition = fragment.condition {
        blank()
        output.append("on ")
        output.append(contentsOf: condition.text.utf8)
      }
      append(fragment.directives)
      append(fragment.selections)
    }
  }

  /// A word behind a blank, unless it begins its line.
  private mutating func append(word: String) {
    if let last = output.last, last != ASCII.lineFeed {
      if form == .readable || Lexer.isNamePart(last) { output.append(ASCII.space) }
    }
    output.append(contentsOf: word.utf8)
  }

  /// A word that must not run into the one before it.
  private mutating func separated(_ word: String) {
    if let last = output.last, Lexer.isNamePart(last) { output.append(ASCII.space) }
    output.append(contentsOf: word.utf8)
  }

  private mutating func line() {
    guard form == .readable else { return }
    output.append(ASCII.lineFeed)
    for _ in 0..<indentation { output.append("  ") }
  }

  mutating func blank() {
    if form == .readable { output.append(ASCII.space) }
  }

  mutating func comma() {
    output.append(ASCII.comma)
    blank()
  }
}
