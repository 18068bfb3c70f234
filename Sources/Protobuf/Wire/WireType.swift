/// How a field travels: the low three bits of its tag.
enum WireType {
  static let varint: UInt8 = 0
  static let fixed64: UInt8 = 1
  static let delimited: UInt8 = 2
  static let startGroup: UInt8 = 3
  static let endGroup: UInt8 = 4
  static let fixed32: UInt8 = 5
}

extension FieldKind {
  /// How one value of this kind travels.
  var wireType: UInt8 {
    switch self {
    case .double, .fixed64, .sfixed64: WireType.fixed64
    case .float, .fixed32, .sfixed32: WireType.fixed32
    case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .bool, .enumeration: WireType.varint
    case .string, .bytes, .message: WireType.delimited
    case .group: WireType.startGroup
    }
  }

  /// Whether several values may share one length-delimited field.
  var isPackable: Bool {
    switch self {
    case .string, .bytes, .message, .group: false
    default: true
    }
  }
}

extension Field {
  /// The tag in front of one value.
  var tag: UInt64 { UInt64(UInt32(bitPattern: number)) << 3 | UInt64(kind.wireType) }
}
