import Bytes
public import Messages

extension HTTP1Writer {
  /// Copies the lines of fields in runs: between the ones that are left out, they lie side by side.
  static func append(
    _ fields: HeaderFields, withoutHost: Bool = false, to output: inout [UInt8]
  ) {
    var start = 0
    for index in 0..<fields.count {
      let known = fields.entries[index].known
      guard isOurs(known) || withoutHost && known == .host else { continue }
      let line = fields.lineRange(at: index)
      output.append(fields.storage.span, start..<line.lowerBound)
      start = line.upperBound
    }
    output.append(fields.storage.span, start..<fields.storage.count)
  }

  /// Fields that the writer alone writes, since they frame the message or describe the connection.
  static func isOurs(_ field: KnownField) -> Bool {
    switch field {
    case .contentLength, .transferEncoding, .connection, .keepAlive, .proxyConnection, .upgrade,
      .te:
      true
    default: false
    }
  }

  /// Writes the size line of a chunk; `size` bytes and `writeChunkEnd` must follow. A size of 0
  /// would end the body and is not written: false.
  @discardableResult
  public static func writeChunkHead(_ size: Int, to output: inout [UInt8]) -> Bool {
    guard size > 0 else { return false }
    NumberText.appendHexadecimal(UInt64(size), to: &output)
    endLine(&output)
    return true
  }

  /// Writes the line end behind the data of a chunk.
  public static func writeChunkEnd(to output: inout [UInt8]) { endLine(&output) }

  /// Writes the last chunk, the trailers (without those that may not be any), and the end.
  public static func writeLastChunk(
    trailers: HeaderFields = HeaderFields(), to output: inout [UInt8]
  ) {
    output.append("0\r\n")
    for index in 0..<trailers.count {
      let field = trailers.entries[index].known
      guard !HTTP1FieldSection.isDroppedFromTrailers(field), !isOurs(field) else { continue }
      output.append(trailers.storage.span, trailers.lineRange(at: index))
    }
    endLine(&output)
  }
}
