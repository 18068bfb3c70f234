/// The JSON that the messages of a gRPC answer become (GRPC-9, GRPC-10): `json` and the flags
/// beside it, resolved.
public struct GRPCOutputSettings: Sendable, Equatable {
  /// ProtoJSON to the letter: 64-bit integers are texts, and all that the flags below leave open.
  public var isCanonical = false
  /// The names of the fields.
  public var naming = GRPCNaming.snakeCase
  /// Enums are names, not numbers.
  public var enumsAreNames = false
  /// A Timestamp is a text of RFC 3339, not an object.
  public var timestampsAreText = false
  /// A Duration is a text in seconds, not an object.
  public var durationsAreText = false
  /// What is not set is left out; otherwise it has its default.
  public var omitsUnset = false

  /// KrakenD's shape.
  public init() {}

  /// What ProtoJSON has by default.
  static var protoJSON: GRPCOutputSettings {
    var output = GRPCOutputSettings()
    output.isCanonical = true
    output.naming = .camelCase
    output.enumsAreNames = true
    output.timestampsAreText = true
    output.durationsAreText = true
    output.omitsUnset = true
    return output
  }
}
