/// A fragment where it is spread (§2.8).
public struct SpreadNode: Sendable, Equatable {
  /// The name of the fragment.
  public let name: NameNode
  /// The directives in their order.
  public let directives: [DirectiveNode]
  /// Where its dots stand.
  public let location: DocumentLocation
}
