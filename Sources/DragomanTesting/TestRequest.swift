import HTTP
import Messages

/// A request that a test sends.
public struct TestRequest: Sendable {
  /// The method.
  public var method: String
  /// The target: a path, perhaps with a query.
  public var target: String
  /// Fields; `Host` and those that frame the message are added.
  public var fields: [TestField]
  /// The content; nil for none.
  public var content: [UInt8]?

  /// Puts a request together.
  public init(
    _ method: String = "GET", _ target: String, fields: [TestField] = [], content: [UInt8]? = nil
  ) {
    self.method = method
    self.target = target
    self.fields = fields
    self.content = content
  }

  /// The request for the wire. What could not stand there is left out: a tester sees that in the
  /// answer; a target that is none becomes `/`.
  func outgoing(host: String) -> OutgoingRequest {
    var fields = HeaderFields()
    if let host = FieldValue(host) { fields.append(.host, host) }
    for field in self.fields {
      guard let name = FieldName(field.name), let value = FieldValue(field.value) else { continue }
      fields.append(name, value)
    }
    let method = Method(Array(method.utf8).span) ?? .get
    var head: [UInt8] = []
    if let target = OriginFormTarget(Array(target.utf8)) ?? OriginFormTarget([UInt8]("/".utf8)) {
      HTTP1Writer.writeRequest(
        method: method, target: target, fields: fields,
        framing: content.map { .length(UInt64($0.count)) } ?? .none, to: &head)
    }
    return OutgoingRequest(
      head: head, method: method, content: content.map { .whole($0, chunked: false) } ?? .none)
  }
}
