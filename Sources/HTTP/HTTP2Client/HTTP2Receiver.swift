public import Messages

/// Hears of one request, on its loop, never before `HTTP2Client.start` has returned. After `ended`,
/// `failed` or `cancel` nothing more comes.
public protocol HTTP2Receiver: AnyObject {
  /// The head of the final answer has come.
  func received(_ head: ResponseHead, on stream: HTTP2ClientStream)
  /// A piece of a streamed answer; valid during the call.
  func received(_ content: Span<UInt8>, on stream: HTTP2ClientStream)
  /// The answer is complete. `content` is what was gathered; trailers are nil if none came.
  func ended(_ content: [UInt8], trailers: HeaderFields?, on stream: HTTP2ClientStream)
  /// The request came to nothing, or its answer stopped in the middle.
  func failed(_ failure: HTTP2Failure, on stream: HTTP2ClientStream)
  /// More content of an open request may come.
  func wantsContent(_ stream: HTTP2ClientStream)
}

extension HTTP2Receiver {
  /// For answers that are gathered.
  public func received(_ content: Span<UInt8>, on stream: HTTP2ClientStream) {}
  /// For requests that are not open.
  public func wantsContent(_ stream: HTTP2ClientStream) {}
}
