import CZlib

/// Encodes content as `gzip` (RFC 1952), one whole content at a time; its memory serves again.
/// Belongs to one loop.
public final class GzipEncoder {
  private static let blockBytes = 16 << 10

  // zlib keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let block: UnsafeMutablePointer<UInt8>

  /// An encoder of a level from 1 (fast) to 9 (small).
  public init(level: Int32 = 1) throws(ContentCodingError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    block = .allocate(capacity: GzipEncoder.blockBytes)
    // 15: the largest window; 16 more: a gzip wrapper.
    guard dragoman_deflate_init(stream, min(max(level, 1), 9), 15 + 16) == Z_OK else {
      throw .noMemory
    }
  }

  deinit {
    deflateEnd(stream)
    block.deallocate()
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Appends the whole of `input`, encoded.
  public func encode(
    _ input: Span<UInt8>, into output: inout [UInt8]
  ) throws(ContentCodingError) {
    guard deflateReset(stream) == Z_OK, input.count <= Int(UInt32.max) else { throw .noMemory }
    let isComplete = input.withUnsafeBufferPointer { bytes in
      // zlib reads no more than it is told to, and writes to the block alone.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
      stream.pointee.avail_in = UInt32(bytes.count)
      var status = Z_OK
      while status == Z_OK {
        stream.pointee.next_out = block
        stream.pointee.avail_out = UInt32(GzipEncoder.blockBytes)
        status = deflate(stream, Z_FINISH)
        let count = GzipEncoder.blockBytes - Int(stream.pointee.avail_out)
        output.append(contentsOf: UnsafeBufferPointer(start: block, count: count))
      }
      stream.pointee.next_in = nil
      stream.pointee.avail_in = 0
      return status == Z_STREAM_END
    }
    if !isComplete { throw .malformed }
  }
}
