import Bytes
import Messages

/// One stream of a session: what waits to be sent on it, and how far its messages have come.
/// Confined like its session.
public class HTTP2Stream {
  /// The number on the wire; 0 before it has one.
  @exclusivity(unchecked) public internal(set) var id: Int32 = 0
  /// Whatever belongs to the stream at its owner.
  @exclusivity(unchecked) public var context: AnyObject?

  /// Content that waits to be framed: from `outgoingStart` on.
  @exclusivity(unchecked) var outgoing: [UInt8] = []
  @exclusivity(unchecked) var outgoingStart = 0
  /// Whether its owner wants to hear that there is room again.
  @exclusivity(unchecked) var isFull = false
  /// Whether nothing follows what waits.
  @exclusivity(unchecked) var isFinished = false
  /// Whether the end of this side's message has been handed to the library.
  @exclusivity(unchecked) var hasSentEnd = false
  /// Whether the library waits to be told that there is content.
  @exclusivity(unchecked) var isDeferred = false
  /// What it is reset with when nothing waits any more.
  @exclusivity(unchecked) var resetsWith: HTTP2ErrorCode?
  /// Fields that follow the content.
  @exclusivity(unchecked) var outgoingTrailers: HeaderFields?

  /// The field section that is coming in.
  @exclusivity(unchecked) var section = HTTP2FieldSection()
  /// Whether the final head has come.
  @exclusivity(unchecked) var hasHead = false
  /// Whether the peer has sent all of its message.
  @exclusivity(unchecked) public internal(set) var isRemoteEnded = false
  /// What this side had to object to.
  @exclusivity(unchecked) var violation: HTTP2Violation?
  /// The code of the peer's RST_STREAM.
  @exclusivity(unchecked) var peerReset: HTTP2ErrorCode?
  /// Whether this side was told to reset it.
  @exclusivity(unchecked) var isCancelled = false
  /// Whether it is over in both directions.
  @exclusivity(unchecked) public internal(set) var isClosed = false

  /// How much content may wait to be framed before whoever sends it should pause.
  static let waitingMark = 64 << 10

  /// A stream that is not open yet.
  public init() {}

  /// How many bytes of content wait to be framed.
  public final var waitingCount: Int { outgoing.count - outgoingStart }

  /// Whether more content may come; if not, `HTTP2Event.drained` tells when.
  public final var hasRoom: Bool {
    if waitingCount < Self.waitingMark { return true }
    isFull = true
    return false
  }

  /// Takes content out, as much as fits.
  final func takeOutgoing(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let count = min(target.count, waitingCount)
    guard count > 0, let base = target.baseAddress else { return 0 }
    outgoing.withUnsafeBufferPointer { source in
      // `count` bytes lie behind `outgoingStart`, by the minimum above.
      if let start = source.baseAddress { base.update(from: start + outgoingStart, count: count) }
    }
    outgoingStart += count
    if outgoingStart == outgoing.count {
      outgoing = []
      outgoingStart = 0
    }
    return count
  }

  final func stage(_ bytes: Span<UInt8>) {
    if outgoingStart > 0, outgoingStart >= outgoing.count / 2 {
      outgoing.removeSubrange(0..<outgoingStart)
      outgoingStart = 0
    }
    outgoing.append(bytes)
  }

  /// As new, for another session.
  final func reset() {
    id = 0
    outgoing = []
    outgoingStart = 0
    isFull = false
    isFinished = false
    hasSentEnd = false
    isDeferred = false
    outgoingTrailers = nil
    resetsWith = nil
    section = HTTP2FieldSection()
    hasHead = false
    isRemoteEnded = false
    violation = nil
    peerReset = nil
    isCancelled = false
    isClosed = false
  }
}
