import Bytes

extension JSONGrammar {
  /// The rest of a string from its first byte that is not plain ASCII: the offset behind the
  /// closing quote and whether there were escapes (§7).
  @inline(never)
  static func closeString(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(ScanError) -> (end: Int, hasEscapes: Bool) {
    var cursor = start
    var hasEscapes = false
    while cursor < end {
      let byte = base[cursor]
      if byte == ASCII.quote { return (cursor &+ 1, hasEscapes) }
      if byte == 0x5C {
        hasEscapes = true
        cursor = try escape(base, cursor, end)
      } else if byte >= 0x80 {
        let length = UTF8Text.sequenceLength(base, at: cursor, count: end)
        guard length > 0 else { throw ScanError(.notUTF8, at: cursor) }
        cursor &+= length
      } else if byte < 0x20 {
        throw ScanError(.controlCharacter, at: cursor)
      } else {
        cursor = skipPlain(base, cursor, end)
      }
    }
    throw ScanError(.truncated, at: end)
  }

  /// Over plain ASCII, eight bytes at a time while there are eight; moves by at least one.
  @inline(__always)
  private static func skipPlain(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var cursor = start
    while cursor &+ 8 <= end {
      let mask = ByteLanes.stringSpecials(ByteLanes.load(base, at: cursor))
      if mask != 0 { return cursor &+ ByteLanes.firstLane(mask) }
      cursor &+= 8
    }
    return cursor == start ? cursor &+ 1 : cursor
  }

  /// The offset behind an escape; the cursor is on its backslash.
  private static func escape(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(ScanError) -> Int {
    guard start &+ 1 < end else { throw ScanError(.truncated, at: end) }
    switch base[start &+ 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return start &+ 2
    case 0x75: break
    default: throw ScanError(.malformedEscape, at: start)
    }
    let unit = try codeUnit(base, start, end)
    guard unit & 0xF800 == 0xD800 else { return start &+ 6 }
    let low = start &+ 6
    guard unit < 0xDC00, low &+ 1 < end, base[low] == 0x5C, base[low &+ 1] == 0x75,
      try codeUnit(base, low, end) & 0xFC00 == 0xDC00
    else { throw ScanError(.loneSurrogate, at: start) }
    return start &+ 12
  }

  /// The four hexadecimal digits of `\uXXXX`, whose backslash is at `start`.
  private static func codeUnit(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(ScanError) -> UInt16 {
    var unit: UInt16 = 0
    for offset in (start &+ 2)..<(start &+ 6) {
      guard offset < end else { throw ScanError(.truncated, at: end) }
      guard let digit = ASCII.hexadecimalValue(base[offset]) else {
        throw ScanError(.malformedEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
