/// How a field travels: the low three bits of its tag.
enum WireForm {
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
    case .double, .fixed64, .sfixed64: WireForm.fixed64
    case .float, .fixed32, .sfixed32: WireForm.fixed32
    case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .bool, .enumeration: WireForm.varint
    case .string, .bytes, .message: WireForm.delimited
    case .group: WireForm.startGroup
    }
  }
}

extension Field {
  /// The tag in front of one value.
  var tag: UInt64 { UInt64(UInt32(bitPattern: number)) << 3 | UInt64(kind.wireType) }
}
