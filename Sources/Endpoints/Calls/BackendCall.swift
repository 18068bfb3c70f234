public import Messages

/// What goes to one backend. The adapter adds what belongs to the host that it chooses: `Host`
/// (HDR-8), a base path in front of the target, and the field that frames the content.
public struct BackendCall {
  /// The method of the backend.
  public var method: Method
  /// Path and query in origin form.
  public var target: OriginFormTarget
  /// All fields but `Host`, `Content-Length` and `Transfer-Encoding`.
  public var fields: HeaderFields
  /// The content.
  public var content: CallContent
  /// How the content is framed (HDR-9).
  public var framing: CallFraming
  /// Whether the gateway itself added `Accept-Encoding: gzip`: then the answer is inflated and
  /// loses its encoding and length fields (HDR-7). If the client asked, the coding is the client's
  /// business.
  public var addedAcceptEncoding: Bool
  /// The client's own fields, where the call is a message, which they are no part of.
  public var clientFields = HeaderFields()
  /// Whether the receiver wants to hear of the answer's head by itself.
  public var wantsHead = false

  /// Puts a call together.
  public init(
    method: Method, target: OriginFormTarget, fields: HeaderFields, content: CallContent,
    framing: CallFraming, addedAcceptEncoding: Bool
  ) {
    self.method = method
    self.target = target
    self.fields = fields
    self.content = content
    self.framing = framing
    self.addedAcceptEncoding = addedAcceptEncoding
  }
}
