/// An argument, or a field of an input object.
public struct SchemaInput: Sendable {
  /// The name.
  public let name: String
  /// What is said about it.
  public let comment: String?
  /// The type.
  public let type: TypeReference
  /// The value where none is given.
  public let defaultValue: GraphQLValue?
  /// Why it should not be used any more; nil if it may.
  public let deprecation: String?

  /// Whether it has to be given.
  public var isRequired: Bool { type.isNonNull && defaultValue == nil }
}
