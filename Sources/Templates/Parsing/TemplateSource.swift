/// The text of a template and where it came from.
final class TemplateSource: Sendable {
  let file: String
  let bytes: [UInt8]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Line and column of a byte, both from 1; columns count Unicode scalars.
  func position(of offset: Int) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for (index, byte) in bytes[..<min(max(offset, 0), bytes.count)].enumerated() {
      if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  func error(at offset: Int, _ message: String, suggestion: String? = nil) -> TemplateError {
    let (line, column) = position(of: offset)
    return TemplateError(
      file: file, line: line, column: column, message: message, suggestion: suggestion)
  }
}
