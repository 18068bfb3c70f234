import Bytes

extension JSONReader {
  /// A string that begins here; the reader stands at its opening quote.
  mutating func readString(from start: SourcePosition) throws(Stop) -> String {
    index += 1
    return try readText(upTo: ASCII.quote, from: start)
  }

  /// A text in single quotes: reported, but plain.
  mutating func readSingleQuoted(from start: SourcePosition) throws(Stop) -> String {
    sink.error("a text needs double quotes, not single ones", at: start)
    index += 1
    return try readText(upTo: 0x27, from: start)
  }

  private mutating func readText(
    upTo quote: UInt8, from start: SourcePosition
  ) throws(Stop) -> String {
    var bytes: [UInt8] = []
    while let byte {
      switch byte {
      case quote:
        index += 1
        return decoded(bytes, start)
      case 0x5C: readEscape(into: &bytes)
      case 0x0A, 0x0D: throw unclosedText(start)
      case 0..<0x20:
        report(
          "a control character needs an escape in a string", suggestion: "write \\t or \\u00XX")
        index += 1
      default:
        bytes.append(byte)
        index += 1
      }
    }
    throw unclosedText(start)
  }

  private func unclosedText(_ start: SourcePosition) -> Stop {
    sink.error("the string that begins here has no closing quote", at: start)
    return Stop()
  }

  private func decoded(_ bytes: [UInt8], _ start: SourcePosition) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    sink.error("the string that begins here is not UTF-8", at: start)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An escape of RFC 8259 §7; the reader stands at its backslash.
  private mutating func readEscape(into bytes: inout [UInt8]) {
    let next = index + 1 < text.bytes.count ? text.bytes[index + 1] : 0
    switch next {
    case 0x22, 0x5C, 0x2F: bytes.append(next)
    case 0x62: bytes.append(0x08)
    case 0x66: bytes.append(0x0C)
    case 0x6E: bytes.append(0x0A)
    case 0x72: bytes.append(0x0D)
    case 0x74: bytes.append(0x09)
    case 0x75: return readUnicodeEscape(into: &bytes)
    default:
      report("this escape does not exist in JSON", suggestion: #"write a backslash as "\\""#)
      index += 1
      return
    }
    index += 2
  }

  /// `\uXXXX`, two of them for a character beyond U+FFFF; a lone surrogate becomes U+FFFD.
  private mutating func readUnicodeEscape(into bytes: inout [UInt8]) {
    guard let unit = codeUnit(at: index) else {
      report("\\u needs four hexadecimal digits")
      index += 2
      return
    }
    index += 6
    var scalar = Unicode.Scalar(unit)
    if UTF16.isLeadSurrogate(unit), let low = codeUnit(at: index), UTF16.isTrailSurrogate(low) {
      index += 6
      scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00)
    }
    bytes.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
  }

  private func codeUnit(at start: Int) -> UInt16? {
    guard start + 6 <= text.bytes.count, text.bytes[start] == 0x5C, text.bytes[start + 1] == 0x75
    else { return nil }
    var unit: UInt16 = 0
    for digit in text.bytes[start + 2..<start + 6] {
      guard let value = ASCII.hexadecimalValue(digit) else { return nil }
      unit = unit << 4 | UInt16(value)
    }
    return unit
  }
}
