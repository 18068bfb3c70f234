import Bytes
import Messages

extension GRPCServerCall {
  static func framed(_ message: [UInt8], _ reply: GRPCReply) -> [UInt8] {
    let isCompressed = reply.encoding == "gzip"
    let body = isCompressed ? StoredGzip.encode(message) : message
    let length = UInt32(truncatingIfNeeded: body.count)
    let digits = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    return [isCompressed ? 1 : 0] + digits + body
  }

  static func head(of reply: GRPCReply) -> ResponseHead {
    var fields = HeaderFields()
    if let type = reply.contentType { fields.add("content-type", type) }
    if let encoding = reply.encoding { fields.add("grpc-encoding", encoding) }
    for field in reply.initialMetadata { fields.add(field.name, field.value) }
    if reply.isTrailersOnly { fields.append(contentsOf: trailers(of: reply) ?? HeaderFields()) }
    return ResponseHead(status: Status(reply.httpStatus) ?? .ok, version: .http2, fields: fields)
  }

  /// Nil where there are none, and the content just ends.
  static func trailers(of reply: GRPCReply) -> HeaderFields? {
    var fields = HeaderFields()
    if let status = reply.status { fields.add("grpc-status", "\(status)") }
    if let message = reply.message { fields.add("grpc-message", message) }
    if let details = reply.details {
      fields.add("grpc-status-details-bin", BaseText.base64.encoded(details))
    }
    for field in reply.trailingMetadata { fields.add(field.name, field.value) }
    return fields.isEmpty ? nil : fields
  }
}
