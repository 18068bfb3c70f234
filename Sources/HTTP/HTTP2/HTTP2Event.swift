public import Messages

/// What came of the bytes that a session was fed, or of those that it gave out.
public enum HTTP2Event {
  /// A request has begun (server).
  case request(HTTP2Stream, HTTP2RequestHead)
  /// The head of the final answer (client); interim ones are dropped.
  case head(HTTP2Stream, ResponseHead)
  /// Content: a part of the bytes that the session was fed last.
  case data(HTTP2Stream, Range<Int>)
  /// The fields behind the content.
  case trailers(HTTP2Stream, HeaderFields)
  /// The peer has sent all of its message.
  case ended(HTTP2Stream)
  /// Of the content that was to be sent so little waits that more may come.
  case drained(HTTP2Stream)
  /// The stream is over in both directions.
  case closed(HTTP2Stream, HTTP2Closure)
  /// The peer's settings are in force.
  case settings
  /// A ping was answered.
  case pong
  /// The peer takes no further streams; those above `lastStream` it has not looked at.
  case goAway(lastStream: Int32, HTTP2ErrorCode)
}

/// How a stream came to its end.
public enum HTTP2Closure: Sendable, Equatable {
  /// Both sides had finished.
  case complete
  /// The peer reset it.
  case reset(HTTP2ErrorCode)
  /// This side reset it, because it was told to.
  case cancelled
  /// The peer broke a rule on it.
  case violated(HTTP2Violation)
  /// The peer has not looked at it: it went away before, or the request never left.
  case unprocessed
}
