public import Messages

/// What the pipeline knows of a client's request when it calls backends.
public struct ClientRequest {
  /// The method.
  public var method: Method
  /// The target as received; its query is read from here.
  public var target: RequestTarget
  /// The values of the endpoint's placeholders.
  public var parameters: RequestParameters
  /// The fields as received.
  public var fields: HeaderFields
  /// The address of the client (IP-1): see `ClientAddressRule`.
  public var clientAddress: FieldValue
  /// The `Host` received, or the authority of an absolute target; empty if there was none.
  public var host: FieldValue
  /// The content.
  public var content: CallContent

  /// Puts a request together.
  public init(
    method: Method, target: RequestTarget, parameters: RequestParameters = .none,
    fields: HeaderFields = HeaderFields(), clientAddress: FieldValue, host: FieldValue,
    content: CallContent = .none
  ) {
    self.method = method
    self.target = target
    self.parameters = parameters
    self.fields = fields
    self.clientAddress = clientAddress
    self.host = host
    self.content = content
  }

  /// The same request as a backend sees it that gets no content.
  var withoutContent: ClientRequest {
    var request = self
    request.content = .none
    return request
  }
}
