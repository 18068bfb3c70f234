import Bytes

extension Lexer {
  /// Reads a string (§2.9.4) and returns what it means.
  mutating func string() throws(GraphQLFault) -> [UInt8] {
    if byte(index + 1) == ASCII.quote {
      if byte(index + 2) == ASCII.quote { return try blockString() }
      index += 2
      return []
    }
    index += 1
    var text: [UInt8] = []
    while let byte, byte != ASCII.lineFeed, byte != ASCII.carriageReturn {
      switch byte {
      case ASCII.quote:
        index += 1
        return text
      case 0x5C: try appendEscape(to: &text)
      default:
        text.append(byte)
        index += 1
      }
    }
    throw fault("the string is not closed on its line", at: index)
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(GraphQLFault) {
    let start = index
    index += 2
    switch byte(start + 1) {
    case 0x22: text.append(0x22)
    case 0x5C: text.append(0x5C)
    case 0x2F: text.append(0x2F)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      index = start
      UTF8Text.append(try escapedScalar(), to: &text)
    case nil, 0x0A, 0x0D: throw fault("the string is not closed on its line", at: start)
    default: throw fault("'\\' and \(name(of: start + 1)) are no escape", at: start)
    }
  }

  /// `\u{…}`, `\uXXXX`, or two of the latter that make a surrogate pair; always a scalar value.
  private mutating func escapedScalar() throws(GraphQLFault) -> UInt32 {
    let start = index
    if byte(start + 2) == 0x7B { return try bracedScalar() }
    guard let unit = codeUnit(at: start) else {
      throw fault("'\\u' wants four hexadecimal digits, or some in braces", at: start)
    }
    index = start + 6
    switch unit {
    case 0xD800..<0xDC00:
      guard let low = codeUnit(at: index), 0xDC00..<0xE000 ~= low else {
        throw fault("half of a surrogate pair", at: start)
      }
      index += 6
      return 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
    case 0xDC00..<0xE000: throw fault("half of a surrogate pair", at: start)
    default: return unit
    }
  }

  private mutating func bracedScalar() throws(GraphQLFault) -> UInt32 {
    let start = index
    var end = start + 3
    var value: UInt32 = 0
    while let digit = byte(end).flatMap(ASCII.hexadecimalValue) {
      // Stays above the last scalar once it is there; leading zeros are allowed.
      value = min(value << 4 | UInt32(digit), 0x0FFF_FFFF)
      end += 1
    }
    guard end > start + 3, byte(end) == 0x7D else {
      throw fault("'\\u{' wants hexadecimal digits and '}'", at: start)
    }
    guard Unicode.Scalar(value) != nil else {
      throw fault("the escape is no Unicode scalar value", at: start)
    }
    index = end + 1
    return value
  }

  /// The value of the `\uXXXX` at an offset.
  private func codeUnit(at start: Int) -> UInt32? {
    guard byte(start) == 0x5C, byte(start + 1) == 0x75 else { return nil }
    var unit: UInt32 = 0
    for offset in (start + 2)..<(start + 6) {
      guard let digit = byte(offset).flatMap(ASCII.hexadecimalValue) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Between `"""` and `"""`: the raw text, line ends as LF, then without its indentation.
  private mutating func blockString() throws(GraphQLFault) -> [UInt8] {
    index += 3
    var lines: [[UInt8]] = [[]]
    while let byte {
      if isTripleQuote(at: index) {
        index += 3
        return BlockText.value(of: lines)
      }
      if byte == 0x5C, isTripleQuote(at: index + 1) {
        lines[lines.count - 1].append("\"\"\"")
        index += 4
      } else if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
        lines.append([])
        step()
      } else {
        lines[lines.count - 1].append(byte)
        index += 1
      }
    }
    throw fault("the block string is not closed", at: index)
  }

  private func isTripleQuote(at start: Int) -> Bool {
    byte(start) == ASCII.quote && byte(start + 1) == ASCII.quote && byte(start + 2) == ASCII.quote
  }
}
