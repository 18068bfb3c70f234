/// How the body of a request is delimited, and what its head says about the connection.
public struct HTTP1RequestFraming: Sendable, Equatable {
  /// How a request body is delimited; never by the end of the connection (RFC 9112 §6.3).
  public enum Body: Sendable, Equatable {
    /// No body.
    case none
    /// This many bytes.
    case length(UInt64)
    /// Chunks; trailers may follow.
    case chunked
  }

  /// How the body is delimited.
  public let body: Body
  /// Whether the client lets the connection stay open (RFC 9112 §9.3).
  public let keepsAlive: Bool
  /// Whether the client waits for `100 Continue` before it sends its body (RFC 9110 §10.1.1).
  public let expectsContinue: Bool

  /// No body, and nothing after it.
  public static let none = HTTP1RequestFraming(
    body: .none, keepsAlive: false, expectsContinue: false)

  /// Puts a framing together.
  public init(body: Body, keepsAlive: Bool, expectsContinue: Bool) {
    self.body = body
    self.keepsAlive = keepsAlive
    self.expectsContinue = expectsContinue
  }
}
