public import Messages

/// A request ready for the wire.
public struct OutgoingRequest {
  /// What follows the head.
  public enum Content {
    /// Nothing.
    case none
    /// All of it; with `chunked` the client frames it (RFC 9112 §7.1).
    case whole([UInt8], chunked: Bool)
    /// As it arrives; framed in the same way.
    case source(any BodySource, chunked: Bool)
  }

  /// The head as it stands on the wire, its empty line included.
  public var head: [UInt8]
  /// The method, which decides how the answer is framed and whether the request may be repeated.
  public var method: Method
  /// The content.
  public var content: Content

  /// Puts a request together.
  public init(head: [UInt8], method: Method, content: Content) {
    self.head = head
    self.method = method
    self.content = content
  }

  /// Whether it can be sent again, and repeating has no effect of its own (RFC 9110 §9.2.2).
  var isRepeatable: Bool {
    guard method.isIdempotent else { return false }
    if case .source = content { return false }
    return true
  }
}
