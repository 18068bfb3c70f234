/// Makes the content of a call out of the values of a request, for a protocol whose calls are
/// messages: the gateway's own form of them, not the client's, goes to the backend.
public protocol MessageComposer: Sendable {
  /// Whether the client's content, or that of the request's template, becomes part of the message.
  var usesContent: Bool { get }
  /// Whether the client's query is among the values, and therefore no part of the target.
  var takesQuery: Bool { get }
  /// Names of the query that mean something to the backend's protocol: no pair of the client's with
  /// such a name becomes part of the target.
  var ownQueryNames: [[UInt8]] { get }
  /// What else the message refers to; `CallInputs.found` has the values, in this order.
  var references: [Reference] { get }

  /// Puts the message into a call, which has the content that the client, or the request's
  /// template, gave. A value that cannot be expressed is refused, and nothing is called (GRPC-D5).
  func compose(_ inputs: CallInputs, into call: inout BackendCall) throws(CallRefusal)
}

extension MessageComposer {
  /// Most messages have no other place for what a query says.
  public var takesQuery: Bool { true }

  /// Most protocols have nothing in a query.
  public var ownQueryNames: [[UInt8]] { [] }

  /// Most messages refer to nothing.
  public var references: [Reference] { [] }
}
