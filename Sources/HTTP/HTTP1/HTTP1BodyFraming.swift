/// How the body of a message is delimited (RFC 9112 §6.3).
public enum HTTP1BodyFraming: Sendable, Equatable {
  /// No body: to HEAD, 1xx, 204, 304, and requests that say nothing of one.
  case none
  /// This many bytes.
  case length(UInt64)
  /// Chunks; trailers may follow.
  case chunked
  /// Everything to the end of the connection; answers only.
  case untilClose
}
