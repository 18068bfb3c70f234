import Bytes
public import HTTP

/// Messages as they stand in content: a flag, four bytes of length, the message.
public enum GRPCFraming {
  /// How many bytes stand before a message.
  public static let prefixBytes = 5

  /// Appends a message.
  public static func append(
    _ message: Span<UInt8>, isCompressed: Bool = false, to output: inout [UInt8]
  ) {
    output.reserveCapacity(output.count + prefixBytes + message.count)
    let start = begin(in: &output)
    output.append(message)
    end(at: start, isCompressed: isCompressed, in: &output)
  }

  /// Makes room for what stands before a message, which is written right behind. Returns what `end`
  /// wants to know.
  public static func begin(in output: inout [UInt8]) -> Int {
    for _ in 0..<prefixBytes { output.append(0) }
    return output.count
  }

  /// The message that began there is complete.
  public static func end(at start: Int, isCompressed: Bool = false, in output: inout [UInt8]) {
    guard start >= prefixBytes, start <= output.count else { return }
    let length = UInt32(clamping: output.count - start)
    output[start - 5] = isCompressed ? 1 : 0
    output[start - 4] = UInt8(truncatingIfNeeded: length >> 24)
    output[start - 3] = UInt8(truncatingIfNeeded: length >> 16)
    output[start - 2] = UInt8(truncatingIfNeeded: length >> 8)
    output[start - 1] = UInt8(truncatingIfNeeded: length)
  }

  /// Appends a message in gzip; as it is where that fails.
  public static func append(
    _ message: Span<UInt8>, compressedBy encoder: GzipEncoder, to output: inout [UInt8]
  ) {
    let start = begin(in: &output)
    do {
      try encoder.encode(message, into: &output)
      end(at: start, isCompressed: true, in: &output)
    } catch {
      output.removeLast(output.count - start)
      output.append(message)
      end(at: start, in: &output)
    }
  }
}
