import Bytes

/// A document of operations and fragments (§2.2), as the parser makes it: no deeper than its
/// limits, with the place of every node.
public struct ExecutableDocument: Sendable, Equatable {
  /// One of its definitions.
  public enum Definition: Sendable, Equatable {
    /// An operation.
    case operation(OperationDefinition)
    /// A fragment.
    case fragment(FragmentDefinition)
  }

  /// The definitions in their order; never empty.
  public let definitions: [Definition]

  init(definitions: [Definition]) { self.definitions = definitions }

  /// The operations in their order.
  public var operations: [OperationDefinition] {
    definitions.compactMap { if case .operation(let operation) = $0 { operation } else { nil } }
  }

  /// The fragments in their order.
  public var fragments: [FragmentDefinition] {
    definitions.compactMap { if case .fragment(let fragment) = $0 { fragment } else { nil } }
  }

  /// Reads a document. Without locations, two documents are equal if they say the same.
  public static func parse(
    _ text: [UInt8], limits: GraphQLLimits = .document, keepsLocations: Bool = true
  ) throws(GraphQLFault) -> ExecutableDocument {
    var parser = try Parser(text, limits, keepsLocations: keepsLocations)
    return try parser.executableDocument()
  }

  /// The operation of a name, or the only one (§6.1 `GetOperation`).
  public func operation(named name: String?) throws(GraphQLFault) -> OperationDefinition {
    let all = operations
    guard let first = all.first else {
      throw GraphQLFault("the document has no operation", at: DocumentLocation(line: 1, column: 1))
    }
    guard let name else {
      guard all.count == 1 else {
        throw GraphQLFault(
          "the document has \(all.count) operations: one has to be named", at: first.location)
      }
      return first
    }
    if let found = all.first(where: { $0.name?.text == name }) { return found }
    throw GraphQLFault(
      "the document has no operation '\(name.bounded)'", at: first.location,
      suggestion: Spelling.nearest(to: name, among: all.compactMap { $0.name?.text }))
  }
}

extension String {
  /// A text from outside, short enough for a message.
  var bounded: String { utf8.count > 80 ? String(prefix(80)) + "…" : self }
}
