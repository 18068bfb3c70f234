/// A fragment without a name (§2.8.2).
public struct InlineFragmentNode: Sendable, Equatable {
  /// The type that it is for, if one is named.
  public let condition: NameNode?
  /// The directives in their order.
  public let directives: [DirectiveNode]
  /// The fields; never empty.
  public let selections: [Selection]
  /// Where its dots stand.
  public let location: DocumentLocation
}
