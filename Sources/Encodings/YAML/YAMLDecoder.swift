import Bytes
public import Document

/// The `yaml` decoder: the first document of a text of YAML 1.2 as a `Document`. Aliases repeat
/// their value and count against the limits as often as they do, so none can explode; `<<` merges.
public enum YAMLDecoder {
  /// Decodes a text.
  public static func decode(
    _ content: Span<UInt8>, limits: DocumentLimits = .answer
  ) throws(DecodingError) -> Document {
    guard content.count <= limits.bytes else { throw .tooLarge }
    var reader = YAMLTreeReader(limits: limits)
    try reader.read(content)
    var writer = YAMLTreeWriter(reader.nodes, bytes: content.count, limits: limits)
    return try writer.document(0)
  }
}
