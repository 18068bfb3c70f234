import Bytes

/// base64 (RFC 4648 §4) as binary metadata has it: written without padding, read with or without.
enum GRPCBase64 {
  private static let alphabet = [UInt8](
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  static func encode(_ bytes: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count * 4 + 2) / 3)
    var index = 0
    while index < bytes.count {
      let rest = min(3, bytes.count - index)
      var group = UInt32(bytes[index]) << 16
      if rest > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if rest > 2 { group |= UInt32(bytes[index + 2]) }
      for letter in 0...rest {
        output.append(alphabet[Int(group >> UInt32(18 - 6 * letter)) & 63])
      }
      index += 3
    }
    return output
  }

  /// Nil if the text is none.
  static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    var end = text.count
    while end > 0, end > text.count - 2, text[end - 1] == ASCII.equals { end -= 1 }
    // One letter alone holds no byte.
    guard end % 4 != 1 else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(end * 3 / 4)
    var pending: UInt32 = 0
    var bits: UInt32 = 0
    for index in 0..<end {
      guard let value = value(of: text[index]) else { return nil }
      pending = pending << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        output.append(UInt8(truncatingIfNeeded: pending >> bits))
      }
    }
    return output
  }

  private static func value(of letter: UInt8) -> UInt32? {
    switch letter {
    case 0x41...0x5A: UInt32(letter) - 0x41
    case 0x61...0x7A: UInt32(letter) - 0x61 + 26
    case 0x30...0x39: UInt32(letter) - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
