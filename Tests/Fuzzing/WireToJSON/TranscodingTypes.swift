import Foundation
public import Protobuf

/// The types of `Fixtures/descriptors` that fuzzing transcodes.
public enum TranscodingTypes {
  /// Both directions of one type.
  public struct Pair: Sendable {
    /// Canonical JSON out of the wire format.
    public let output: WireToJSON
    /// KrakenD's JSON out of the wire format.
    public let krakend: WireToJSON
    /// As above, with times and enumerations as text and no unset fields.
    public let text: WireToJSON
    /// Only some of the fields.
    public let part: WireToJSON
    /// JSON to the wire format.
    public let input: JSONToWire
    /// The same, as lenient as can be.
    public let lenient: JSONToWire
    /// Both directions with few levels.
    public let shallow: [(output: WireToJSON, input: JSONToWire)]
    /// Texts for fields.
    public let request: RequestMessage
    /// Paths that take texts.
    public let paths: [FieldPath]
  }

  private static let names = [
    "transcoding.Everything", "transcoding.Inner", "legacy.Tree", "legacy.Set", "legacy.Defaults",
    "google.protobuf.Any", "google.protobuf.Struct", "google.protobuf.Value",
    "google.protobuf.ListValue", "google.protobuf.Timestamp", "google.protobuf.Duration",
    "google.protobuf.FieldMask", "google.protobuf.Int64Value",
  ]

  /// All types; empty if the fixtures are not there.
  public static let all: [Pair] = {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let sets = ["transcoding", "legacy"].compactMap { name -> DescriptorSet? in
      let file = root.appending(path: "Fixtures/descriptors/\(name).pb")
      return (try? Data(contentsOf: file)).map { DescriptorSet(name: name, bytes: [UInt8]($0)) }
    }
    guard let schema = try? DescriptorPool.load(sets).schema else { return [] }
    return names.compactMap { schema.message(named: $0) }.map { pair(schema, $0) }
  }()

  private static func pair(_ schema: Schema, _ message: MessageID) -> Pair {
    let shape = KrakenDShape(
      names: .json, enumAsString: true, timestampAsString: true, durationAsString: true,
      removesUnset: true)
    let options = JSONInputOptions(assumeBytes: true, ignoreUnknown: true)
    let request = RequestMessage(schema, message: message, options: options)
    let names = schema[message].fields.map(\.name) + ["inner.inner.name", "child.child.i64"]
    return Pair(
      output: WireToJSON(schema, message: message, shape: .protojson),
      krakend: WireToJSON(schema, message: message, shape: .krakend(KrakenDShape())),
      text: WireToJSON(schema, message: message, shape: .krakend(shape)),
      part: WireToJSON(
        schema, message: message, shape: .protojson,
        selection: .denying(["inner.inner.name", "labels", "text", "child.child"])),
      input: JSONToWire(schema, message: message),
      lenient: JSONToWire(schema, message: message, options: options),
      shallow: [1, 2, 3, 5, 9].map { depth in
        let limits = TranscodeLimits(depth: depth)
        return (
          WireToJSON(schema, message: message, shape: .protojson, limits: limits),
          JSONToWire(schema, message: message, limits: limits)
        )
      },
      request: request, paths: names.compactMap { try? request.path($0) })
  }
}
