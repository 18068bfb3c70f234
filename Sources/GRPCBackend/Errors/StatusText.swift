import Bytes
import Document
public import Protobuf

/// A status as JSON, for clients: `{"code":5,"status":"NOT_FOUND","message":…,"details":[…]}`.
public struct StatusText: Sendable {
  /// Reads a `google.rpc.Status`; nil where the catalog is not to be asked.
  private let transcoder: WireToJSON?

  /// Details are told by the types of a schema; those that it does not know as their bytes.
  public init(_ schema: Schema?) {
    transcoder = schema.flatMap { schema in
      schema.message(named: "google.rpc.Status").map { message in
        WireToJSON(
          schema, message: message,
          shape: .krakend(
            KrakenDShape(
              names: .json, enumAsString: true, timestampAsString: true, durationAsString: true,
              removesUnset: true)),
          limits: TranscodeLimits())
      }
    }
  }

  /// Without the message there are no details either.
  func document(_ status: GRPCStatus, tellsMessage: Bool = true) -> Document {
    var builder = DocumentBuilder(capacity: 128 + status.message.utf8.count)
    builder.beginObject()
    builder.append(name: "code")
    builder.append(number: Int(status.code.rawValue))
    builder.append(name: "status")
    builder.append(string: [UInt8](status.code.name).span)
    if tellsMessage {
      builder.append(name: "message")
      builder.append(string: status.message)
      if let details = details(of: status) {
        builder.append(name: "details")
        builder.append(details)
      }
    }
    builder.end()
    return builder.finish()
  }

  /// The member `details`; nil where there is none, or it cannot be read: a status that arrived is
  /// worth more than its details.
  private func details(of status: GRPCStatus) -> Document? {
    guard let bytes = status.details, let transcoder,
      let whole = try? transcoder.document(bytes.span),
      let node = whole.value(of: Array("details".utf8), in: 0)
    else { return nil }
    return try? Document.scan(whole.slice(of: node), .strict)
  }
}
