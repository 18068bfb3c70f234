/// What a read or a write on a non-blocking socket came to.
public enum IOResult: Sendable, Equatable {
  /// So many bytes were moved; at least one.
  case bytes(Int)
  /// Nothing can be moved now: wait for readiness.
  case wouldBlock
  /// The peer has sent its last byte.
  case end
  /// The connection is broken; the value of `errno`.
  case failed(Int32)
}
