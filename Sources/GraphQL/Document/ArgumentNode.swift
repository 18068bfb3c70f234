/// An argument, or a field of an input object: a name and its value.
public struct ArgumentNode: Sendable, Equatable {
  /// The name.
  public let name: NameNode
  /// The value.
  public let value: GraphQLValue
}
