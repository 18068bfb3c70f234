import Bytes

/// Paths of `google.protobuf.FieldMask`: snake case in messages, lower camel case in JSON.
enum FieldMaskText {
  /// Writes a path in camel case; nil if it would not read back as the same, which an empty one
  /// would not among others. Unsafe: writes no more bytes than it reads.
  static func camelCase(
    _ source: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8>? {
    guard count > 0 else { return nil }
    var output = output
    var isBehindUnderscore = false
    for index in 0..<count {
      let byte = source[index]
      guard isPathByte(byte), !(0x41...0x5A ~= byte) else { return nil }
      if byte == 0x5F {
        guard !isBehindUnderscore else { return nil }
        isBehindUnderscore = true
        continue
      }
      if isBehindUnderscore, !(0x61...0x7A ~= byte) { return nil }
      output[0] = isBehindUnderscore ? byte &- 0x20 : byte
      output += 1
      isBehindUnderscore = false
    }
    return isBehindUnderscore ? nil : output
  }

  /// Appends a path in snake case; false if it is no path of JSON.
  static func appendSnakeCase(_ path: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
    for byte in path {
      guard isPathByte(byte), byte != 0x5F else { return false }
      if 0x41...0x5A ~= byte {
        output.append(0x5F)
        output.append(byte | 0x20)
      } else {
        output.append(byte)
      }
    }
    return true
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == ASCII.dot || byte == 0x5F
  }
}
