/// What JSON becomes on the wire. The order matters: scalars come first, then what holds others.
enum InputKind: UInt8 {
  case int32
  case int64
  case uint32
  case uint64
  case sint32
  case sint64
  case fixed32
  case fixed64
  case sfixed32
  case sfixed64
  case bool
  case double
  case float
  case enumeration
  /// `NullValue`.
  case null
  case string
  case bytes

  case message
  case group
  case structure
  case list
  case value
  case any
  case timestamp
  case duration
  case fieldMask
  case wrapper

  /// Whether it is written after a length, as fields.
  var isMessage: Bool { rawValue >= InputKind.message.rawValue }
  /// Whether `null` is a value of it.
  var takesNull: Bool { self == .null || self == .value }

  /// The kind of a field; messages are plain here.
  init(_ kind: FieldKind) {
    switch kind {
    case .int32: self = .int32
    case .int64: self = .int64
    case .uint32: self = .uint32
    case .uint64: self = .uint64
    case .sint32: self = .sint32
    case .sint64: self = .sint64
    case .fixed32: self = .fixed32
    case .fixed64: self = .fixed64
    case .sfixed32: self = .sfixed32
    case .sfixed64: self = .sfixed64
    case .bool: self = .bool
    case .double: self = .double
    case .float: self = .float
    case .enumeration: self = .enumeration
    case .string: self = .string
    case .bytes: self = .bytes
    case .message: self = .message
    case .group: self = .group
    }
  }
}
