/// Which JSON a message becomes.
public struct JSONShape: Hashable, Sendable {
  /// What becomes of fields that are not set.
  enum Unset: Hashable, Sendable {
    /// They are left out.
    case omitted
    /// Those whose absence means zero are there, lists and maps too.
    case implicitPrinted
    /// All are there but members of oneofs and extensions: messages as `null`.
    case printed
  }

  /// Which names fields have.
  var names = FieldNames.json
  /// 64-bit integers are strings.
  var quotesLongs = true
  var enumsAsNames = true
  var timestampsAsText = true
  var durationsAsText = true
  var masksAsText = true
  var unset = Unset.omitted
  /// What JSON cannot say, or an `Any` of unknown type, is an error, not the nearest form.
  var isStrict = true

  /// ProtoJSON as protobuf specifies it; fields without a value are left out.
  public static let protojson = JSONShape()

  /// ProtoJSON; with `printsDefaults`, fields whose absence means zero are there.
  public static func protojson(
    printsDefaults: Bool, names: FieldNames = .json
  ) -> JSONShape {
    var shape = JSONShape()
    shape.unset = printsDefaults ? .implicitPrinted : .omitted
    shape.names = names
    return shape
  }

  /// What KrakenD's gRPC client makes of a message (GRPC-9, GRPC-10, GRPC-D3).
  public static func krakend(_ shape: KrakenDShape) -> JSONShape {
    var result = JSONShape()
    result.names = shape.names
    result.quotesLongs = false
    result.enumsAsNames = shape.enumAsString
    result.timestampsAsText = shape.timestampAsString
    result.durationsAsText = shape.durationAsString
    result.masksAsText = false
    result.unset = shape.removesUnset ? .omitted : .printed
    result.isStrict = false
    return result
  }
}

/// Which of its two names a field goes by.
public enum FieldNames: Hashable, Sendable {
  /// That of the `.proto` file, usually in snake case.
  case proto
  /// `json_name`, usually in camel case.
  case json
}
