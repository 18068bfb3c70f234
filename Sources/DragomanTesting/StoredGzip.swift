/// The gzip format without compression (RFC 1952 around stored blocks of RFC 1951 §3.2.4): enough
/// for a backend that has to answer in gzip, and no library is needed.
enum StoredGzip {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var position = 0
    repeat {
      let size = min(bytes.count - position, 0xFFFF)
      let isLast = position + size == bytes.count
      output.append(isLast ? 1 : 0)
      appendLittleEndian(UInt16(truncatingIfNeeded: size), to: &output)
      appendLittleEndian(~UInt16(truncatingIfNeeded: size), to: &output)
      output += bytes[position..<position + size]
      position += size
    } while position < bytes.count
    appendLittleEndian(checksum(bytes), to: &output)
    appendLittleEndian(UInt32(truncatingIfNeeded: bytes.count), to: &output)
    return output
  }

  private static func appendLittleEndian(
    _ number: some FixedWidthInteger, to output: inout [UInt8]
  ) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      output.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// CRC-32 of RFC 1952 §8, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
    }
    return ~register
  }
}
