/// What becomes of a gRPC answer of many messages: `stream` of `backend/grpc`. It holds where the
/// messages pass one by one (`EndpointConfiguration.passesMessages`); elsewhere they are gathered
/// in a list under `collection`, and only the limits hold.
public struct GRPCStreamSettings: Sendable, Equatable {
  /// How the messages are written.
  public enum Form: String, Sendable {
    /// As the client's `Accept` asks: `application/x-ndjson`, `text/event-stream`, else an array.
    case auto
    /// A line for each message.
    case lines = "ndjson"
    /// A server-sent event for each message.
    case events = "sse"
    /// One JSON array.
    case array
  }

  /// How the messages are written.
  public var form = Form.auto
  /// With more messages than this the answer has failed; nil for no limit.
  public var maxMessages: Int?
  /// How long the server may be silent between messages; nil for as long as the endpoint's timeout.
  public var idleTimeout: Nanoseconds?

  /// The defaults.
  public init() {}
}
