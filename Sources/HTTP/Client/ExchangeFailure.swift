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
  /// The connection ended before the answer did.
  case connectionLost
  /// The answer's head did not come within `response_header_timeout`.
  case headTimeout
  /// The answer breaks the rules of HTTP.
  case malformed(HTTP1Violation)
  /// The answer is larger than the limit.
  case tooLarge
  /// The content of the request did not arrive whole.
  case requestBody(BodyFailure)
}
