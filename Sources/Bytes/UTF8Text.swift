/// Well-formed UTF-8 as Unicode (table 3-7) and RFC 3629 define it: no overlong forms, no
/// surrogates, nothing above U+10FFFF.
public enum UTF8Text {
  /// U+FFFD, which stands for what cannot be decoded.
  public static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// The length (2–4) of the well-formed sequence of several bytes at `offset`, or 0 if there is
  /// none. `base` must hold `count` bytes and `offset` lie below it.
  @inlinable
  public static func sequenceLength(
    _ base: UnsafePointer<UInt8>, at offset: Int, count: Int
  ) -> Int {
    let lead = base[offset]
    let left = count &- offset
    if lead < 0xC2 || lead > 0xF4 || left < 2 { return 0 }
    let second = base[offset &+ 1]
    if second & 0xC0 != 0x80 { return 0 }
    if lead < 0xE0 { return 2 }
    if left < 3 || base[offset &+ 2] & 0xC0 != 0x80 { return 0 }
    if lead < 0xF0 {
      let overlong = lead == 0xE0 && second < 0xA0
      let surrogate = lead == 0xED && second > 0x9F
      return overlong || surrogate ? 0 : 3
    }
    if left < 4 || base[offset &+ 3] & 0xC0 != 0x80 { return 0 }
    let overlong = lead == 0xF0 && second < 0x90
    let tooHigh = lead == 0xF4 && second > 0x8F
    return overlong || tooHigh ? 0 : 4
  }

  /// The offset of the first byte that belongs to no well-formed sequence, or nil.
  public static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    // Unsafe: words of eight bytes are loaded; every load is guarded by `offset + 8 <= count`.
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var offset = 0
      while offset < buffer.count {
        if offset &+ 8 <= buffer.count {
          let mask = ByteLanes.nonASCII(ByteLanes.load(base, at: offset))
          guard mask != 0 else { offset &+= 8; continue }
          offset &+= ByteLanes.firstLane(mask)
        }
        guard base[offset] >= 0x80 else { offset &+= 1; continue }
        let length = sequenceLength(base, at: offset, count: buffer.count)
        if length == 0 { return offset }
        offset &+= length
      }
      return nil
    }
  }

  /// A copy in which every byte that belongs to no well-formed sequence became U+FFFD (one each,
  /// as Go decodes).
  public static func repaired(_ bytes: Span<UInt8>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var output: [UInt8] = []
      output.reserveCapacity(buffer.count &+ 32)
      var offset = 0
      while offset < buffer.count {
        let length = base[offset] < 0x80 ? 1 : sequenceLength(base, at: offset, count: buffer.count)
        if length == 0 {
          output.append(contentsOf: replacement)
        } else {
          output.append(contentsOf: buffer[offset..<(offset &+ length)])
        }
        offset &+= max(length, 1)
      }
      return output
    }
  }
}

extension UTF8Text {
  /// Appends a code point; U+FFFD for a surrogate or what lies above U+10FFFF.
  public static func append(_ codePoint: UInt32, to output: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: codePoint >> shift) & 0x3F | 0x80
    }
    switch codePoint {
    case 0..<0x80:
      output.append(UInt8(truncatingIfNeeded: codePoint))
    case 0x80..<0x800:
      output.append(UInt8(truncatingIfNeeded: codePoint >> 6) | 0xC0)
      output.append(tail(0))
    case 0x800..<0xD800, 0xE000..<0x10000:
      output.append(UInt8(truncatingIfNeeded: codePoint >> 12) | 0xE0)
      output.append(tail(6))
      output.append(tail(0))
    case 0x10000..<0x110000:
      output.append(UInt8(truncatingIfNeeded: codePoint >> 18) | 0xF0)
      output.append(tail(12))
      output.append(tail(6))
      output.append(tail(0))
    default:
      output.append(contentsOf: replacement)
    }
  }
}
