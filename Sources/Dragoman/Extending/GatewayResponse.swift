public import Document
public import Messages

/// The answer to a client as request middleware sees it.
public struct GatewayResponse {
  /// What is sent behind the head.
  public enum Content {
    /// All of it.
    case bytes([UInt8])
    /// As it arrives from the one backend of a `no-op` endpoint.
    case stream(any BodySource)
  }

  /// The status.
  public var status: Status
  /// The fields; the server adds `Date` and those that frame the content.
  public var fields: HeaderFields
  /// The content.
  public var content: Content

  /// Puts an answer together.
  public init(
    status: Status = .ok, fields: HeaderFields = HeaderFields(), content: Content = .bytes([])
  ) {
    self.status = status
    self.fields = fields
    self.content = content
  }

  /// An answer in plain text.
  public static func text(_ text: String, status: Status = .ok) -> GatewayResponse {
    var fields = HeaderFields()
    fields.append(.contentType, "text/plain; charset=utf-8")
    return GatewayResponse(status: status, fields: fields, content: .bytes(Array(text.utf8)))
  }

  /// An answer in JSON.
  public static func json(_ document: Document, status: Status = .ok) -> GatewayResponse {
    var fields = HeaderFields()
    fields.append(.contentType, "application/json; charset=utf-8")
    return GatewayResponse(status: status, fields: fields, content: .bytes(document.text))
  }
}
