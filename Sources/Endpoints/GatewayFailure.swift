public import Document
public import Messages

/// Why a call, or a whole request, came to nothing: what failed, whose fault it was, and whether it
/// may be tried again.
public struct GatewayFailure: Error, Sendable {
  /// What failed.
  public enum Kind: Sendable, Equatable {
    /// The deadline struck.
    case timeout
    /// The client went away.
    case clientLeft
    /// No host is configured or known (CFG-31).
    case noHost
    /// A name could not be resolved, or no connection be made.
    case notConnected
    /// The connection ended before the answer did.
    case connectionLost
    /// The answer breaks the rules of HTTP or of its content coding.
    case malformedAnswer
    /// The content of the answer cannot be decoded (DEC-1).
    case undecodable
    /// The content is larger than a limit.
    case tooLarge
    /// The backend answered with a status that counts as a failure (ST-1).
    case status(Status)
    /// The request's content did not arrive whole, or its framing is malformed.
    case badRequestContent
    /// The request's content arrived, and no call can be made of it.
    case unusableContent
    /// The backend's GraphQL answer holds errors, which count as a failure.
    case graphQLErrors
    /// The request's content is larger than the limit.
    case requestTooLarge
    /// The request's content did not arrive in time.
    case requestTimeout
    /// The answer holds no data (MRG-4).
    case noData
    /// Two answers have a member of one name, which the policy of merging refuses.
    case collision
    /// A limit of the gateway's own is reached.
    case overloaded
  }

  /// Whose fault it was.
  public enum Origin: Sendable, Equatable {
    case client
    case gateway
    /// The backend at this position in the endpoint's list.
    case backend(Int)
  }

  /// Whether trying again may help, and harms nobody.
  public enum Retry: Sendable { case never, safe, onlyOnReusedConnection }

  /// What failed.
  public var kind: Kind
  /// Whose fault it was.
  public var origin: Origin
  /// Whether it may be tried again.
  public var retry: Retry
  /// What the log says, and the client where `return_error_msg` is on.
  public var detail: String
  /// What the client may hear whatever is hidden otherwise: it speaks of the client's own request.
  public var explanation: String?
  /// The status, the content and its type that `return_error_code` passes on (ST-4), else nil.
  public var answer: FailureAnswer?
  /// The position of the backend whose call came to this, whoever was at fault; nil for the request
  /// as a whole.
  public var slot: Int?

  /// Puts a failure together.
  public init(
    _ kind: Kind, _ origin: Origin, retry: Retry = .never, detail: String,
    answer: FailureAnswer? = nil
  ) {
    self.kind = kind
    self.origin = origin
    self.retry = retry
    self.detail = detail
    self.answer = answer
  }
}

/// What a failed backend said, where the configuration lets the client see it.
public struct FailureAnswer: Sendable {
  /// The backend's status.
  public var status: Status
  /// The backend's content.
  public var content: [UInt8]
  /// Its type, or nothing.
  public var contentType: [UInt8]
  /// The content as data, where it is JSON of the gateway's own making: a gRPC status, or the
  /// errors of a GraphQL answer.
  public var document: Document?
  /// The name of that where it stands among other things.
  public var documentName: StaticString = "grpc"
  /// What a client has to know about a status that is passed on: `Retry-After`, `WWW-Authenticate`.
  public var fields = HeaderFields()

  /// Puts an answer together.
  public init(status: Status, content: [UInt8], contentType: [UInt8]) {
    self.status = status
    self.content = content
    self.contentType = contentType
  }
}

extension GatewayFailure {
  /// The status that the client gets: the default contract is KrakenD's (RSP-4), which knows only
  /// 500 for whatever happens behind the gate.
  public var status: Status {
    switch kind {
    case .timeout, .noHost, .notConnected, .connectionLost, .malformedAnswer, .undecodable,
      .tooLarge, .noData, .collision, .clientLeft, .unusableContent:
      .internalServerError
    case .status, .graphQLErrors: answer?.status ?? .internalServerError
    case .badRequestContent: .badRequest
    case .requestTooLarge: .contentTooLarge
    case .requestTimeout: .requestTimeout
    case .overloaded: .serviceUnavailable
    }
  }
}
