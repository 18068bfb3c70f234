/// Recommendations about a configuration that works: KrakenD's rules by their ids (CLI-3).
public enum ConfigurationAudit {
  /// How much a recommendation matters.
  public enum Severity: String, Sendable, CaseIterable {
    /// Something is broken or open.
    case critical = "CRITICAL"
    /// It should be changed.
    case high = "HIGH"
    /// It is worth a thought.
    case medium = "MEDIUM"
    /// It is a matter of taste.
    case low = "LOW"
  }

  /// A recommendation that applies.
  public struct Finding: Sendable, Hashable {
    /// The rule's id, such as `2.1.3`.
    public var rule: String
    /// How much it matters.
    public var severity: Severity
    /// What to do.
    public var message: String
  }

  /// The ids of all rules, in their order.
  public static var ruleIDs: [String] { AuditRule.all.map(\.id) }

  /// What applies to a text that was read without errors, in the order of the rules.
  public static func findings(
    in text: ConfigurationText, options: ReadingOptions = ReadingOptions()
  ) -> [Finding] {
    guard let root = ConfigurationReader.root(of: text, options: options) else { return [] }
    let service = AuditedService(root)
    return AuditRule.all.filter { $0.applies(service) }.map { rule in
      Finding(rule: rule.id, severity: rule.severity, message: rule.message)
    }
  }
}
