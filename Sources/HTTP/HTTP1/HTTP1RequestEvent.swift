public import Messages

/// What the next bytes of a connection from a client mean.
public enum HTTP1RequestEvent: Sendable {
  /// All bytes are consumed; more are needed.
  case needsMore
  /// A request begins.
  case head(RequestHead, HTTP1RequestFraming)
  /// Content of its body, without chunk framing: a range of the bytes given.
  case body(Range<Int>)
  /// The request is complete. The next call is about the next request.
  case end
  /// The bytes are no request: answer with the violation's status, then close. Final.
  case reject(HTTP1Violation)
}
