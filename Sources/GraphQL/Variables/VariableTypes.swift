import Bytes

/// The variables of one operation with their types compiled: what turns texts and JSON into values
/// for a request, or tells why they are none.
public struct VariableTypes: Sendable {
  /// The variables in the order of the operation.
  public let variables: [VariableType]

  /// The variables of an operation that is valid. Without a schema only the built-in scalars are
  /// known: other types take any JSON, and texts as strings.
  public init(_ operation: OperationDefinition, schema: GraphQLSchema? = nil) {
    var table = InputTable()
    let schema = schema ?? BuiltInTypes.schemaOfNothing
    let roots = operation.variables.map { table.add($0.type, schema) }
    variables = zip(operation.variables, roots).map { definition, root in
      VariableType(definition, table, root)
    }
  }

  /// A variable by its name, without `$`.
  public subscript(name: String) -> VariableType? { variables.first { $0.name == name } }

  /// The index of a variable by the bytes of its name.
  public func index(of name: Span<UInt8>) -> Int? {
    for (index, variable) in variables.enumerated() {
      let key = variable.key
      if key.span.equals(name) { return index }
    }
    return nil
  }
}

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
  let table: InputTable
  let root: Int

  init(_ definition: VariableDefinition, _ table: InputTable, _ root: Int) {
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
