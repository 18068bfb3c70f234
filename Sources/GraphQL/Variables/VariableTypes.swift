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
    let compiled = InputTypes(table)
    variables = zip(operation.variables, roots).map { definition, root in
      VariableType(definition, compiled, root)
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
