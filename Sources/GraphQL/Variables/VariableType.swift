/// A variable and what it takes.
public struct VariableType: Sendable {
  /// The name, without `$`.
  public let name: String
  /// The bytes of the name.
  public let key: [UInt8]
  /// The type as it is declared.
  public let type: TypeReference
  /// The value where none is given.
  public let defaultValue: GraphQLValue?
  let table: InputTypes
  let root: Int

  init(_ definition: VariableDefinition, _ table: InputTypes, _ root: Int) {
    name = definition.name.text
    key = Array(name.utf8)
    type = definition.type
    defaultValue = definition.defaultValue
    self.table = table
    self.root = root
  }

  /// Whether the request cannot be made without a value.
  public var isRequired: Bool { type.isNonNull && defaultValue == nil }

  /// Whether it takes several values.
  public var isList: Bool { type.item != nil }
}
