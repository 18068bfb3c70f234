/// Why a `google.api.http` rule cannot be used.
public struct HTTPRuleFault: Error, Hashable, Sendable {
  /// The method that has it: `/shop.v1.Orders/Get`.
  public let method: String
  /// The rule: `GET /v1/{name=orders/*}`.
  public let rule: String
  /// What is wrong, as a clause.
  public let reason: String

  /// Puts a fault together.
  public init(method: String, rule: String, reason: String) {
    self.method = method
    self.rule = rule
    self.reason = reason
  }
}

extension HTTPRuleFault: CustomStringConvertible {
  /// `/shop.v1.Orders/Get: the rule 'GET /v1/{nam}': shop.v1.GetRequest has no field 'nam': …`
  public var description: String { "\(method): the rule '\(rule)': \(reason)" }
}

/// All that is wrong with the rules of a method.
public struct HTTPRuleFaults: Error, Hashable, Sendable {
  /// In the order of the rules; never empty.
  public let faults: [HTTPRuleFault]
}

extension HTTPRuleFaults: CustomStringConvertible {
  /// A line for each.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
