/// The messages whose JSON form is not that of an object of their fields (ProtoJSON), and
/// `google.api.HttpBody`, which a gateway does not transcode at all.
public enum WellKnownType: Hashable, Sendable {
  case any, timestamp, duration, fieldMask, structure, value, listValue, empty
  /// `google.protobuf.Int32Value` and its like: field 1, a scalar of this kind.
  case wrapper
  case httpBody

  /// By full name.
  public init?(name: String) {
    switch name {
    case "google.protobuf.Any": self = .any
    case "google.protobuf.Timestamp": self = .timestamp
    case "google.protobuf.Duration": self = .duration
    case "google.protobuf.FieldMask": self = .fieldMask
    case "google.protobuf.Struct": self = .structure
    case "google.protobuf.Value": self = .value
    case "google.protobuf.ListValue": self = .listValue
    case "google.protobuf.Empty": self = .empty
    case "google.protobuf.DoubleValue", "google.protobuf.FloatValue",
      "google.protobuf.Int64Value", "google.protobuf.UInt64Value",
      "google.protobuf.Int32Value", "google.protobuf.UInt32Value",
      "google.protobuf.BoolValue", "google.protobuf.StringValue", "google.protobuf.BytesValue":
      self = .wrapper
    case "google.api.HttpBody": self = .httpBody
    default: return nil
    }
  }
}
