/// What an operation does (§2.3).
public enum OperationKind: String, Sendable, Equatable, CaseIterable {
  /// Reads.
  case query
  /// Writes, then reads.
  case mutation
  /// Answers again and again.
  case subscription
}

/// An operation.
public struct OperationDefinition: Sendable, Equatable {
  /// What it does.
  public let kind: OperationKind
  /// The name; nil if it has none.
  public let name: NameNode?
  /// What is said about it, in UTF-8.
  public let comment: [UInt8]?
  /// The variables in their order.
  public let variables: [VariableDefinition]
  /// The directives in their order.
  public let directives: [DirectiveNode]
  /// The fields of the root; never empty.
  public let selections: [Selection]
  /// Where it begins.
  public let location: DocumentLocation
  /// Which of the operations of its document it is.
  let index: Int

  /// How a message calls it.
  var title: String { name.map { "the \(kind.rawValue) '\($0.text)'" } ?? "the \(kind.rawValue)" }
}

/// A variable that an operation declares (§2.10).
public struct VariableDefinition: Sendable, Equatable {
  /// The name, without `$`.
  public let name: NameNode
  /// What is said about it, in UTF-8.
  public let comment: [UInt8]?
  /// The type.
  public let type: TypeReference
  /// Where the type stands.
  public let typeLocation: DocumentLocation
  /// The value where none is given.
  public let defaultValue: GraphQLValue?
  /// The directives in their order.
  public let directives: [DirectiveNode]

  /// Whether a value has to be given.
  public var isRequired: Bool { type.isNonNull && defaultValue == nil }
}

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
