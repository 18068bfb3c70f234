import Bytes

/// A chunk-size line: `chunk-size [ chunk-ext ]` (RFC 9112 §7.1).
enum HTTP1ChunkLine {
  /// The size that a line without its CR LF states: 1 to 16 hexadecimal digits, up to 2^63 − 1. The
  /// extensions are checked and ignored.
  static func size(_ line: Span<UInt8>) throws(HTTP1Violation) -> UInt64 {
    var size: UInt64 = 0
    var index = 0
    while index < line.count, let digit = ASCII.hexadecimalValue(line[index]) {
      guard index < 16 else { throw .chunkTooLarge }
      size = size << 4 | UInt64(digit)
      index += 1
    }
    guard index > 0 else { throw .invalidChunkSize }
    guard size <= UInt64(Int64.max) else { throw .chunkTooLarge }
    if index < line.count { try checkExtensions(line, from: index) }
    return size
  }

  /// `*( BWS ";" BWS name [ BWS "=" BWS value ] )` (RFC 9112 §7.1.1).
  private static func checkExtensions(
    _ line: Span<UInt8>, from start: Int
  ) throws(HTTP1Violation) {
    var index = start
    var isFirst = true
    while index < line.count {
      index = skipBlanks(line, index)
      guard index < line.count, line[index] == ASCII.semicolon else {
        throw isFirst ? .invalidChunkSize : .invalidChunkExtension
      }
      isFirst = false
      index = skipBlanks(line, index + 1)
      index = try skipToken(line, index)
      let equals = skipBlanks(line, index)
      guard equals < line.count, line[equals] == ASCII.equals else { continue }
      index = skipBlanks(line, equals + 1)
      index =
        index < line.count && line[index] == ASCII.quote
        ? try skipQuotedString(line, index) : try skipToken(line, index)
    }
  }

  private static func skipBlanks(_ line: Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < line.count, line[index] == ASCII.space || line[index] == ASCII.tab { index += 1 }
    return index
  }

  private static func skipToken(
    _ line: Span<UInt8>, _ start: Int
  ) throws(HTTP1Violation) -> Int {
    var index = start
    while index < line.count, ASCII.isToken(line[index]) { index += 1 }
    guard index > start else { throw .invalidChunkExtension }
    return index
  }

  /// Behind the closing quote; a backslash takes the next byte as it is (RFC 9110 §5.6.4).
  private static func skipQuotedString(
    _ line: Span<UInt8>, _ start: Int
  ) throws(HTTP1Violation) -> Int {
    var index = start + 1
    while index < line.count {
      if line[index] == ASCII.quote { return index + 1 }
      index += line[index] == 0x5C ? 2 : 1
    }
    throw .invalidChunkExtension
  }
}
