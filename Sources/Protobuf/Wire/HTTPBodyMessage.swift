import Bytes

/// `google.api.HttpBody`: content of any type that passes through as it is.
public struct HTTPBodyMessage: Equatable, Sendable {
  /// `content_type`, or empty.
  public let contentType: [UInt8]
  /// Where the content lies in the message that was read; of several the last counts.
  public let data: Range<Int>

  /// Reads a message. What else is in it (`extensions`) is passed over.
  public static func read(_ wire: Span<UInt8>) throws(TranscodeError) -> HTTPBodyMessage {
    var outcome: Result<HTTPBodyMessage, OutputStop> = .failure(.full)
    // Unsafe: `WireReader` takes pointers and looks at nothing outside of them.
    wire.withUnsafeBufferPointer { buffer in
      do throws(OutputStop) {
        outcome = .success(try read(buffer))
      } catch {
        outcome = .failure(error)
      }
    }
    switch outcome {
    case .success(let message): return message
    case .failure(.failed(let reason)): throw TranscodeError(reason)
    case .failure: throw TranscodeError(.malformedWire)
    }
  }

  private static func read(
    _ buffer: UnsafeBufferPointer<UInt8>
  ) throws(OutputStop) -> HTTPBodyMessage {
    guard let base = buffer.baseAddress else {
      return HTTPBodyMessage(contentType: [], data: 0..<0)
    }
    var type: [UInt8] = []
    var data = 0..<0
    var reader = WireReader(base, base + buffer.count, depth: 100)
    while let record = try reader.next() {
      guard record.wireType == WireForm.delimited else { continue }
      let content = UnsafeBufferPointer(start: record.content, count: Int(record.value))
      if record.number == 1 { type = Array(content) }
      if record.number == 2 { data = (record.content - base)..<(record.contentEnd - base) }
    }
    guard UTF8Text.firstInvalid(type.span) == nil else { throw .failed(.notUTF8) }
    return HTTPBodyMessage(contentType: type, data: data)
  }

  /// Makes a message. In front of it stand `leading` zero bytes, for what a protocol puts there.
  public static func wire(
    contentType: [UInt8], data: Span<UInt8>, leading: Int = 0
  ) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: max(leading, 0))
    output.reserveCapacity(output.count + contentType.count + data.count + 24)
    append(1, contentType.span, to: &output)
    append(2, data, to: &output)
    return output
  }

  private static func append(
    _ number: UInt8, _ bytes: Span<UInt8>, to output: inout [UInt8]
  ) {
    guard bytes.count > 0 else { return }
    output.append(number << 3 | WireForm.delimited)
    Varint.append(UInt64(bytes.count), to: &output)
    output.append(bytes)
  }
}
