extension Lexer {
  /// The token that begins here.
  mutating func token(of action: Int) throws(TemplateError) -> Token {
    let start = index
    let byte = bytes[index]
    func one(_ kind: Token.Kind) -> Token { Token(kind: kind, offset: start) }
    switch byte {
    case _ where Lexer.isSpace(byte):
      while index < bytes.count, Lexer.isSpace(bytes[index]) { index += 1 }
      return one(.space)
    case 0x7C: index += 1; return one(.pipe)
    case 0x2C: index += 1; return one(.comma)
    case 0x28: index += 1; return one(.open)
    case 0x29: index += 1; return one(.close)
    case 0x3D: index += 1; return one(.assign)
    case 0x3A where starts(with: ":=", at: index): index += 2; return one(.declare)
    case 0x22: return one(.literal(.string(try quoted(of: action))))
    case 0x60: return one(.literal(.string(try raw(of: action))))
    case 0x27: return one(.literal(try character()))
    case 0x24:
      index += 1
      let name = word()
      return try ended(one(.variable("$" + name)), of: start)
    case 0x2E where index + 1 < bytes.count && (0x30...0x39).contains(bytes[index + 1]):
      return one(.literal(try number()))
    case 0x2E:
      index += 1
      let name = word()
      return try ended(one(name.isEmpty ? .dot : .field(name)), of: start)
    case 0x2B, 0x2D, 0x30...0x39: return one(.literal(try number()))
    case _ where Lexer.isWord(byte):
      let name = word()
      return try ended(one(.word(name)), of: start)
    default: throw unexpected(at: index)
    }
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, Lexer.isWord(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A name must be followed by something that ends it: `.a-b` is no name.
  private func ended(_ token: Token, of start: Int) throws(TemplateError) -> Token {
    guard index < bytes.count else { return token }
    switch bytes[index] {
    case 0x20, 0x09, 0x0A, 0x0D, 0x2E, 0x2C, 0x7C, 0x3A, 0x28, 0x29, 0x3D: return token
    case 0x7D where starts(with: "}}", at: index): return token
    default:
      guard case .field = token.kind, bytes[index] == 0x2D else { throw unexpected(at: index) }
      var end = index
      while end < bytes.count, Lexer.isWord(bytes[end]) || bytes[end] == 0x2D { end += 1 }
      let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
      throw source.error(
        at: start, "a name in a template cannot hold '-'", suggestion: "write index . \"\(name)\"")
    }
  }

  private func unexpected(at place: Int) -> TemplateError {
    var end = place + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let character = String(decoding: bytes[place..<end], as: UTF8.self)
    let suggestion: String? =
      switch character {
      case "&": "`and` is a function: and .a .b"
      case "!": "`not` is a function: not .a"
      case "<", ">": "comparisons are functions: lt .a .b, gt .a .b"
      case "*", "/", "%": "arithmetic is done by functions: mul 2 .a, div .a 2"
      case "{": "actions do not stand inside actions: use parentheses"
      default: nil
      }
    return source.error(
      at: place, "'\(character)' means nothing in an action", suggestion: suggestion)
  }
}
