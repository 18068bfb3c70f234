import Bytes

/// Escapes text for XML as the reference does, in elements and attributes alike (REN-4).
enum XMLEscaper {
  /// Appends text; characters that XML 1.0 cannot hold at all become U+FFFD.
  static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    var run = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      guard isSpecial(byte) || byte == 0xEF && isNoCharacter(bytes, index) else { continue }
      output.append(bytes, run..<index)
      run = index + 1
      switch byte {
      case 0x26: output.append("&amp;")
      case 0x3C: output.append("&lt;")
      case 0x3E: output.append("&gt;")
      case 0x22: output.append("&quot;")
      case 0x27: output.append("&apos;")
      default: output.append(contentsOf: UTF8Text.replacement)
      }
      if byte == 0xEF { run = index + 3 }
    }
    output.append(bytes, run..<bytes.count)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x26, 0x3C, 0x3E, 0x22, 0x27: true
    case ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn: false
    default: byte < ASCII.space
    }
  }

  /// U+FFFE and U+FFFF.
  private static func isNoCharacter(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
  }
}
