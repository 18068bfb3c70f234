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
