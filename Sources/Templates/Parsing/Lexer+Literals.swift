extension Lexer {
  /// A text in `"`, with Go's escapes.
  mutating func quoted(of action: Int) throws(TemplateError) -> String {
    let start = index
    var content: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x0A {
      if bytes[index] == 0x5C {
        try escape(into: &content)
      } else {
        content.append(bytes[index])
        index += 1
      }
    }
    guard index < bytes.count, bytes[index] == 0x22 else {
      throw source.error(
        at: start, "this text is not closed", suggestion: "end it with '\"' on the same line")
    }
    index += 1
    return String(decoding: content, as: UTF8.self)
  }

  /// A text in backquotes, as it stands.
  mutating func raw(of action: Int) throws(TemplateError) -> String {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != 0x60 { index += 1 }
    guard index < bytes.count else {
      throw source.error(at: start, "this text is not closed", suggestion: "end it with '`'")
    }
    index += 1
    let content = bytes[(start + 1)..<(index - 1)].filter { $0 != 0x0D }
    return String(decoding: content, as: UTF8.self)
  }

  /// `'a'`: the number of a character.
  mutating func character() throws(TemplateError) -> Value {
    let start = index
    var content: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != 0x27, bytes[index] != 0x0A, content.count < 8 {
      if bytes[index] == 0x5C {
        try escape(into: &content)
      } else {
        content.append(bytes[index])
        index += 1
      }
    }
    let scalars = String(decoding: content, as: UTF8.self).unicodeScalars
    guard index < bytes.count, bytes[index] == 0x27, scalars.count == 1, let scalar = scalars.first
    else {
      throw source.error(
        at: start, "single quotes hold one character, which counts as its number",
        suggestion: "write texts in \"double quotes\"")
    }
    index += 1
    return .integer(Int(scalar.value))
  }

  private mutating func escape(into content: inout [UInt8]) throws(TemplateError) {
    let start = index
    index += 1
    guard index < bytes.count else { throw source.error(at: start, "a backslash ends the file") }
    let byte = bytes[index]
    index += 1
    let simple: [UInt8: UInt8] = [
      0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C, 0x22: 0x22,
      0x27: 0x27,
    ]
    if let known = simple[byte] { return content.append(known) }
    switch byte {
    case 0x78:
      if let value = digits(2, radix: 16), let byte = UInt8(exactly: value) {
        return content.append(byte)
      }
    case 0x75, 0x55:
      if let value = digits(byte == 0x75 ? 4 : 8, radix: 16), let scalar = Unicode.Scalar(value) {
        return content.append(contentsOf: String(scalar).utf8)
      }
    case 0x30...0x37:
      index -= 1
      if let value = digits(3, radix: 8), let byte = UInt8(exactly: value) {
        return content.append(byte)
      }
    default: break
    }
    throw source.error(
      at: start, "this escape is none of Go's",
      suggestion: #"write \\ for a backslash, or the text in `backquotes`"#)
  }

  private mutating func digits(_ count: Int, radix: Int) -> UInt32? {
    guard index + count <= bytes.count else { return nil }
    let text = String(decoding: bytes[index..<(index + count)], as: UTF8.self)
    guard !text.hasPrefix("+"), !text.hasPrefix("-"), let value = UInt32(text, radix: radix) else {
      return nil
    }
    index += count
    return value
  }

  /// A number in Go's syntax.
  mutating func number() throws(TemplateError) -> Value {
    let start = index
    if bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
    let isHex = starts(with: "0x", at: index) || starts(with: "0X", at: index)
    while index < bytes.count {
      let byte = bytes[index]
      let last = bytes[index - (index > start ? 1 : 0)] | 0x20
      let isExponent = last == (isHex ? 0x70 : 0x65) && index > start
      let isSign = (byte == 0x2B || byte == 0x2D) && isExponent
      guard Lexer.isWord(byte) || byte == 0x2E || isSign else { break }
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let value = NumberLiteral.value(text) else {
      throw source.error(
        at: start, "'\(text)' is no number",
        suggestion: text == "-" ? "a trim marker wants a blank: {{- x -}}" : nil)
    }
    return value
  }
}
