/// The lexical tokens of GraphQL (§2.1.6).
enum TokenKind: UInt8, Sendable {
  case endOfText, bang, dollar, ampersand, openParenthesis, closeParenthesis, spread, colon
  case equals, at, openBracket, closeBracket, openBrace, pipe, closeBrace
  case name, int, float, string

  /// What a message calls it.
  var text: String {
    switch self {
    case .endOfText: "the end of the document"
    case .bang: "'!'"
    case .dollar: "'$'"
    case .ampersand: "'&'"
    case .openParenthesis: "'('"
    case .closeParenthesis: "')'"
    case .spread: "'...'"
    case .colon: "':'"
    case .equals: "'='"
    case .at: "'@'"
    case .openBracket: "'['"
    case .closeBracket: "']'"
    case .openBrace: "'{'"
    case .pipe: "'|'"
    case .closeBrace: "'}'"
    case .name: "a name"
    case .int, .float: "a number"
    case .string: "a string"
    }
  }

  /// The punctuator that is this one byte.
  init?(punctuator byte: UInt8) {
    switch byte {
    case 0x21: self = .bang
    case 0x24: self = .dollar
    case 0x26: self = .ampersand
    case 0x28: self = .openParenthesis
    case 0x29: self = .closeParenthesis
    case 0x3A: self = .colon
    case 0x3D: self = .equals
    case 0x40: self = .at
    case 0x5B: self = .openBracket
    case 0x5D: self = .closeBracket
    case 0x7B: self = .openBrace
    case 0x7C: self = .pipe
    case 0x7D: self = .closeBrace
    default: return nil
    }
  }
}
