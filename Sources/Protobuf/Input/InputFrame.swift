/// An object or array that waits until one inside of it is written.
struct InputFrame {
  /// What its members become. The order matters: what is no level comes last.
  enum Kind: UInt8 {
    /// Fields of a message.
    case message
    /// Fields of the message in an `Any`: all members but `@type`.
    case anyMessage
    /// The member `value` of an `Any`, and nothing else.
    case anyValue
    /// Entries of a `Struct`.
    case structure
    /// Elements of a `ListValue`.
    case values
    /// Entries of a map field.
    case map
    /// Elements of a repeated field.
    case list

    /// Whether it counts as a level: not what is a field of a message and no message itself, which
    /// is no level on the wire either.
    @inline(__always) var isLevel: Bool { rawValue < Kind.map.rawValue }
  }

  var kind: Kind
  /// The next child, and where children end.
  var node: Int
  var end: Int
  var table: UnsafePointer<InputTable>
  /// The field of a map or list, or what an `Any` holds; of a message the field expected next.
  var entry: UnsafePointer<InputEntry>
  /// How many lengths were open before its own.
  var lengths: Int
  /// The tag that ends a group, behind the lengths, or 0.
  var endTag: UInt64
}
