public import Messages
public import Network

/// Why an exchange with a server came to nothing.
public enum ExchangeFailure: Error, Sendable {
  /// The name could not be resolved.
  case unresolved(ResolutionFailure)
  /// No connection could be made.
  case notConnected(SystemError)
  /// Connecting took longer than `dialer_timeout`.
  case connectTimeout
  /// The proxy gave no way to the server; why, in words.
  case noTunnel(String)
  /// TLS could not be agreed on.
  case handshake(TLSFailure)
  /// Agreeing on TLS took too long.
  case handshakeTimeout
  /// The connection ended before the answer did.
  case connectionLost
  /// TLS broke under the exchange.
  case channelBroken(TLSFailure)
  /// The answer's head did not come within `response_header_timeout`.
  case headTimeout
  /// The answer breaks the rules of HTTP.
  case malformed(HTTP1Violation)
  /// The answer is larger than the limit.
  case tooLarge
  /// The content of the request did not arrive whole.
  case requestBody(BodyFailure)
}

extension ExchangeFailure {
  /// Whether no connection was made, so that nothing of the request can have been seen.
  public var isBeforeRequest: Bool {
    switch self {
    case .unresolved, .notConnected, .connectTimeout, .noTunnel, .handshake, .handshakeTimeout: true
    case .connectionLost, .channelBroken, .headTimeout, .malformed, .tooLarge, .requestBody: false
    }
  }
}

extension ExchangeFailure: CustomStringConvertible {
  /// What went wrong, in words.
  public var description: String {
    switch self {
    case .unresolved(let failure): "\(failure)"
    case .notConnected(let error): "\(error)"
    case .connectTimeout: "connect: timed out"
    case .noTunnel(let reason): reason
    case .handshake(let failure), .channelBroken(let failure): "\(failure)"
    case .handshakeTimeout: "TLS handshake: timed out"
    case .connectionLost: "the connection ended before the answer did"
    case .headTimeout: "timeout awaiting response headers"
    case .malformed(let violation): "malformed answer: \(violation)"
    case .tooLarge: "the answer is too large"
    case .requestBody(let failure): "the content of the request: \(failure)"
    }
  }
}
