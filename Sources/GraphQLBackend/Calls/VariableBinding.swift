public import GraphQL

/// How a variable of the operation gets its value.
public struct VariableBinding: Sendable {
  /// A place of the request that may have it.
  public enum Source: Sendable, Hashable {
    /// The placeholder with this number.
    case parameter(Int)
    /// All pairs of the query with the variable's name.
    case query
    /// The header with the variable's name, in any case, `_` for `-`.
    case header
    /// The member of the body with the variable's name.
    case body
  }

  /// Its name.
  public let name: [UInt8]
  /// Its type; nil for one that the operation does not declare, whose texts are texts.
  public let type: VariableType?
  /// What the configuration says it is; nil for nothing.
  public let value: VariableValue?
  /// Where it comes from, the first that has a value. What the configuration refers to comes before
  /// all of them, a constant behind.
  public let sources: [Source]
  /// Whether a request without a value for it is refused.
  public let isNeeded: Bool

  /// Whether an empty text is a value of it.
  var takesEmptyText: Bool {
    guard let type else { return true }
    return !type.isList && ["String", "ID"].contains(type.type.name)
  }

  /// Puts a binding together.
  public init(
    _ name: String, _ type: VariableType?, value: VariableValue? = nil, sources: [Source] = [],
    isNeeded: Bool = false
  ) {
    self.name = Array(name.utf8)
    self.type = type
    self.value = value
    self.sources = sources
    self.isNeeded = isNeeded
  }
}
