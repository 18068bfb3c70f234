import Bytes

/// Reads documents (§2, and §3 for schemas) by recursive descent, no deeper than its limits.
struct Parser {
  private var lexer: Lexer
  private(set) var token: Token
  private var depth = 0
  private var tokens = 1
  private let limits: GraphQLLimits

  init(
    _ text: [UInt8], _ limits: GraphQLLimits, keepsLocations: Bool = true
  ) throws(GraphQLFault) {
    self.limits = limits
    lexer = try Lexer(text, keepsLocations: keepsLocations)
    token = try lexer.next()
  }

  /// Goes to the next token and returns the one that was.
  @discardableResult
  mutating func advance() throws(GraphQLFault) -> Token {
    let last = token
    token = try lexer.next()
    if token.kind != .endOfText { tokens += 1 }
    guard tokens <= limits.tokens else {
      throw GraphQLFault("the document has more than \(limits.tokens) tokens", at: token.location)
    }
    return last
  }

  func unexpected(_ expected: String) -> GraphQLFault {
    GraphQLFault("expected \(expected), found \(token.found)", at: token.location)
  }

  @discardableResult
  mutating func expect(_ kind: TokenKind) throws(GraphQLFault) -> Token {
    guard token.kind == kind else { throw unexpected(kind.text) }
    return try advance()
  }

  /// Goes over a token if it is there.
  mutating func skip(_ kind: TokenKind) throws(GraphQLFault) -> Bool {
    guard token.kind == kind else { return false }
    try advance()
    return true
  }

  /// Goes over a word if it is there.
  mutating func skip(word: StaticString) throws(GraphQLFault) -> Bool {
    guard token.isKeyword(word) else { return false }
    try advance()
    return true
  }

  mutating func expect(word: StaticString) throws(GraphQLFault) {
    guard token.isKeyword(word) else { throw unexpected("'\(word)'") }
    try advance()
  }

  mutating func name(_ expected: String = "a name") throws(GraphQLFault) -> NameNode {
    guard token.kind == .name else { throw unexpected(expected) }
    let token = try advance()
    return NameNode(text: token.text, location: token.location)
  }

  /// One step down; `leave` has to follow.
  mutating func enter() throws(GraphQLFault) {
    depth += 1
    guard depth <= limits.depth else {
      throw GraphQLFault(
        "the document is nested more than \(limits.depth) deep", at: token.location)
    }
  }

  mutating func leave() { depth -= 1 }

  /// A string in front of a definition.
  mutating func comment() throws(GraphQLFault) -> [UInt8]? {
    token.kind == .string ? try advance().bytes : nil
  }

  /// `open item item… close`, at least one.
  mutating func list<Item>(
    _ open: TokenKind, _ close: TokenKind,
    _ item: (inout Parser) throws(GraphQLFault) -> Item
  ) throws(GraphQLFault) -> [Item] {
    try expect(open)
    var items = [try item(&self)]
    while try !skip(close) { items.append(try item(&self)) }
    return items
  }

  /// The same, or nothing.
  mutating func optionalList<Item>(
    _ open: TokenKind, _ close: TokenKind,
    _ item: (inout Parser) throws(GraphQLFault) -> Item
  ) throws(GraphQLFault) -> [Item] {
    token.kind == open ? try list(open, close, item) : []
  }
}
