/// What a value on the wire becomes as JSON. The order matters: numbers come first.
enum OutputKind: UInt8 {
  /// The low 32 bits with their sign: `int32`, `sfixed32`, enumerations as numbers.
  case signed32
  case signed64
  case unsigned
  case zigzag32
  case zigzag64
  case quotedSigned
  case quotedUnsigned
  case quotedZigzag
  case bool
  case double
  case float
  case enumName
  /// `NullValue`.
  case null

  case string
  case bytes

  /// An object of its fields.
  case message
  /// `Struct`: an object of what is in its map.
  case structure
  /// `ListValue`: an array of what is in its list.
  case list
  case value
  case any
  case timestamp
  case duration
  case fieldMask
  case wrapper

  /// Whether it is a number on the wire.
  @inline(__always) var isNumber: Bool { rawValue <= OutputKind.null.rawValue }
  /// Whether its content is fields.
  @inline(__always) var isMessage: Bool { rawValue >= OutputKind.message.rawValue }
}
