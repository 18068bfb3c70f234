/// A request for the HTTP/2 client.
public struct HTTP2Request: Sendable {
  /// What follows the head.
  public enum Content: Sendable {
    /// Nothing.
    case none
    /// All of it.
    case whole([UInt8])
    /// As it comes: `HTTP2ClientStream.send` and `finish`.
    case open
  }

  /// What is to happen with the content of the answer.
  public enum Answer: Sendable, Equatable {
    /// Gather it, up to a limit in bytes, and hand it over at the end.
    case gathered(limit: Int)
    /// Hand it over as it comes.
    case streamed
  }

  /// The head.
  public var head: HTTP2RequestHead
  /// The content.
  public var content: Content
  /// What is to happen with the answer.
  public var answer: Answer

  /// Puts a request together.
  public init(_ head: HTTP2RequestHead, content: Content = .none, answer: Answer) {
    self.head = head
    self.content = content
    self.answer = answer
  }

  /// Whether it can be sent again as it is.
  var isRepeatable: Bool {
    if case .open = content { return false }
    return true
  }
}
