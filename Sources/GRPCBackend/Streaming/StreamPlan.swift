public import Protobuf
public import Shaping

/// How the messages of a stream go to the client.
public struct StreamPlan: Sendable {
  /// What the messages are to the client.
  public enum Content: Sendable {
    /// JSON, each shaped by itself.
    case json(WireToJSON, ShapingProgram)
    /// Parts of one content (`google.api.HttpBody`), whose type the first message tells.
    case body
  }

  /// What the messages are to the client.
  public var content: Content
  /// How they are framed; nil for what the client asks for.
  public var form: StreamForm?
  /// Whether a client hears the text of a status that ends the stream, and not its name alone.
  public var tellsMessage = false

  /// A stream of a content, in the form that the client asks for.
  public init(_ content: Content) {
    self.content = content
  }
}
