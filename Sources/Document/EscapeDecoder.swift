import Bytes

/// Decodes the escapes of a JSON string that a scanner has accepted.
enum EscapeDecoder {
  /// Appends the decoded bytes of the text between two quotes.
  static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    var index = 0
    while index < text.count {
      guard text[index] == 0x5C, index + 1 < text.count else {
        output.append(text[index])
        index += 1
        continue
      }
      index = appendEscape(text, index, &output)
    }
  }

  /// Decodes one escape and returns the index behind it.
  private static func appendEscape(
    _ text: Span<UInt8>, _ start: Int, _ output: inout [UInt8]
  ) -> Int {
    switch text[start + 1] {
    case 0x62: output.append(0x08)
    case 0x66: output.append(0x0C)
    case 0x6E: output.append(0x0A)
    case 0x72: output.append(0x0D)
    case 0x74: output.append(0x09)
    case 0x75: return appendCodePoint(text, start, &output)
    default: output.append(text[start + 1])
    }
    return start + 2
  }

  /// Decodes `\uXXXX`, with a second one if the two are a surrogate pair.
  private static func appendCodePoint(
    _ text: Span<UInt8>, _ start: Int, _ output: inout [UInt8]
  ) -> Int {
    let unit = codeUnit(text, start)
    if unit & 0xFC00 == 0xD800 {
      let low = codeUnit(text, start + 6)
      if low & 0xFC00 == 0xDC00 {
        UTF8Text.append(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), to: &output)
        return start + 12
      }
    }
    UTF8Text.append(unit, to: &output)
    return start + 6
  }

  /// The value of the `\uXXXX` at an index; U+FFFD if the text has none there.
  private static func codeUnit(_ text: Span<UInt8>, _ start: Int) -> UInt32 {
    guard start + 6 <= text.count else { return 0xFFFD }
    var unit: UInt32 = 0
    for index in (start + 2)..<(start + 6) {
      guard let digit = ASCII.hexadecimalValue(text[index]) else { return 0xFFFD }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
