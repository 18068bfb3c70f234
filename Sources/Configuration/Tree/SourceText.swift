/// The bytes of a configuration, and the line and column of each.
struct SourceText {
  /// The most a configuration may hold, in bytes.
  static let maxBytes = 16 << 20

  let bytes: [UInt8]
  /// The first byte that is not the byte order mark.
  let start: Int
  private var offset: Int
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offset = start
  }

  /// The position of a byte. Asking in the order of the text costs one pass over it in all.
  mutating func position(at target: Int) -> SourcePosition {
    if target < offset {
      (offset, line, column) = (start, 1, 1)
    }
    while offset < target, offset < bytes.count { advance() }
    return SourcePosition(line: line, column: column)
  }

  /// Lines end with LF, CRLF or CR; only the first byte of a character counts.
  private mutating func advance() {
    let byte = bytes[offset]
    offset += 1
    if byte == 0x0A || (byte == 0x0D && (offset == bytes.count || bytes[offset] != 0x0A)) {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
}
