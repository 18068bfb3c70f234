public import Network

/// Why a request over HTTP/2 came to nothing.
public enum HTTP2Failure: Error, Sendable {
  /// The name could not be resolved.
  case unresolved(ResolutionFailure)
  /// No connection could be made.
  case notConnected(SystemError)
  /// Connecting, the server's greeting included, took longer than `dialer_timeout`.
  case connectTimeout
  /// TLS could not be agreed on; in words.
  case noChannel(String)
  /// The server speaks something else; in words.
  case notHTTP2(String)
  /// The server takes connections and ends them, one after another, before they carry a request.
  case turnedAway
  /// Too many requests wait for a stream.
  case overloaded
  /// The server said that it did not look at the request, and trying again did not help.
  case refused
  /// The server reset the stream; with REFUSED_STREAM when its answer had begun, else it `refused`.
  case reset(HTTP2ErrorCode)
  /// The connection ended first, perhaps announced with a code.
  case connectionLost(HTTP2ErrorCode?)
  /// The server broke the rules of HTTP/2, on the stream or the connection.
  case malformed(HTTP2Violation)
  /// The answer is larger than its limit.
  case tooLarge
}

extension HTTP2Failure {
  /// Whether the server surely did nothing with the request: it may be sent elsewhere, whatever it
  /// asks for.
  public var isUnprocessed: Bool {
    switch self {
    case .unresolved, .notConnected, .connectTimeout, .noChannel, .notHTTP2, .turnedAway,
      .overloaded, .refused:
      true
    case .reset, .connectionLost, .malformed, .tooLarge: false
    }
  }

  /// Whether there was no connection to send anything on.
  public var isBeforeConnection: Bool {
    switch self {
    case .unresolved, .notConnected, .connectTimeout, .noChannel, .notHTTP2, .turnedAway: true
    case .overloaded, .refused, .reset, .connectionLost, .malformed, .tooLarge: false
    }
  }

  /// What a dialer reports.
  init(_ failure: ExchangeFailure) {
    switch failure {
    case .unresolved(let failure): self = .unresolved(failure)
    case .notConnected(let error): self = .notConnected(error)
    case .connectTimeout, .headTimeout: self = .connectTimeout
    case .noTunnel, .handshake, .handshakeTimeout: self = .noChannel("\(failure)")
    case .connectionLost, .channelBroken, .malformed, .tooLarge, .requestBody:
      self = .connectionLost(nil)
    }
  }
}

extension HTTP2Failure: CustomStringConvertible {
  /// What went wrong, in words.
  public var description: String {
    switch self {
    case .unresolved(let failure): "\(failure)"
    case .notConnected(let error): "\(error)"
    case .connectTimeout: "connect: timed out"
    case .noChannel(let words), .notHTTP2(let words): words
    case .turnedAway: "the server ends connections before they carry a request"
    case .overloaded: "too many requests wait for a connection"
    case .refused: "the server refused the stream"
    case .reset(let code): "the server reset the stream: \(code)"
    case .connectionLost(nil): "the connection ended before the answer did"
    case .connectionLost(let code?): "the connection ended before the answer did: \(code)"
    case .malformed(let violation): "malformed answer: \(violation)"
    case .tooLarge: "the answer is too large"
    }
  }
}
