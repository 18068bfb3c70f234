/// Everything that is wrong with a document or a schema.
public struct GraphQLFaults: Error, Sendable {
  /// In the order of the text; never empty.
  public let faults: [GraphQLFault]
  /// There are more: the limit was reached.
  public let isCut: Bool

  /// Faults that were found.
  public init(_ faults: [GraphQLFault], isCut: Bool = false) {
    self.faults = faults
    self.isCut = isCut
  }
}

extension GraphQLFaults: CustomStringConvertible {
  /// A line for each.
  public var description: String {
    faults.map(\.description).joined(separator: "\n") + (isCut ? "\n… and more" : "")
  }
}
