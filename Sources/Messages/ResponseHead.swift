/// The status and the fields of an answer. The reason phrase carries nothing (RFC 9112 §4) and is
/// not kept. Shared by reference: it goes through many hands, and none of them changes it.
public final class ResponseHead: Sendable {
  /// The status.
  public let status: Status
  /// The version that the server speaks.
  public let version: HTTPVersion
  /// The fields.
  public let fields: HeaderFields

  /// Puts a head together.
  public init(
    status: Status, version: HTTPVersion = .http11, fields: HeaderFields = HeaderFields()
  ) {
    self.status = status
    self.version = version
    self.fields = fields
  }
}
