/// How the body of an answer is delimited, and whether its connection can be used again.
public struct HTTP1ResponseFraming: Sendable, Equatable {
  /// How the body is delimited.
  public let body: HTTP1BodyFraming
  /// What `Content-Length` says, also where it only describes a body that is not sent (to HEAD,
  /// 304).
  public let length: UInt64?
  /// Whether the connection may carry another request once the answer is complete and no bytes are
  /// left over (RFC 9112 §9.3).
  public let canReuse: Bool

  /// Puts a framing together.
  public init(body: HTTP1BodyFraming, length: UInt64?, canReuse: Bool) {
    self.body = body
    self.length = length
    self.canReuse = canReuse
  }
}
