import Bytes
public import Messages

/// How the messages of one direction of a call may be compressed (`grpc-encoding`).
public enum GRPCCoding: Sendable, Equatable {
  case identity, gzip
  /// One that this side does not know: messages that are not compressed can still be read.
  case other

  /// The coding that an answer's head names.
  public init(of head: ResponseHead) {
    guard let name = Self.field, let index = head.fields.firstIndex(of: name) else {
      self = .identity
      return
    }
    let fields = head.fields
    let value = fields.storage.span.extracting(fields.valueRange(at: index))
    if value.equalsIgnoringCase(lower: "gzip") {
      self = .gzip
    } else {
      self = value.equalsIgnoringCase(lower: "identity") ? .identity : .other
    }
  }

  private static let field = FieldName("grpc-encoding")
}
