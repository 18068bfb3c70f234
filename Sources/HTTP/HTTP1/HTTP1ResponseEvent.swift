public import Messages

/// What the next bytes of a connection to a server mean.
public enum HTTP1ResponseEvent: Sendable {
  /// All bytes are consumed; more are needed.
  case needsMore
  /// An interim (1xx) answer; the final one follows.
  case informational(ResponseHead)
  /// The final answer begins.
  case head(ResponseHead, HTTP1ResponseFraming)
  /// Content of its body, without chunk framing: a range of the bytes given.
  case body(Range<Int>)
  /// The answer is complete. Bytes left over now are nobody's: do not use the connection again.
  case end
  /// The bytes are no answer: close the connection. Final.
  case reject(HTTP1Violation)
}
