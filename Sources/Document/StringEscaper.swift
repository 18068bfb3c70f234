import Bytes

/// Escapes bytes for the inside of a JSON string.
enum StringEscaper {
  private static let digits = [UInt8]("0123456789abcdef")

  /// Appends the escaped bytes, without quotes.
  static func append(_ bytes: Span<UInt8>, _ style: StringEscaping, to output: inout [UInt8]) {
    // Unsafe: whole runs are copied and words loaded; each is guarded by the buffer's count.
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var run = 0
      var index = 0
      while index < buffer.count {
        let length = plainLength(base, index, buffer.count, style)
        if length > 0 {
          index &+= length
          continue
        }
        output.append(contentsOf: buffer[run..<index])
        index &+= appendSpecial(base, index, buffer.count, style, &output)
        run = index
      }
      output.append(contentsOf: buffer[run...])
    }
  }

  /// How many bytes from `index` on stand as they are; 0 if the next one does not.
  @inline(__always)
  private static func plainLength(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ style: StringEscaping
  ) -> Int {
    if index &+ 8 <= count {
      var mask = ByteLanes.stringSpecials(ByteLanes.load(base, at: index))
      if style == .html { mask |= ByteLanes.htmlSpecials(ByteLanes.load(base, at: index)) }
      if mask == 0 { return 8 }
      if ByteLanes.firstLane(mask) > 0 { return ByteLanes.firstLane(mask) }
    }
    let byte = base[index]
    if byte >= 0x80 {
      let length = UTF8Text.sequenceLength(base, at: index, count: count)
      return style == .html && isLineSeparator(base, index, length) ? 0 : length
    }
    if byte < 0x20 || byte == ASCII.quote || byte == 0x5C { return 0 }
    return style == .html && (byte == 0x3C || byte == 0x3E || byte == 0x26) ? 0 : 1
  }

  /// Whether the sequence is U+2028 or U+2029.
  @inline(__always)
  private static func isLineSeparator(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ length: Int
  ) -> Bool {
    length == 3 && base[index] == 0xE2 && base[index &+ 1] == 0x80
      && base[index &+ 2] & 0xFE == 0xA8
  }

  /// Appends what stands for the byte or sequence at `index` and returns its length.
  private static func appendSpecial(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ style: StringEscaping,
    _ output: inout [UInt8]
  ) -> Int {
    switch base[index] {
    case 0x22: output.append(#"\""#)
    case 0x5C: output.append(#"\\"#)
    case 0x08: output.append(#"\b"#)
    case 0x0C: output.append(#"\f"#)
    case 0x0A: output.append(#"\n"#)
    case 0x0D: output.append(#"\r"#)
    case 0x09: output.append(#"\t"#)
    case 0x80...: return appendNonASCII(base, index, count, style, &output)
    default:
      output.append(#"\u00"#)
      output.append(digits[Int(base[index] >> 4)])
      output.append(digits[Int(base[index] & 15)])
    }
    return 1
  }

  /// A line separator or a byte that is no UTF-8.
  private static func appendNonASCII(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ style: StringEscaping,
    _ output: inout [UInt8]
  ) -> Int {
    if UTF8Text.sequenceLength(base, at: index, count: count) == 3 {
      output.append(#"\u202"#)
      output.append(digits[Int(base[index + 2] & 15)])
      return 3
    }
    if style == .html {
      output.append(#"\ufffd"#)
    } else {
      output.append(contentsOf: UTF8Text.replacement)
    }
    return 1
  }
}
