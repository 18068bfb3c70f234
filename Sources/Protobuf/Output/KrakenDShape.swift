/// The switches of KrakenD's output (GRPC-9, GRPC-10).
///
/// What they do not speak of: `Struct`, `Value`, `ListValue`, `NullValue` and wrappers are the JSON
/// that they stand for, an unset wrapper is `null`; a `FieldMask` is an object as any message.
public struct KrakenDShape: Hashable, Sendable {
  /// `response_naming_convention`.
  public var names: FieldNames
  /// `output_enum_as_string`.
  public var enumAsString: Bool
  /// `output_timestamp_as_string`.
  public var timestampAsString: Bool
  /// `output_duration_as_string`.
  public var durationAsString: Bool
  /// `output_remove_unset_values`.
  public var removesUnset: Bool

  /// KrakenD's defaults, but for what is given.
  public init(
    names: FieldNames = .proto, enumAsString: Bool = false, timestampAsString: Bool = false,
    durationAsString: Bool = false, removesUnset: Bool = false
  ) {
    self.names = names
    self.enumAsString = enumAsString
    self.timestampAsString = timestampAsString
    self.durationAsString = durationAsString
    self.removesUnset = removesUnset
  }
}
