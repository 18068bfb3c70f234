import Bytes

/// Which style a text of YAML takes: that of the reference (REN-5), and quotes wherever a reader
/// could take the text for something else.
enum YAMLText {
  /// Whether the text stands as it is.
  static func isPlain(_ text: Span<UInt8>) -> Bool {
    !needsQuotes(text) && firstSpecial(text, allowingLines: false) == nil
  }

  /// Whether the text of several lines stands as a literal block.
  static func isLiteral(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text.firstIndex(of: ASCII.lineFeed) != nil, !needsQuotes(text) else {
      return false
    }
    // A first line that begins with a blank would be taken for indentation.
    return text[0] != ASCII.lineFeed && text[0] != ASCII.space
      && firstSpecial(text, allowingLines: true) == nil
  }

  /// Appends a literal block, its final line break included.
  static func appendLiteral(
    _ text: Span<UInt8>, indentation: Int, to output: inout [UInt8]
  ) {
    var end = text.count
    while end > 0, text[end - 1] == ASCII.lineFeed { end -= 1 }
    let breaks = text.count - end
    output.append(breaks == 0 ? "|-" : breaks == 1 ? "|" : "|+")
    output.append(ASCII.lineFeed)
    var start = 0
    while start < end {
      let line = min(text.firstIndex(of: ASCII.lineFeed, from: start) ?? end, end)
      output.append(contentsOf: repeatElement(ASCII.space, count: indentation))
      output.append(text, start..<line)
      output.append(ASCII.lineFeed)
      start = line + 1
    }
    if breaks > 1 {
      output.append(contentsOf: repeatElement(ASCII.lineFeed, count: breaks - 1))
    }
  }

  /// Appends a text in double quotes (YAML 1.2 §5.7), escaped as the reference does.
  static func appendQuoted(_ text: Span<UInt8>, to output: inout [UInt8]) {
    output.append(ASCII.quote)
    var start = 0
    while let special = firstEscaped(text, from: start) {
      output.append(text, start..<special.lowerBound)
      appendEscape(text.extracting(special), to: &output)
      start = special.upperBound
    }
    output.append(text, start..<text.count)
    output.append(ASCII.quote)
  }

  private static func appendEscape(_ character: Span<UInt8>, to output: inout [UInt8]) {
    switch character[0] {
    case 0x22: output.append("\\\"")
    case 0x5C: output.append("\\\\")
    case 0x07: output.append("\\a")
    case 0x08: output.append("\\b")
    case 0x09: output.append("\\t")
    case 0x0A: output.append("\\n")
    case 0x0B: output.append("\\v")
    case 0x0C: output.append("\\f")
    case 0x0D: output.append("\\r")
    case 0xC2: appendUnicode(UInt16(character[1]), to: &output)
    case 0xE2: appendUnicode(0x2000 | UInt16(character[2] & 0x3F), to: &output)
    case 0xEF:
      let unit = character[1] == 0xBB ? 0xFEFF : 0xFF40 | UInt16(character[2])
      appendUnicode(unit, to: &output)
    default:
      output.append("\\x")
      appendHexadecimal(character[0], to: &output)
    }
  }

  private static func appendUnicode(_ unit: UInt16, to output: inout [UInt8]) {
    output.append("\\u")
    appendHexadecimal(UInt8(truncatingIfNeeded: unit >> 8), to: &output)
    appendHexadecimal(UInt8(truncatingIfNeeded: unit), to: &output)
  }

  private static func appendHexadecimal(_ byte: UInt8, to output: inout [UInt8]) {
    let digits = StaticString("0123456789abcdef")
    digits.withUTF8Buffer {
      output.append($0[Int(byte >> 4)])
      output.append($0[Int(byte & 15)])
    }
  }
}

// Characters.
extension YAMLText {
  /// The first character that quotes have to escape, as a range.
  private static func firstEscaped(_ text: Span<UInt8>, from start: Int) -> Range<Int>? {
    for index in start..<text.count {
      if text[index] == 0x22 || text[index] == 0x5C { return index..<index + 1 }
      let length = unprintable(text, index)
      if length > 0 { return index..<index + length }
    }
    return nil
  }

  /// The first character that stands in no plain or literal text.
  private static func firstSpecial(_ text: Span<UInt8>, allowingLines: Bool) -> Int? {
    for index in 0..<text.count where unprintable(text, index) > 0 {
      if !allowingLines || text[index] != ASCII.lineFeed { return index }
    }
    return nil
  }

  /// The length of the character at an offset if it is a control character, a line break, a byte
  /// order mark, a blank that cannot be seen or none that YAML allows; else 0.
  private static func unprintable(_ text: Span<UInt8>, _ index: Int) -> Int {
    let byte = text[index]
    if byte < ASCII.space || byte == ASCII.delete { return 1 }
    guard byte >= 0xC2, index + 1 < text.count else { return 0 }
    let second = text[index + 1]
    if byte == 0xC2 { return second <= 0xA0 ? 2 : 0 }
    guard byte == 0xE2 || byte == 0xEF, index + 2 < text.count else { return 0 }
    let third = text[index + 2]
    if byte == 0xE2 { return second == 0x80 && third & 0xFE == 0xA8 ? 3 : 0 }
    return second == 0xBB && third == 0xBF || second == 0xBF && third >= 0xBE ? 3 : 0
  }
}
