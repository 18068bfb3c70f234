import Bytes

/// Writes the two forms of fields that descriptor sets and requests of reflection are made of.
enum WireText {
  /// Appends a length-delimited field.
  static func append(number: UInt32, _ content: Span<UInt8>, to output: inout [UInt8]) {
    appendVarint(UInt64(number) << 3 | UInt64(WireType.bytes.rawValue), to: &output)
    appendVarint(UInt64(content.count), to: &output)
    output.append(content)
  }

  static func appendVarint(_ value: UInt64, to output: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    output.append(UInt8(truncatingIfNeeded: rest))
  }
}
