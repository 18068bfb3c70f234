import Bytes

/// base64 (RFC 4648 §4), read also in the alphabet for URLs (§5) and without padding.
///
/// Unsafe: the encoder needs four bytes of room for each three or less, the decoder three for each
/// four or less.
enum Base64Text {
  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// How long the text of so many bytes is.
  static func length(_ count: Int) -> Int { (count &+ 2) / 3 &* 4 }

  /// Writes bytes as text and returns where it ends.
  static func encode(
    _ source: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let letters = alphabet.utf8Start
    var output = output
    var index = 0
    while index &+ 3 <= count {
      let word =
        UInt32(source[index]) << 16 | UInt32(source[index &+ 1]) << 8 | UInt32(source[index &+ 2])
      write(word, letters, output)
      output += 4
      index &+= 3
    }
    guard index < count else { return output }
    let hasTwo = index &+ 1 < count
    let second = hasTwo ? UInt32(source[index &+ 1]) << 8 : 0
    write(UInt32(source[index]) << 16 | second, letters, output)
    if !hasTwo { output[2] = 0x3D }
    output[3] = 0x3D
    return output + 4
  }

  @inline(__always)
  private static func write(
    _ word: UInt32, _ letters: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>
  ) {
    output[0] = letters[Int(word >> 18)]
    output[1] = letters[Int(word >> 12 & 63)]
    output[2] = letters[Int(word >> 6 & 63)]
    output[3] = letters[Int(word & 63)]
  }

  /// Writes the bytes of a text and returns where they end; nil if it is no base64.
  static func decode(
    _ source: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8>? {
    var letters = count
    if count & 3 == 0 {
      while letters > 0, count - letters < 2, source[letters - 1] == 0x3D { letters -= 1 }
    }
    guard letters & 3 != 1 else { return nil }
    var output = output
    var pending: UInt32 = 0
    for index in 0..<letters {
      guard let value = value(source[index]) else { return nil }
      pending = pending << 6 | value
      guard index & 3 == 3 else { continue }
      output[0] = UInt8(truncatingIfNeeded: pending >> 16)
      output[1] = UInt8(truncatingIfNeeded: pending >> 8)
      output[2] = UInt8(truncatingIfNeeded: pending)
      output += 3
      pending = 0
    }
    switch letters & 3 {
    case 2:
      output[0] = UInt8(truncatingIfNeeded: pending >> 4)
      return output + 1
    case 3:
      output[0] = UInt8(truncatingIfNeeded: pending >> 10)
      output[1] = UInt8(truncatingIfNeeded: pending >> 2)
      return output + 2
    default: return output
    }
  }

  @inline(__always)
  private static func value(_ letter: UInt8) -> UInt32? {
    switch letter {
    case 0x41...0x5A: UInt32(letter &- 0x41)
    case 0x61...0x7A: UInt32(letter &- 0x61 &+ 26)
    case 0x30...0x39: UInt32(letter &- 0x30 &+ 52)
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }
}
