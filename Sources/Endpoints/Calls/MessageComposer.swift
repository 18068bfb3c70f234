/// Makes the content of a call out of the values of a request, for a protocol whose calls are
/// messages: the gateway's own form of them, not the client's, goes to the backend.
public protocol MessageComposer: Sendable {
  /// Whether the client's content, or that of the request's template, becomes part of the message.
  var usesContent: Bool { get }

  /// The content of the call. A value that cannot be expressed is refused, and nothing is called
  /// (GRPC-D5).
  func compose(
    _ inputs: CallInputs, _ content: CallContent
  ) throws(CallRefusal) -> CallContent
}
