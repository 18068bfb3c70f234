/// Type systems (§3): definitions and extensions, in one document.
extension Parser {
  /// A whole document of type definitions.
  mutating func schemaDocument() throws(GraphQLFault) -> SchemaDeclarations {
    if token.kind == .endOfText {
      throw GraphQLFault("the schema is empty", at: token.location)
    }
    var declarations = SchemaDeclarations()
    while token.kind != .endOfText {
      let comment = try comment().map { String(decoding: $0, as: UTF8.self) }
      let isExtension = comment == nil ? try skip(word: "extend") : false
      try declaration(comment, isExtension, into: &declarations)
    }
    return declarations
  }

  private mutating func declaration(
    _ comment: String?, _ isExtension: Bool, into declarations: inout SchemaDeclarations
  ) throws(GraphQLFault) {
    guard token.kind == .name else { throw unexpected("a type definition") }
    switch token.text {
    case "schema":
      if !isExtension { declarations.hasSchema = true }
      declarations.roots += try schemaRoots(isExtension)
    case "directive" where !isExtension:
      declarations.directives.append(try directiveDeclaration())
    default:
      var declaration = try typeDeclaration()
      declaration.isExtension = isExtension
      declaration.type.comment = comment
      declarations.types.append(declaration)
    }
  }

  private mutating func schemaRoots(
    _ isExtension: Bool
  ) throws(GraphQLFault) -> [(kind: OperationKind, type: PlacedName)] {
    try advance()
    let directives = try directives(isConstant: true)
    if isExtension, !directives.isEmpty, token.kind != .openBrace { return [] }
    return try list(.openBrace, .closeBrace) { (parser) throws(GraphQLFault) in
      guard let kind = OperationKind(rawValue: parser.token.text) else {
        throw parser.unexpected("query, mutation or subscription")
      }
      try parser.advance()
      try parser.expect(.colon)
      let name = try parser.name("the name of a type")
      return (kind, PlacedName(text: name.text, place: .text(name.location)))
    }
  }

  private mutating func directiveDeclaration() throws(GraphQLFault) -> DirectiveDeclaration {
    try advance()
    try expect(.at)
    let name = try name()
    let arguments = try inputs(.openParenthesis, .closeParenthesis)
    let isRepeatable = try skip(word: "repeatable")
    try expect(word: "on")
    let locations = try names(separatedBy: .pipe, "a place for the directive")
    for location in locations where !DirectivePlaces.all.contains(location.text) {
      throw GraphQLFault(
        "'\(location.text)' is no place for a directive", at: location.location)
    }
    return DirectiveDeclaration(
      directive: SchemaDirective(
        name: name.text, arguments: arguments.map(\.input),
        locations: Set(locations.map(\.text)), isRepeatable: isRepeatable),
      place: .text(name.location), argumentPlaces: arguments.map(\.place))
  }

  private mutating func typeDeclaration() throws(GraphQLFault) -> TypeDeclaration {
    let kinds: [String: SchemaType.Kind] = [
      "scalar": .scalar, "type": .object, "interface": .interface, "union": .union,
      "enum": .enum, "input": .inputObject,
    ]
    guard let kind = kinds[token.text] else { throw unexpected("a type definition") }
    try advance()
    let name = try name()
    var declaration = TypeDeclaration(
      type: SchemaType(name: name.text, kind: kind), place: .text(name.location))
    if kind == .object || kind == .interface, try skip(word: "implements") {
      let names = try names(separatedBy: .ampersand, "the name of an interface")
      declaration.type.interfaces = names.map(\.text)
      declaration.interfacePlaces = names.map { .text($0.location) }
    }
    let directives = try directives(isConstant: true)
    declaration.type.isOneOf =
      kind == .inputObject && directives.contains { $0.name.text == "oneOf" }
    try content(of: kind, into: &declaration)
    return declaration
  }

  private mutating func content(
    of kind: SchemaType.Kind, into declaration: inout TypeDeclaration
  ) throws(GraphQLFault) {
    switch kind {
    case .scalar: break
    case .object, .interface:
      let fields = try optionalList(.openBrace, .closeBrace) { (parser) throws(GraphQLFault) in
        try parser.fieldDeclaration()
      }
      declaration.type.fields = fields.map(\.field)
      declaration.fieldPlaces = fields.map(\.places)
    case .union where try skip(.equals):
      let names = try names(separatedBy: .pipe, "the name of an object")
      declaration.type.members = names.map(\.text)
      declaration.memberPlaces = names.map { .text($0.location) }
    case .union: break
    case .enum:
      let values = try optionalList(.openBrace, .closeBrace) { (parser) throws(GraphQLFault) in
        try parser.enumValue()
      }
      declaration.type.values = values.map(\.value)
      declaration.valuePlaces = values.map(\.place)
    case .inputObject:
      let inputs = try inputs(.openBrace, .closeBrace)
      declaration.type.inputs = inputs.map(\.input)
      declaration.inputPlaces = inputs.map(\.place)
    }
  }
}
