/// What a selection set holds (§2.4).
public enum Selection: Sendable, Equatable {
  /// A field.
  case field(FieldNode)
  /// `...name`.
  case spread(SpreadNode)
  /// `... on Type { … }`.
  case inline(InlineFragmentNode)
}

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

/// A fragment where it is spread (§2.8).
public struct SpreadNode: Sendable, Equatable {
  /// The name of the fragment.
  public let name: NameNode
  /// The directives in their order.
  public let directives: [DirectiveNode]
  /// Where its dots stand.
  public let location: DocumentLocation
}

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
