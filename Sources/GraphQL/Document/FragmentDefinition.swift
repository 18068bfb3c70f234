/// A fragment with a name (§2.8).
public struct FragmentDefinition: Sendable, Equatable {
  /// The name.
  public let name: NameNode
  /// What is said about it, in UTF-8.
  public let comment: [UInt8]?
  /// The type that it is for.
  public let condition: NameNode
  /// The directives in their order.
  public let directives: [DirectiveNode]
  /// The fields; never empty.
  public let selections: [Selection]
  /// Where it begins.
  public let location: DocumentLocation
}
