/// Walks over the tokens of one action.
struct TokenCursor {
  private let tokens: [Token]
  private var index = 0
  private let end: Int

  /// `end` stands for the place where the action begins, if it has no tokens.
  init(_ tokens: [Token], end: Int) {
    self.tokens = tokens
    self.end = end
  }

  var peek: Token? { index < tokens.count ? tokens[index] : nil }

  /// The token behind blanks, without taking it.
  func peekSolid(_ ahead: Int = 0) -> Token? {
    var seen = 0
    for token in tokens[min(index, tokens.count)...] {
      if case .space = token.kind { continue }
      if seen == ahead { return token }
      seen += 1
    }
    return nil
  }

  var offset: Int { peek?.offset ?? tokens.last?.offset ?? end }

  mutating func advance() { index += 1 }

  mutating func skipSpace() {
    while case .space? = peek?.kind { index += 1 }
  }
}
