extension FieldKind {
  /// The scalar of a number of `FieldDescriptorProto.Type`; nil for groups, messages and
  /// enumerations, and for what is no type.
  init?(scalar type: Int32) {
    switch type {
    case 1: self = .double
    case 2: self = .float
    case 3: self = .int64
    case 4: self = .uint64
    case 5: self = .int32
    case 6: self = .fixed64
    case 7: self = .fixed32
    case 8: self = .bool
    case 9: self = .string
    case 12: self = .bytes
    case 13: self = .uint32
    case 15: self = .sfixed32
    case 16: self = .sfixed64
    case 17: self = .sint32
    case 18: self = .sint64
    default: return nil
    }
  }

  /// Whether repeated values may share one length.
  var isPackable: Bool {
    switch self {
    case .string, .bytes, .message, .group: false
    default: true
    }
  }

  /// Whether it can be the key of a map.
  var isMapKey: Bool {
    switch self {
    case .double, .float, .bytes, .enumeration, .message, .group: false
    default: true
    }
  }
}
