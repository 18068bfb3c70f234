import Bytes

/// Cuts a document into tokens (§2.1). Blanks, commas, comments and byte order marks are gone here.
struct Lexer {
  let bytes: [UInt8]
  var index = 0
  private var line = 1
  /// The column of `mark`, an offset in the current line.
  private var column = 1
  private var mark = 0
  private let keepsLocations: Bool

  init(_ bytes: [UInt8], keepsLocations: Bool = true) throws(GraphQLFault) {
    self.bytes = bytes
    self.keepsLocations = keepsLocations
    skipMark()
    if let invalid = UTF8Text.firstInvalid(bytes.span) {
      while index < invalid { step() }
      throw fault("the document is not UTF-8", at: invalid)
    }
  }

  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  func byte(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Where an offset of the current line is, at or behind the last one asked for.
  mutating func location(at offset: Int) -> DocumentLocation {
    while mark < offset {
      if bytes[mark] & 0xC0 != 0x80 { column += 1 }
      mark += 1
    }
    return DocumentLocation(line: line, column: column)
  }

  mutating func fault(_ message: String, at offset: Int) -> GraphQLFault {
    GraphQLFault(message, at: location(at: offset))
  }

  /// Goes over one byte, or one end of line.
  mutating func step() {
    let byte = bytes[index]
    index += 1
    if byte == ASCII.carriageReturn, self.byte == ASCII.lineFeed { index += 1 }
    if byte == ASCII.carriageReturn || byte == ASCII.lineFeed {
      line += 1
      column = 1
      mark = index
    }
  }

  mutating func next() throws(GraphQLFault) -> Token {
    skipIgnored()
    let start = index
    let place = location(at: start)
    let location = keepsLocations ? place : .none
    guard let byte else { return Token(kind: .endOfText, bytes: [], location: location) }
    if let kind = TokenKind(punctuator: byte) {
      index += 1
      return Token(kind: kind, bytes: [], location: location)
    }
    if Self.isNameStart(byte) {
      while let byte = self.byte, Self.isNamePart(byte) { index += 1 }
      return Token(kind: .name, bytes: Array(bytes[start..<index]), location: location)
    }
    switch byte {
    case ASCII.dot: return try spread(location)
    case ASCII.quote:
      return Token(kind: .string, bytes: try string(), location: location)
    case 0x2D, 0x30...0x39:
      let kind = try number()
      return Token(kind: kind, bytes: Array(bytes[start..<index]), location: location)
    default: throw fault("unexpected character \(name(of: start))", at: start)
    }
  }

  private mutating func spread(_ location: DocumentLocation) throws(GraphQLFault) -> Token {
    guard byte(index + 1) == ASCII.dot, byte(index + 2) == ASCII.dot else {
      throw fault("expected '...'", at: index)
    }
    index += 3
    return Token(kind: .spread, bytes: [], location: location)
  }

  private mutating func skipIgnored() {
    while let byte {
      switch byte {
      case 0x09, 0x20, ASCII.comma, 0x0A, 0x0D: step()
      case 0x23:
        while let byte = self.byte, byte != 0x0A, byte != 0x0D { index += 1 }
      case 0xEF where bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]): index += 3
      default: return
      }
    }
  }

  /// A byte order mark in front takes no column.
  private mutating func skipMark() {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    index = 3
    mark = 3
  }

  /// What a message calls the character at an offset.
  func name(of offset: Int) -> String {
    guard let lead = byte(offset) else { return TokenKind.endOfText.text }
    let text = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return "U+0000" }
    if lead > 0x20, lead < 0x7F { return "'\(scalar)'" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  static func isNameStart(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte == 0x5F }

  static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || ASCII.isDigit(byte) }

  /// Whether a text is a name (§2.1.9).
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isNameStart(first) else { return false }
    return text.utf8.allSatisfy(isNamePart)
  }
}
