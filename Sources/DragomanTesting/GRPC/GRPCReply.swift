/// What a scripted gRPC server does with one call.
public struct GRPCReply: Sendable {
  /// When the server says GOAWAY.
  public enum GoAway: Sendable {
    /// In place of an answer: the call was not looked at.
    case refusing
    /// Before the answer, which comes.
    case answering
    /// Right behind the answer's head; then the connection is cut.
    case cutting
  }

  /// The messages of the answer.
  public var messages: [[UInt8]] = []
  /// How often they are sent.
  public var repeats = 1
  /// Metadata before the messages.
  public var initialMetadata: [TestField] = []
  /// Metadata behind the status.
  public var trailingMetadata: [TestField] = []
  /// `grpc-status`; nil for none.
  public var status: Int? = 0
  /// `grpc-message`, as it is to stand on the wire.
  public var message: String?
  /// `grpc-status-details-bin`, before base64.
  public var details: [UInt8]?
  /// Whether status and metadata come in the head, without a message.
  public var isTrailersOnly = false
  /// The status of HTTP.
  public var httpStatus = 200
  /// `content-type`; nil for none.
  public var contentType: String? = "application/grpc"
  /// `grpc-encoding`; messages are compressed if it is `gzip`.
  public var encoding: String?
  /// How long the server waits before it answers, in milliseconds.
  public var delayMilliseconds = 0
  /// After so many messages the server waits for `ScriptedGRPCServer.release`; 0 is before the
  /// head.
  public var holdsAfter: Int?
  /// Whether the answer begins with the first message of the call, not at its end; for replies of
  /// a script.
  public var isEager = false
  /// Ends the stream with RST_STREAM behind the messages, in place of a status.
  public var reset: UInt32?
  /// Says GOAWAY.
  public var goAway: GoAway?
  /// Cuts the connection behind the messages.
  public var cuts = false
  /// Whether nothing is ever sent.
  public var isSilent = false
  /// Content in place of framed messages.
  public var rawContent: [UInt8]?
  /// Bytes in place of everything; the connection is closed behind them.
  public var raw: [UInt8]?

  /// An answer without messages and status 0.
  public init() {}

  /// One message and status 0.
  public static func unary(_ message: [UInt8]) -> GRPCReply { stream([message]) }

  /// Messages and status 0.
  public static func stream(_ messages: [[UInt8]], times repeats: Int = 1) -> GRPCReply {
    var reply = GRPCReply()
    reply.messages = messages
    reply.repeats = repeats
    return reply
  }

  /// No message, and a status in the head.
  public static func failure(
    _ status: Int, _ message: String? = nil, details: [UInt8]? = nil
  ) -> GRPCReply {
    var reply = GRPCReply()
    reply.isTrailersOnly = true
    reply.status = status
    reply.message = message
    reply.details = details
    return reply
  }

  var count: Int { messages.count * max(0, repeats) }
}
