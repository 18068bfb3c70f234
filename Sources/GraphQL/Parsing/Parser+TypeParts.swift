/// What type definitions are made of (§3.6–§3.10).
extension Parser {
  /// `A | B`, a separator in front allowed.
  mutating func names(
    separatedBy separator: TokenKind, _ expected: String
  ) throws(GraphQLFault) -> [NameNode] {
    _ = try skip(separator)
    var names = [try name(expected)]
    while try skip(separator) { names.append(try name(expected)) }
    // Before 2018 interfaces stood side by side.
    while separator == .ampersand, token.kind == .name, !isDefinitionWord {
      names.append(try name(expected))
    }
    return names
  }

  /// Whether another definition begins here: an interface of such a name needs its `&`.
  private var isDefinitionWord: Bool {
    [
      "scalar", "type", "interface", "union", "enum", "input", "extend", "schema", "directive",
    ].contains(token.text)
  }

  mutating func fieldDeclaration() throws(GraphQLFault) -> (
    field: SchemaField, places: FieldPlaces
  ) {
    let comment = try comment().map { String(decoding: $0, as: UTF8.self) }
    let name = try name()
    let arguments = try inputs(.openParenthesis, .closeParenthesis)
    try expect(.colon)
    let type = try typeReference()
    let directives = try directives(isConstant: true)
    let field = SchemaField(
      name: name.text, comment: comment, arguments: arguments.map(\.input), type: type,
      deprecation: Self.deprecation(directives))
    let places = FieldPlaces(field: .text(name.location), arguments: arguments.map(\.place))
    return (field, places)
  }

  /// Arguments or input fields, maybe none.
  mutating func inputs(
    _ open: TokenKind, _ close: TokenKind
  ) throws(GraphQLFault) -> [(input: SchemaInput, place: GraphQLFault.Place)] {
    try optionalList(open, close) { (parser) throws(GraphQLFault) in try parser.input() }
  }

  private mutating func input() throws(GraphQLFault) -> (
    input: SchemaInput, place: GraphQLFault.Place
  ) {
    let comment = try comment().map { String(decoding: $0, as: UTF8.self) }
    let name = try name()
    try expect(.colon)
    let type = try typeReference()
    let value = try skip(.equals) ? try self.value(isConstant: true) : nil
    let input = SchemaInput(
      name: name.text, comment: comment, type: type, defaultValue: value,
      deprecation: Self.deprecation(try directives(isConstant: true)))
    return (input, .text(name.location))
  }

  mutating func enumValue() throws(GraphQLFault) -> (
    value: SchemaEnumValue, place: GraphQLFault.Place
  ) {
    let comment = try comment().map { String(decoding: $0, as: UTF8.self) }
    let name = try name()
    if ["true", "false", "null"].contains(name.text) {
      throw GraphQLFault("'\(name.text)' cannot be a value of an enum", at: name.location)
    }
    let value = SchemaEnumValue(
      name: name.text, comment: comment,
      deprecation: Self.deprecation(try directives(isConstant: true)))
    return (value, .text(name.location))
  }

  /// The reason of `@deprecated` (§3.13.3).
  private static func deprecation(_ directives: [DirectiveNode]) -> String? {
    guard let directive = directives.first(where: { $0.name.text == "deprecated" }) else {
      return nil
    }
    let reason = directive.arguments.first { $0.name.text == "reason" }?.value.kind
    if case .string(let text)? = reason { return String(decoding: text, as: UTF8.self) }
    return "No longer supported"
  }
}
