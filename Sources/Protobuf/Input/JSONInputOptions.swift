/// How JSON is read.
public struct JSONInputOptions: Hashable, Sendable {
  /// Which names of fields are taken.
  public enum Names: Hashable, Sendable {
    /// Both, as ProtoJSON has it.
    case either
    /// Those of the `.proto` file only.
    case proto
    /// `json_name`s only.
    case json
  }

  /// `input_assume_bytes` (GRPC-15): text for bytes that is no base64 is taken as it is.
  public var assumeBytes: Bool
  /// Members that the message does not have, and names that an enumeration does not have, are
  /// passed over instead of refused.
  public var ignoreUnknown: Bool
  /// Which names of fields are taken.
  public var names: Names

  /// ProtoJSON's rules, but for what is given.
  public init(assumeBytes: Bool = false, ignoreUnknown: Bool = false, names: Names = .either) {
    self.assumeBytes = assumeBytes
    self.ignoreUnknown = ignoreUnknown
    self.names = names
  }
}
