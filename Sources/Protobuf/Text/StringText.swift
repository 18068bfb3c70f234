import Bytes
import CShims

/// Text between the quotes of a JSON string.
///
/// Unsafe: bytes are read and written in chunks of sixteen. A reader looks at no byte at or behind
/// `source + readable`; a writer may touch sixteen bytes behind what it has written.
enum StringText {
  /// Copies bytes that can stand in a JSON string as they are; false as soon as one cannot or needs
  /// a look.
  @inline(__always)
  static func copyPlain(
    _ source: UnsafePointer<UInt8>, _ count: Int, readable: Int,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var index = 0
    while index &+ 16 <= count {
      if dragoman_copy_16(source + index, output + index) != 0 { return false }
      index &+= 16
    }
    let rest = count &- index
    if rest == 0 { return true }
    guard index &+ 16 <= readable else {
      return copyLast(source + index, rest, output + index)
    }
    let specials = dragoman_copy_16(source + index, output + index)
    return specials & ((1 &<< UInt32(truncatingIfNeeded: rest)) &- 1) == 0
  }

  /// Up to fifteen bytes at the end of what may be read.
  @inline(never)
  private static func copyLast(
    _ source: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    for index in 0..<count {
      let byte = source[index]
      if byte < 0x20 || byte >= 0x80 || byte == ASCII.quote || byte == 0x5C { return false }
      output[index] = byte
    }
    return true
  }

  @inline(__always)
  static func store(_ word: UInt64, _ output: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(output).storeBytes(of: word.littleEndian, as: UInt64.self)
  }

  /// Copies bytes up to the first one that cannot stand as it is or needs a look; returns how many.
  @inline(__always)
  private static func plainLength(
    _ source: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var index = 0
    while index &+ 8 <= count {
      let word = ByteLanes.load(source, at: index)
      store(word, output + index)
      let mask = ByteLanes.stringSpecials(word)
      if mask != 0 { return index &+ ByteLanes.firstLane(mask) }
      index &+= 8
    }
    while index < count {
      let byte = source[index]
      if byte < 0x20 || byte >= 0x80 || byte == ASCII.quote || byte == 0x5C { return index }
      output[index] = byte
      index &+= 1
    }
    return count
  }

  /// Copies all bytes, escaped where RFC 8259 §7 demands it; needs six bytes of room for each. What
  /// is no UTF-8 becomes U+FFFD, or nil if it may not be there.
  @inline(never)
  static func copyEscaped(
    _ source: UnsafePointer<UInt8>, _ count: Int, strict: Bool,
    _ output: UnsafeMutablePointer<UInt8>
  ) -> (end: UnsafeMutablePointer<UInt8>, hasEscapes: Bool)? {
    var output = output
    var index = 0
    var hasEscapes = false
    while index < count {
      let plain = plainLength(source + index, count &- index, output)
      index &+= plain
      output += plain
      guard index < count else { break }
      let byte = source[index]
      if byte < 0x80 {
        output = escape(byte, output)
        hasEscapes = true
        index &+= 1
        continue
      }
      let length = UTF8Text.sequenceLength(source, at: index, count: count)
      if length == 0, strict { return nil }
      output = copySequence(source + index, length, output)
      index &+= max(length, 1)
    }
    return (output, hasEscapes)
  }

  @inline(__always)
  private static func copySequence(
    _ source: UnsafePointer<UInt8>, _ length: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    guard length > 0 else {
      output[0] = 0xEF
      output[1] = 0xBF
      output[2] = 0xBD
      return output + 3
    }
    output[0] = source[0]
    output[1] = source[1]
    if length > 2 { output[2] = source[2] }
    if length > 3 { output[3] = source[3] }
    return output + length
  }

  private static func escape(
    _ byte: UInt8, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    output[0] = 0x5C
    switch byte {
    case 0x22, 0x5C: output[1] = byte
    case 0x08: output[1] = 0x62
    case 0x09: output[1] = 0x74
    case 0x0A: output[1] = 0x6E
    case 0x0C: output[1] = 0x66
    case 0x0D: output[1] = 0x72
    default:
      output[1] = 0x75
      output[2] = 0x30
      output[3] = 0x30
      output[4] = 0x30 | byte >> 4
      output[5] = byte & 15 < 10 ? 0x30 | byte & 15 : 0x57 &+ byte & 15
      return output + 6
    }
    return output + 2
  }
}
