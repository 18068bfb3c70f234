/// A variable that an operation declares (§2.10).
public struct VariableDefinition: Sendable, Equatable {
  /// The name, without `$`.
  public let name: NameNode
  /// What is said about it, in UTF-8.
  public let comment: [UInt8]?
  /// The type.
  public let type: TypeReference
  /// Where the type stands.
  public let typeLocation: DocumentLocation
  /// The value where none is given.
  public let defaultValue: GraphQLValue?
  /// The directives in their order.
  public let directives: [DirectiveNode]

  /// Whether a value has to be given.
  public var isRequired: Bool { type.isNonNull && defaultValue == nil }
}
