/// How a peer broke HTTP/2, or why this side gave up on it.
public enum HTTP2Violation: Error, Sendable, Equatable {
  /// A frame or a message is malformed (RFC 9113 §4, §5, §8); the words are the library's.
  case malformed(String)
  /// The fields of one message are larger than the limit.
  case fieldsTooLarge
  /// A status outside 100–599, or none.
  case badStatus
  /// A field that cannot stand in a message.
  case badField
  /// More frames that move nothing than any honest peer sends: settings, pings, resets, empty data.
  case flood
  /// There is no memory for the session.
  case noMemory
}

extension HTTP2Violation: CustomStringConvertible {
  /// What went wrong, in words.
  public var description: String {
    switch self {
    case .malformed(let words): words
    case .fieldsTooLarge: "the fields are too large"
    case .badStatus: "no valid status"
    case .badField: "a malformed field"
    case .flood: "a flood of frames"
    case .noMemory: "out of memory"
    }
  }
}

extension HTTP2Violation {
  /// What the peer is told.
  var code: HTTP2ErrorCode {
    switch self {
    case .malformed, .badStatus, .badField: .protocolError
    case .fieldsTooLarge, .flood: .enhanceYourCalm
    case .noMemory: .internalError
    }
  }
}
