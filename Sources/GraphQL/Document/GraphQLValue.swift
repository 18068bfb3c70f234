/// A value as it is written in a document (§2.9).
public struct GraphQLValue: Sendable, Equatable {
  /// What was written.
  public enum Kind: Sendable, Equatable {
    /// `$name`.
    case variable(String)
    /// A whole number, as written.
    case int(String)
    /// A number with a fraction or an exponent, as written.
    case float(String)
    /// What a string means, in UTF-8; whether it was a block string makes no difference.
    case string([UInt8])
    /// `true` or `false`.
    case boolean(Bool)
    /// `null`.
    case null
    /// Any other name.
    case `enum`(String)
    /// `[…]`.
    case list([GraphQLValue])
    /// `{…}`, duplicates included.
    case object([ArgumentNode])
  }

  /// What was written.
  public let kind: Kind
  /// Where it begins.
  public let location: DocumentLocation
}

/// An argument, or a field of an input object: a name and its value.
public struct ArgumentNode: Sendable, Equatable {
  /// The name.
  public let name: NameNode
  /// The value.
  public let value: GraphQLValue
}

/// A directive where it is applied.
public struct DirectiveNode: Sendable, Equatable {
  /// The name, without `@`.
  public let name: NameNode
  /// The arguments in their order.
  public let arguments: [ArgumentNode]
}
