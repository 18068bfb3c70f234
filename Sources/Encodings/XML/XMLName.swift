import Bytes

/// Member names as names of XML (XML 1.0 §2.3).
enum XMLName {
  /// Appends a name; characters that no name may hold become `_`, so that data can never become
  /// markup. A character that may not begin a name gets a `_` before it.
  static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    guard bytes.count > 0 else { return output.append(0x5F) }
    let first = bytes[0]
    if ASCII.isDigit(first) || first == 0x2D || first == ASCII.dot { output.append(0x5F) }
    // Unsafe: the pointer is used within the count only.
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var index = 0
      while index < buffer.count {
        let length = length(base, index, buffer.count)
        if length > 0 {
          output.append(contentsOf: buffer[index..<index + length])
        } else {
          output.append(0x5F)
        }
        index += max(length, max(1, skipped(base, index, buffer.count)))
      }
    }
  }

  /// The length of the character at an offset if a name may hold it, else 0.
  private static func length(_ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int) -> Int {
    let byte = base[index]
    guard byte >= 0x80 else {
      let isName =
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x5F || byte == 0x2D
        || byte == ASCII.dot || byte == ASCII.colon
      return isName ? 1 : 0
    }
    let length = UTF8Text.sequenceLength(base, at: index, count: count)
    guard length > 0 else { return 0 }
    let point = codePoint(base, index, length)
    return isNameStart(point) || index > 0 && isNameRest(point) ? length : 0
  }

  /// How many bytes a character that is left out takes.
  private static func skipped(_ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int) -> Int {
    base[index] < 0x80 ? 1 : UTF8Text.sequenceLength(base, at: index, count: count)
  }

  private static func codePoint(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ length: Int
  ) -> UInt32 {
    var point = UInt32(base[index]) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { point = point << 6 | UInt32(base[index + offset] & 0x3F) }
    return point
  }

  /// What may not begin a name, outside of ASCII.
  private static func isNameRest(_ point: UInt32) -> Bool {
    point == 0xB7 || (0x300...0x36F).contains(point) || (0x203F...0x2040).contains(point)
  }

  /// `NameStartChar` outside of ASCII.
  private static func isNameStart(_ point: UInt32) -> Bool {
    switch point {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      return true
    default: return false
    }
  }
}
