/// A field of an object or interface.
public struct SchemaField: Sendable {
  /// The name.
  public let name: String
  /// What is said about it.
  public let comment: String?
  /// The arguments in their order.
  public let arguments: [SchemaInput]
  /// The type.
  public let type: TypeReference
  /// Why it should not be used any more; nil if it may.
  public let deprecation: String?
}
