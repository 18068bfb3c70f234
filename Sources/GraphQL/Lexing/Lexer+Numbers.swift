import Bytes

extension Lexer {
  /// Goes over a number (§2.9.1, §2.9.2) and tells which kind it is.
  mutating func number() throws(GraphQLFault) -> TokenKind {
    var kind = TokenKind.int
    if byte == 0x2D { index += 1 }
    if byte == ASCII.zero {
      index += 1
      if let byte, ASCII.isDigit(byte) {
        throw fault("a number cannot begin with 0 and another digit", at: index)
      }
    } else {
      try digits()
    }
    if byte == ASCII.dot {
      kind = .float
      index += 1
      try digits()
    }
    if let byte, byte | 0x20 == 0x65 {
      kind = .float
      index += 1
      if self.byte == 0x2B || self.byte == 0x2D { index += 1 }
      try digits()
    }
    // §2.9.1: neither a name nor a dot may touch a number.
    if let byte, byte == ASCII.dot || Lexer.isNameStart(byte) {
      throw fault("unexpected \(name(of: index)) behind a number", at: index)
    }
    return kind
  }

  private mutating func digits() throws(GraphQLFault) {
    guard let byte, ASCII.isDigit(byte) else {
      throw fault("expected a digit, found \(found)", at: index)
    }
    while let byte = self.byte, ASCII.isDigit(byte) { index += 1 }
  }

  private var found: String { name(of: index) }
}
