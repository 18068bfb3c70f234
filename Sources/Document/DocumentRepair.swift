import Bytes

/// Rewrites a text so that it is UTF-8 and decodes to Unicode throughout, as Go's decoder sees it:
/// each byte that belongs to no sequence, and each escaped half of a surrogate pair, becomes
/// U+FFFD. Everything else, faults of the grammar included, stays. The rare path.
enum DocumentRepair {
  /// The repaired copy.
  static func repaired(_ text: Span<UInt8>) -> [UInt8] {
    var output = UTF8Text.repaired(text)
    var index = 0
    while index + 1 < output.count {
      guard output[index] == 0x5C else {
        index += 1
        continue
      }
      index = repairEscape(&output, index)
    }
    return output
  }

  /// Handles one escape and returns the index behind it.
  private static func repairEscape(_ text: inout [UInt8], _ start: Int) -> Int {
    guard let unit = codeUnit(text, start) else { return start + 2 }
    guard unit & 0xF800 == 0xD800 else { return start + 6 }
    if unit < 0xDC00, let low = codeUnit(text, start + 6), low & 0xFC00 == 0xDC00 {
      return start + 12
    }
    for (offset, byte) in [UInt8]("\\ufffd").enumerated() { text[start + offset] = byte }
    return start + 6
  }

  /// The value of a `\uXXXX` at this index, or nil.
  private static func codeUnit(_ text: [UInt8], _ start: Int) -> UInt16? {
    guard start + 6 <= text.count, text[start] == 0x5C, text[start + 1] == 0x75 else { return nil }
    var unit: UInt16 = 0
    for index in (start + 2)..<(start + 6) {
      guard let digit = ASCII.hexadecimalValue(text[index]) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
