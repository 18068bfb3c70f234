public import Messages

/// What a client hears of failures.
public enum FailureContract: Sendable, Equatable {
  /// KrakenD's: 500 for whatever happens behind the gate, without content (RSP-4).
  case krakend
  /// A status that tells what happened, and an object that says it (RFC 9457).
  case problem(Disclosure)

  /// How much of the inside is shown.
  public struct Disclosure: Sendable, Equatable {
    /// Whether the text of the log is shown: it may name internal addresses.
    public var showsDetail: Bool
    /// How many bytes of a failed backend's content are shown; 0 for none.
    public var backendBody: Int

    /// Says how much is shown; without arguments nothing.
    public init(showsDetail: Bool = false, backendBody: Int = 0) {
      self.showsDetail = showsDetail
      self.backendBody = backendBody
    }
  }
}

extension GatewayFailure {
  /// The status that tells what happened (`problem+json`).
  public var preciseStatus: Status {
    switch kind {
    case .timeout: .gatewayTimeout
    case .noHost, .overloaded: .serviceUnavailable
    case .notConnected, .connectionLost, .malformedAnswer, .noData, .collision: .badGateway
    // What the gateway itself could not bring into shape is no backend's fault.
    case .undecodable, .tooLarge: origin == .gateway ? .internalServerError : .badGateway
    case .status(let status): GatewayFailure.passed(status)
    case .badRequestContent, .unusableContent: .badRequest
    case .graphQLErrors: answer?.status ?? .badGateway
    case .requestTooLarge: .contentTooLarge
    case .requestTimeout: .requestTimeout
    case .clientLeft: .internalServerError
    }
  }

  /// A backend's status is kept, unless it is no error, or speaks of the connection to the gateway.
  private static func passed(_ status: Status) -> Status {
    status.code >= 400 && status.code != 407 && status.code != 421 ? status : .badGateway
  }

  /// The name of the kind, for clients.
  public var kindName: StaticString {
    switch kind {
    case .timeout: "timeout"
    case .clientLeft: "client_left"
    case .noHost: "no_host"
    case .notConnected: "not_connected"
    case .connectionLost: "connection_lost"
    case .malformedAnswer: "malformed_answer"
    case .undecodable: "undecodable_answer"
    case .tooLarge: "answer_too_large"
    case .status: "status"
    case .badRequestContent, .unusableContent: "bad_request"
    case .graphQLErrors: "graphql_errors"
    case .requestTooLarge: "request_too_large"
    case .requestTimeout: "request_timeout"
    case .noData: "no_data"
    case .collision: "collision"
    case .overloaded: "overloaded"
    }
  }

  /// What happened, in a sentence without internals.
  public var plainDetail: StaticString {
    switch kind {
    case .timeout: "a backend did not answer in time"
    case .clientLeft: "the client closed its connection"
    case .noHost: "no backend is available"
    case .notConnected: "a backend could not be reached"
    case .connectionLost: "a backend broke off its answer"
    case .malformedAnswer: "a backend's answer breaks the rules of HTTP"
    case .undecodable: "a backend's answer could not be read"
    case .tooLarge: "an answer is larger than allowed"
    case .status: "a backend answered with an error"
    case .badRequestContent, .unusableContent: "the request cannot be understood"
    case .graphQLErrors: "a backend answered with errors"
    case .requestTooLarge: "the content of the request is larger than allowed"
    case .requestTimeout: "the content of the request did not arrive in time"
    case .noData: "a backend's answer holds no data"
    case .collision: "the answers of two backends contradict each other"
    case .overloaded: "the gateway is overloaded"
    }
  }

  /// Which of several failures speaks for all: a fault of the client's first; the first, if all
  /// have one status; else a timeout, else what is unavailable, else 502.
  public static func verdict(_ failures: [GatewayFailure]) -> (status: Status, GatewayFailure?) {
    if let own = failures.first(where: { $0.origin == .client && $0.kind != .clientLeft }) {
      return (own.preciseStatus, own)
    }
    guard let first = failures.first else { return (.internalServerError, nil) }
    if failures.allSatisfy({ $0.preciseStatus == first.preciseStatus }) {
      return (first.preciseStatus, first)
    }
    for status in [Status.gatewayTimeout, .serviceUnavailable] {
      if let found = failures.first(where: { $0.preciseStatus == status }) {
        return (status, found)
      }
    }
    return (.badGateway, nil)
  }
}
