import Bytes
public import Messages

/// The fields of a call → the metadata that goes with it (GRPC-11).
public struct MetadataRule: Sendable {
  /// Names in lower case, and what they are called as metadata.
  private let renames: [(from: [UInt8], to: FieldName)]

  /// Takes the renames of `header_mapping`; names are in lower case.
  public init(renaming renames: [(from: String, to: FieldName)] = []) {
    self.renames = renames.map { (Array($0.from.utf8), $0.to) }
  }

  /// Appends what passes. What belongs to HTTP, to one connection or to the content stays behind:
  /// the message is another content.
  func append(_ fields: HeaderFields, to metadata: inout HeaderFields) {
    for index in 0..<fields.count {
      let name = fields.storage.span.extracting(fields.nameRange(at: index))
      let known = fields.entries[index].known
      guard !MetadataRule.isHTTPOnly(known, name) else { continue }
      let value = fields.storage.span.extracting(fields.valueRange(at: index))
      if let rename = renames.first(where: { name.equalsIgnoringCase($0.from) }) {
        append(rename.to, value, to: &metadata)
      } else if MetadataRule.isReserved(name) || name.hasBinarySuffix {
        guard let own = MetadataRule.own(name) else { continue }
        append(own, value, to: &metadata)
      } else if MetadataRule.isText(value) {
        metadata.append(from: fields, at: index)
      }
    }
  }

  /// Metadata is visible ASCII; of binary metadata, a client that speaks HTTP sends Base64 already.
  private func append(
    _ name: FieldName, _ value: Span<UInt8>, to metadata: inout HeaderFields
  ) {
    guard MetadataRule.isText(value), let value = FieldValue(value) else { return }
    if name.bytes.span.hasBinarySuffix, BaseText.base64.decoded(value.bytes) == nil {
      _ = GRPCMetadata.append(name, value.bytes, to: &metadata)
    } else {
      metadata.append(name, value)
    }
  }

  /// Names that begin with `grpc` are gRPC's own.
  private static func isReserved(_ name: Span<UInt8>) -> Bool {
    name.count >= 4 && name.extracting(0..<4).equalsIgnoringCase(lower: "grpc")
  }

  private static func own(_ name: Span<UInt8>) -> FieldName? {
    var bytes: [UInt8] = []
    if isReserved(name) { bytes.append("in-") }
    for index in name.indices { bytes.append(ASCII.lowercased(name[index])) }
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
