extension Parser {
  /// A whole document of operations and fragments.
  mutating func executableDocument() throws(GraphQLFault) -> ExecutableDocument {
    if token.kind == .endOfText {
      throw GraphQLFault("the document is empty", at: token.location)
    }
    var definitions: [ExecutableDocument.Definition] = []
    var operations = 0
    repeat {
      definitions.append(try definition(operations))
      if case .operation? = definitions.last { operations += 1 }
    } while token.kind != .endOfText
    return ExecutableDocument(definitions: definitions)
  }

  private mutating func definition(
    _ index: Int
  ) throws(GraphQLFault) -> ExecutableDocument.Definition {
    let location = token.location
    if token.kind == .openBrace {
      return .operation(
        OperationDefinition(
          kind: .query, name: nil, comment: nil, variables: [], directives: [],
          selections: try selectionSet(), location: location, index: index))
    }
    let comment = try comment()
    if token.isKeyword("fragment") { return .fragment(try fragment(comment, location)) }
    guard token.kind == .name, let kind = OperationKind(rawValue: token.text) else {
      // The short form of a query takes no description.
      throw unexpected(comment == nil ? "an operation or a fragment" : "a definition")
    }
    try advance()
    let name = token.kind == .name ? try name() : nil
    let variables = try optionalList(.openParenthesis, .closeParenthesis) {
      (parser) throws(GraphQLFault) in try parser.variableDefinition()
    }
    return .operation(
      OperationDefinition(
        kind: kind, name: name, comment: comment, variables: variables,
        directives: try directives(isConstant: false), selections: try selectionSet(),
        location: location, index: index))
  }

  private mutating func fragment(
    _ comment: [UInt8]?, _ location: DocumentLocation
  ) throws(GraphQLFault) -> FragmentDefinition {
    try advance()
    if token.isKeyword("on") { throw unexpected("the name of a fragment") }
    let name = try name("the name of a fragment")
    try expect(word: "on")
    return FragmentDefinition(
      name: name, comment: comment, condition: try self.name("the name of a type"),
      directives: try directives(isConstant: false), selections: try selectionSet(),
      location: location)
  }

  private mutating func variableDefinition() throws(GraphQLFault) -> VariableDefinition {
    let comment = try comment()
    guard token.kind == .dollar else { throw unexpected("a variable such as '$name'") }
    try advance()
    let name = try name()
    try expect(.colon)
    let typeLocation = token.location
    let type = try typeReference()
    let value = try skip(.equals) ? try self.value(isConstant: true) : nil
    return VariableDefinition(
      name: name, comment: comment, type: type, typeLocation: typeLocation, defaultValue: value,
      directives: try directives(isConstant: true))
  }

  private mutating func selectionSet() throws(GraphQLFault) -> [Selection] {
    try enter()
    defer { leave() }
    return try list(.openBrace, .closeBrace) { (parser) throws(GraphQLFault) in
      try parser.selection()
    }
  }

  private mutating func selection() throws(GraphQLFault) -> Selection {
    switch token.kind {
    case .spread: try fragmentSelection()
    case .name: .field(try field())
    default: throw unexpected("a field or '...'")
    }
  }

  private mutating func field() throws(GraphQLFault) -> FieldNode {
    let first = try name()
    let second = try skip(.colon) ? try name() : nil
    return FieldNode(
      alias: second == nil ? nil : first, name: second ?? first,
      arguments: try arguments(isConstant: false), directives: try directives(isConstant: false),
      selections: token.kind == .openBrace ? try selectionSet() : [])
  }

  private mutating func fragmentSelection() throws(GraphQLFault) -> Selection {
    let location = try advance().location
    if token.kind == .name, !token.isKeyword("on") {
      return .spread(
        SpreadNode(
          name: try name(), directives: try directives(isConstant: false), location: location))
    }
    let condition = try skip(word: "on") ? try name("the name of a type") : nil
    return .inline(
      InlineFragmentNode(
        condition: condition, directives: try directives(isConstant: false),
        selections: try selectionSet(), location: location))
  }
}
