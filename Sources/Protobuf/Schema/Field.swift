/// A field of a message, or an extension of it that the catalog knows.
public struct Field: Sendable {
  /// The name in the `.proto` file; of an extension the full name in brackets, `[shop.v1.note]`,
  /// which is how ProtoJSON writes it.
  public let name: String
  /// `json_name`, lower camel case unless the file says otherwise.
  public let jsonName: String
  /// The field number, 1 to 536 870 911.
  public let number: Int32
  /// What one value is, and how it travels.
  public let kind: FieldKind
  /// How often it may be there.
  public let cardinality: Cardinality
  /// An index into `MessageType.oneofs`.
  public let oneof: Int?
  /// `[default = …]` of proto2 and of editions.
  public let defaultValue: DefaultValue?
  /// Repeated scalars are written packed. Read are both forms, whatever this says.
  public let isPacked: Bool
  /// Text that is no UTF-8 is refused (proto3, and editions unless a feature says otherwise).
  public let validatesUTF8: Bool
  /// Declared outside of the message, by `extend`.
  public let isExtension: Bool

  /// A field as the linker resolved it.
  public init(
    name: String, jsonName: String, number: Int32, kind: FieldKind, cardinality: Cardinality,
    oneof: Int? = nil, defaultValue: DefaultValue? = nil, isPacked: Bool = false,
    validatesUTF8: Bool = true, isExtension: Bool = false
  ) {
    self.name = name
    self.jsonName = jsonName
    self.number = number
    self.kind = kind
    self.cardinality = cardinality
    self.oneof = oneof
    self.defaultValue = defaultValue
    self.isPacked = isPacked
    self.validatesUTF8 = validatesUTF8
    self.isExtension = isExtension
  }

  /// How often a field may be there, and whether its absence can be told from its zero value.
  public enum Cardinality: Hashable, Sendable {
    /// Zero is not written (proto3 without `optional`).
    case implicit
    /// `optional`, members of a oneof, messages.
    case explicit
    case required
    case repeated
    /// The field's kind is the entry message, whose fields 1 and 2 are key and value.
    case map
  }

  /// What a field that is not there stands for.
  public enum DefaultValue: Hashable, Sendable {
    /// Every signed integer.
    case signed(Int64)
    case unsigned(UInt64)
    case floating(Double)
    case bool(Bool)
    /// The number of an enum value.
    case enumeration(Int32)
    /// UTF-8 of a string, or bytes.
    case bytes([UInt8])
  }
}

/// What one value of a field is, and how it travels.
public enum FieldKind: Hashable, Sendable {
  case double, float
  case int32, int64, uint32, uint64, sint32, sint64
  case fixed32, fixed64, sfixed32, sfixed64
  case bool, string, bytes
  case enumeration(EnumID)
  /// Length-delimited.
  case message(MessageID)
  /// Delimited by start and end tags: proto2 groups, `message_encoding = DELIMITED`.
  case group(MessageID)

  /// The message of a message or group.
  public var message: MessageID? {
    switch self {
    case .message(let id), .group(let id): id
    default: nil
    }
  }
}
