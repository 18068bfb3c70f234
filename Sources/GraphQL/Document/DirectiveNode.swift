/// A directive where it is applied.
public struct DirectiveNode: Sendable, Equatable {
  /// The name, without `@`.
  public let name: NameNode
  /// The arguments in their order.
  public let arguments: [ArgumentNode]
}
