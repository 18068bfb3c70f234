import CZlib

/// Decodes `gzip` content (RFC 1952, RFC 9110 §8.4.1.3) in bounded steps: coded bytes come in any
/// pieces, and no call yields more than it was given room for. Several members in a row are one
/// content. After an error the decoder is of no more use. Belongs to one task.
public final class GzipDecoder {
  /// What a step came to.
  public enum Progress: Sendable, Equatable {
    /// All coded bytes are consumed: more are needed, or the content is at an end (`finish` knows).
    case needsInput
    /// The room is filled; call again with the same bytes from the new offset on.
    case isFull
  }

  private static let blockBytes = 16 << 10

  private let limits: ContentCodingLimits
  // zlib keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let block: UnsafeMutablePointer<UInt8>
  private var consumed = 0
  private var produced = 0
  /// Whether the next byte would begin a member.
  private var isBetweenMembers = true
  private var failure: ContentCodingError?

  /// A decoder for one content.
  public init(limits: ContentCodingLimits) throws(ContentCodingError) {
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    block = .allocate(capacity: GzipDecoder.blockBytes)
    // 15: the largest window; 16 more: a gzip wrapper and nothing else.
    if dragoman_inflate_init(stream, 15 + 16) != Z_OK { throw .noMemory }
  }

  deinit {
    inflateEnd(stream)
    block.deallocate()
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Decodes all of `input` and appends what it yields, which the limits bound.
  public func inflate(
    _ input: Span<UInt8>, into output: inout [UInt8]
  ) throws(ContentCodingError) {
    var offset = 0
    while try inflate(input, from: &offset, into: &output, room: GzipDecoder.blockBytes) == .isFull
    {}
  }

  /// Decodes `input` from `offset` on, moves `offset` behind what was consumed, and appends `room`
  /// bytes at most.
  public func inflate(
    _ input: Span<UInt8>, from offset: inout Int, into output: inout [UInt8], room: Int
  ) throws(ContentCodingError) -> Progress {
    if let failure { throw failure }
    do throws(ContentCodingError) {
      var left = max(room, 1)
      while left > 0 {
        let count = try step(input, &offset, room: min(left, GzipDecoder.blockBytes))
        output.append(contentsOf: UnsafeBufferPointer(start: block, count: count))
        left -= count
        if offset >= input.count, count == 0 { return .needsInput }
      }
      return .isFull
    } catch {
      failure = error
      throw error
    }
  }

  /// The coded content is over: throws unless it ended with a whole member.
  public func finish() throws(ContentCodingError) {
    if let failure { throw failure }
    guard isBetweenMembers, consumed > 0 else { throw .truncated }
  }

  /// One call of zlib: returns how many bytes it left in `block`; 0 only when it needs input.
  private func step(
    _ input: Span<UInt8>, _ offset: inout Int, room: Int
  ) throws(ContentCodingError) -> Int {
    while true {
      if isBetweenMembers {
        guard offset < input.count else { return 0 }
        if consumed > 0 { try beginMember(input[offset]) }
        isBetweenMembers = false
      }
      let before = offset
      let (status, count) = run(input, &offset, room: room)
      consumed += offset - before
      produced += count
      try checkLimits()
      switch status {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK, Z_BUF_ERROR:
        // Without progress zlib waits for input; if there is some, it never will go on.
        if count == 0, offset == before, offset < input.count { throw .malformed }
      case Z_MEM_ERROR: throw .noMemory
      default: throw .malformed
      }
      if count > 0 || offset >= input.count && !isBetweenMembers { return count }
    }
  }

  /// Bytes behind a member are another member or nothing at all.
  private func beginMember(_ first: UInt8) throws(ContentCodingError) {
    guard first == 0x1F else { throw .trailingBytes }
    guard inflateReset(stream) == Z_OK else { throw .malformed }
  }

  private func run(
    _ input: Span<UInt8>, _ offset: inout Int, room: Int
  ) -> (status: Int32, count: Int) {
    let start = offset
    let available = min(max(input.count - start, 0), 1 << 30)
    let (status, unread) = input.withUnsafeBufferPointer { bytes -> (Int32, Int) in
      // zlib reads `available` bytes from `start` on and writes `room` bytes to the block: both are
      // inside, by the line above and by the callers' minimum.
      if available > 0, let base = bytes.baseAddress {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: base + start)
      } else {
        stream.pointee.next_in = nil
      }
      stream.pointee.avail_in = UInt32(available)
      stream.pointee.next_out = block
      stream.pointee.avail_out = UInt32(room)
      let status = CZlib.inflate(stream, Z_NO_FLUSH)
      stream.pointee.next_in = nil
      return (status, Int(stream.pointee.avail_in))
    }
    offset = start + available - unread
    return (status, room - Int(stream.pointee.avail_out))
  }

  private func checkLimits() throws(ContentCodingError) {
    if produced > limits.maxOutputBytes { throw .tooLarge }
    if produced > limits.ratioFreeBytes, produced / limits.maxRatio > consumed {
      throw .disproportionate
    }
  }
}
