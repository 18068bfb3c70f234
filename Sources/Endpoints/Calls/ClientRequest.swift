public import Messages

/// What the pipeline knows of a client's request when it calls backends.
public struct ClientRequest {
  /// Method, target and fields as received.
  public var head: RequestHead
  /// The values of the endpoint's placeholders.
  public var parameters: RequestParameters
  /// The address of the client (IP-1): see `ClientAddressRule`.
  public var clientAddress: FieldValue
  /// The content.
  public var content: CallContent

  /// The content that references lead into, where `content` is withheld from a backend.
  var withheld: CallContent?

  /// Puts a request together.
  public init(
    head: RequestHead, parameters: RequestParameters = .none, clientAddress: FieldValue,
    content: CallContent = .none
  ) {
    self.head = head
    self.parameters = parameters
    self.clientAddress = clientAddress
    self.content = content
  }

  /// The target as received; its query is read from here.
  var target: RequestTarget { head.target }
  /// The fields as received.
  var fields: HeaderFields { head.fields }

  /// The same request as a backend sees it that gets no content.
  var withoutContent: ClientRequest {
    var request = self
    request.withheld = content
    request.content = .none
    return request
  }
}
