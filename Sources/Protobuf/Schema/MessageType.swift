/// A message type as its descriptor gives it, with features resolved and references linked.
public struct MessageType: Sendable {
  /// Full name without a leading dot: `shop.v1.Order.Line`.
  public let name: String
  /// The `.proto` file that declares it.
  public let file: String
  /// The fields in the order of the descriptor; known extensions follow, in the order of the files.
  public let fields: [Field]
  /// The names of the oneofs; those that only mark a proto3 `optional` field are left out.
  public let oneofs: [String]
  /// What the JSON mapping treats in its own way.
  public let wellKnown: WellKnownType?
  /// The entry of a map field: field 1 is the key, field 2 the value.
  public let isMapEntry: Bool
  /// `message_set_wire_format`, whose extensions travel as groups.
  public let isMessageSet: Bool

  /// A message as the linker resolved it.
  public init(
    name: String, file: String, fields: [Field], oneofs: [String] = [],
    wellKnown: WellKnownType? = nil, isMapEntry: Bool = false, isMessageSet: Bool = false
  ) {
    self.name = name
    self.file = file
    self.fields = fields
    self.oneofs = oneofs
    self.wellKnown = wellKnown
    self.isMapEntry = isMapEntry
    self.isMessageSet = isMessageSet
  }

  /// The field of a name of the `.proto` file or, failing that, of a JSON name. Linear: for the
  /// time a configuration is compiled.
  public func field(named name: String) -> Field? {
    fields.first { $0.name == name } ?? fields.first { $0.jsonName == name }
  }

  /// The field of a number. Linear, as above.
  public func field(numbered number: Int32) -> Field? {
    fields.first { $0.number == number }
  }
}
