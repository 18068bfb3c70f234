import Bytes
import Messages

/// A request that a scripted backend received.
public struct RecordedRequest: Sendable {
  /// The method.
  public let method: String
  /// The target as it stood on the wire.
  public let target: String
  /// The fields, names in canonical form.
  public let fields: [TestField]
  /// The content, without its framing.
  public let content: [UInt8]
  /// Whether the content came in chunks.
  public let isChunked: Bool
  /// The number of the connection it came by, from 0.
  public let connection: Int

  init(_ head: RequestHead, content: [UInt8], isChunked: Bool, connection: Int) {
    method = String(decoding: head.method.bytes, as: UTF8.self)
    target = String(decoding: head.target.bytes, as: UTF8.self)
    fields = [TestField](head.fields)
    self.content = content
    self.isChunked = isChunked
    self.connection = connection
  }

  /// A call of gRPC, whose messages were read as JSON.
  init(_ request: GRPCRecordedRequest, json: [UInt8]) {
    method = "POST"
    target = request.path
    fields = request.fields
    content = json
    isChunked = false
    connection = request.connection
  }
}

extension [TestField] {
  init(_ fields: HeaderFields) {
    self = (0..<fields.count).map { index in
      TestField(
        String(decoding: fields.storage[fields.nameRange(at: index)], as: UTF8.self),
        String(decoding: fields.storage[fields.valueRange(at: index)], as: UTF8.self))
    }
  }
}
