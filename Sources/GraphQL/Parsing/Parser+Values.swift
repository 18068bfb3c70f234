extension Parser {
  mutating func directives(isConstant: Bool) throws(GraphQLFault) -> [DirectiveNode] {
    var directives: [DirectiveNode] = []
    while try skip(.at) {
      directives.append(
        DirectiveNode(name: try name(), arguments: try arguments(isConstant: isConstant)))
    }
    return directives
  }

  mutating func arguments(isConstant: Bool) throws(GraphQLFault) -> [ArgumentNode] {
    try optionalList(.openParenthesis, .closeParenthesis) { (parser) throws(GraphQLFault) in
      try parser.argument(isConstant)
    }
  }

  private mutating func argument(_ isConstant: Bool) throws(GraphQLFault) -> ArgumentNode {
    let name = try name()
    try expect(.colon)
    return ArgumentNode(name: name, value: try value(isConstant: isConstant))
  }

  /// A value (§2.9); a constant one holds no variable.
  mutating func value(isConstant: Bool) throws(GraphQLFault) -> GraphQLValue {
    let location = token.location
    return GraphQLValue(kind: try valueKind(isConstant), location: location)
  }

  private mutating func valueKind(_ isConstant: Bool) throws(GraphQLFault) -> GraphQLValue.Kind {
    switch token.kind {
    case .int: return .int(try advance().text)
    case .float: return .float(try advance().text)
    case .string: return .string(try advance().bytes)
    case .name: return word(try advance())
    case .openBracket:
      return .list(
        try items(.openBracket, .closeBracket) { (parser) throws(GraphQLFault) in
          try parser.value(isConstant: isConstant)
        })
    case .openBrace:
      return .object(
        try items(.openBrace, .closeBrace) { (parser) throws(GraphQLFault) in
          try parser.argument(isConstant)
        })
    case .dollar:
      if isConstant {
        throw GraphQLFault("a variable cannot stand in a constant value", at: token.location)
      }
      try advance()
      return .variable(try name().text)
    default: throw unexpected("a value")
    }
  }

  private func word(_ token: Token) -> GraphQLValue.Kind {
    switch token.text {
    case "true": .boolean(true)
    case "false": .boolean(false)
    case "null": .null
    default: .enum(token.text)
    }
  }

  /// `open item… close`, maybe none.
  private mutating func items<Item>(
    _ open: TokenKind, _ close: TokenKind,
    _ item: (inout Parser) throws(GraphQLFault) -> Item
  ) throws(GraphQLFault) -> [Item] {
    try enter()
    defer { leave() }
    try expect(open)
    var items: [Item] = []
    while try !skip(close) { items.append(try item(&self)) }
    return items
  }

  /// A type (§2.11).
  mutating func typeReference() throws(GraphQLFault) -> TypeReference {
    var type: TypeReference
    if token.kind == .openBracket {
      try enter()
      defer { leave() }
      try advance()
      type = .list(try typeReference())
      try expect(.closeBracket)
    } else {
      type = .named(try name("a type").text)
    }
    if try skip(.bang) { type = .nonNull(type) }
    return type
  }

  /// A constant and nothing behind it: how introspection writes default values.
  static func constant(
    _ text: [UInt8], _ limits: GraphQLLimits
  ) throws(GraphQLFault) -> GraphQLValue {
    var parser = try Parser(text, limits, keepsLocations: false)
    let value = try parser.value(isConstant: true)
    guard parser.token.kind == .endOfText else { throw parser.unexpected("the end of the value") }
    return value
  }
}
