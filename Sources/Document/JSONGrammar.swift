import Bytes

/// The tokens of RFC 8259 as functions from an offset to the offset behind; they hold no state, so
/// the scanner's own stays in registers.
///
/// Unsafe: `base` holds `end` bytes; every read is guarded by `< end` or `+ n <= end`.
enum JSONGrammar {
  /// Whether a byte is white space (§2).
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The first offset that holds no blank, or `end`.
  @inline(__always)
  static func skipBlanks(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var cursor = start
    while cursor < end, isBlank(base[cursor]) { cursor &+= 1 }
    return cursor
  }

  /// Which literal stands here, and its length.
  @inline(__always)
  static func literal(
    _ byte: UInt8, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(ScanError) -> (Node.Kind, Int) {
    let raw = UnsafeRawPointer(base)
    if start &+ 4 <= end {
      let word = UInt32(
        littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      if word == 0x6575_7274 { return (.true, 4) }
      if word == 0x6C6C_756E { return (.null, 4) }
      if word == 0x736C_6166, start &+ 5 <= end, base[start &+ 4] == 0x65 { return (.false, 5) }
    }
    throw badLiteral(byte, base, start, end)
  }

  /// What to say about a byte that begins no value.
  @inline(never)
  private static func badLiteral(
    _ byte: UInt8, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> ScanError {
    if start == 0, end >= 3, byte == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
      return ScanError(.byteOrderMark, at: 0)
    }
    let words: [[UInt8]] = [[UInt8]("true"), [UInt8]("false"), [UInt8]("null")]
    for word in words where word[0] == byte {
      var length = 0
      while length < word.count, start + length < end, base[start + length] == word[length] {
        length += 1
      }
      if start + length == end { return ScanError(.truncated, at: end) }
    }
    return ScanError(.expectedValue, at: start)
  }
}
