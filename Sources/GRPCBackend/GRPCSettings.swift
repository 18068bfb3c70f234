public import Endpoints
public import Messages
public import Protobuf

/// What the plan fixes about the calls of one gRPC backend.
public struct GRPCSettings: Sendable {
  /// `/package.Service/Method`.
  public var path: [UInt8]
  /// The path in square brackets is what texts of failures carry (GRPC-D1).
  public var label: String { String(decoding: path, as: UTF8.self) }
  /// What becomes of answers.
  public var answer: GRPCAnswer
  /// Which fields go along as metadata.
  public var metadata: MetadataRule
  /// What a status other than OK means (ST-1, ST-4, ST-5).
  public var statusRule = StatusRule.fail
  /// Whether a failure keeps what the backend said, for a client that may see it.
  public var keepsFailedAnswers = false
  /// Turns the details of a status into JSON.
  public var details: StatusText
  /// How large a message may be, in bytes (GRPC-13).
  public var maxMessage = 4 << 20
  /// How many messages a stream may have; nil for any number.
  public var maxMessages: Int?
  /// How long the server of a stream may be silent between two messages, in nanoseconds; nil for
  /// any time.
  public var idleNanoseconds: Int64?
  /// How large the messages of a list may be together, as JSON, in bytes.
  public var maxList = 64 << 20
  /// How messages are sent.
  public var coding = GRPCCoding.identity
  /// How often a call is made again that no server has begun to work on, or that ended with
  /// UNAVAILABLE (GRPC-14): whoever asks for that says that the method may run twice.
  public var retries = 0
  /// Whether a call goes to another host where one could not be connected to (`failover`).
  public var failsOver = false
  /// Whether hosts that could not be connected to of late are avoided (GRPC-14).
  public var avoidsFailingHosts = false
  /// Names of metadata that the client gets as header fields.
  public var responseHeaders: [FieldName] = []
  /// The same for what comes behind the last message.
  public var responseTrailers: [FieldName] = []
  /// Whether TLS is spoken, which only the pseudo-field `:scheme` tells.
  public var isSecure = false

  /// Puts settings together.
  public init(
    path: [UInt8], answer: GRPCAnswer, metadata: MetadataRule, details: StatusText
  ) {
    self.path = path
    self.answer = answer
    self.metadata = metadata
    self.details = details
  }
}

/// What becomes of the messages that a server sends.
public enum GRPCAnswer: Sendable {
  /// The one message is the data.
  case document(WireToJSON)
  /// The one message is a `google.api.HttpBody`: its bytes pass as they are.
  case body
  /// All messages together are a list of data.
  case list(WireToJSON)
  /// Each message goes to the client when it comes.
  case stream(StreamPlan)
  /// Nobody reads it (SHA-1, NOP-6).
  case nothing

  /// Whether there may be any number of messages.
  var isStream: Bool {
    switch self {
    case .list, .stream: true
    case .document, .body, .nothing: false
    }
  }
}
