import Bytes
public import Messages

/// The fields of a call → the metadata that goes with it (GRPC-11).
public struct MetadataRule: Sendable {
  private let renames: [(from: FieldName, to: FieldName)]

  /// Takes the renames of `header_mapping`.
  public init(renaming renames: [(from: FieldName, to: FieldName)] = []) {
    self.renames = renames
  }

  /// Appends what passes. What belongs to HTTP, to one connection or to the content stays behind:
  /// the message is another content. So does what is no text: metadata is visible ASCII.
  func append(_ fields: HeaderFields, to metadata: inout HeaderFields) {
    for index in 0..<fields.count {
      let name = fields.storage.span.extracting(fields.nameRange(at: index))
      let known = fields.entries[index].known
      let value = fields.storage.span.extracting(fields.valueRange(at: index))
      guard !MetadataRule.isHTTPOnly(known, name), MetadataRule.isText(value) else { continue }
      if let rename = renames.first(where: { name.equals($0.from.bytes.span) }) {
        append(rename.to, value, to: &metadata)
      } else if MetadataRule.isReserved(name) {
        MetadataRule.unreserved(name).map { append($0, value, to: &metadata) }
      } else if name.hasBinarySuffix {
        FieldName(name).map { append($0, value, to: &metadata) }
      } else {
        metadata.append(from: fields, at: index)
      }
    }
  }

  /// Of binary metadata a client that speaks HTTP sends Base64 already, or else text.
  private func append(
    _ name: FieldName, _ value: Span<UInt8>, to metadata: inout HeaderFields
  ) {
    guard let value = FieldValue(value) else { return }
    if GRPCMetadata.isBinary(name), BaseText.base64.decoded(value.bytes) == nil {
      GRPCMetadata.append(name, value.bytes, to: &metadata)
    } else {
      metadata.append(name, value)
    }
  }

  /// Names that begin with `grpc` are gRPC's own.
  private static func isReserved(_ name: Span<UInt8>) -> Bool {
    name.count >= 4 && name.extracting(0..<4).equalsIgnoringCase(lower: "grpc")
  }

  private static func unreserved(_ name: Span<UInt8>) -> FieldName? {
    var bytes = [UInt8]("in-")
    bytes.append(name)
    return FieldName(bytes.span)
  }

  private static func isText(_ value: Span<UInt8>) -> Bool {
    for index in value.indices where !(0x20...0x7E).contains(value[index]) { return false }
    return true
  }

  private static func isHTTPOnly(_ known: KnownField, _ name: Span<UInt8>) -> Bool {
    switch known {
    case .accept, .acceptEncoding, .contentEncoding, .contentLength, .contentType, .expect, .host,
      .range:
      true
    case .other: name.equalsIgnoringCase(lower: "te")
    default: known.isHopByHop
    }
  }
}

extension Span<UInt8> {
  /// Whether a name ends in `-bin`: its values are bytes (gRPC over HTTP/2, "Binary-Header").
  fileprivate var hasBinarySuffix: Bool {
    count > 4 && extracting((count - 4)...).equalsIgnoringCase(lower: "-bin")
  }
}
