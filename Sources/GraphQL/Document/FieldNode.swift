/// A field that is asked for (§2.5).
public struct FieldNode: Sendable, Equatable {
  /// The name that the answer has it under, if it is another.
  public let alias: NameNode?
  /// The name in the schema.
  public let name: NameNode
  /// The arguments in their order.
  public let arguments: [ArgumentNode]
  /// The directives in their order.
  public let directives: [DirectiveNode]
  /// The fields below; empty where nothing is selected (`{}` is no selection set).
  public let selections: [Selection]

  /// The name in the answer.
  public var responseName: String { alias?.text ?? name.text }
  /// Where it begins.
  public var location: DocumentLocation { alias?.location ?? name.location }

  /// The same field with other fields below.
  func with(_ selections: [Selection]) -> FieldNode {
    FieldNode(
      alias: alias, name: name, arguments: arguments, directives: directives,
      selections: selections)
  }
}
