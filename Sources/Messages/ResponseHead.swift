/// The status and the fields of an answer. The reason phrase carries nothing (RFC 9112 §4) and is
/// not kept.
public struct ResponseHead: Sendable {
  /// The status.
  public var status: Status
  /// The version that the server speaks.
  public var version: HTTPVersion
  /// The fields.
  public var fields: HeaderFields

  /// Puts a head together.
  public init(
    status: Status, version: HTTPVersion = .http11, fields: HeaderFields = HeaderFields()
  ) {
    self.status = status
    self.version = version
    self.fields = fields
  }
}
