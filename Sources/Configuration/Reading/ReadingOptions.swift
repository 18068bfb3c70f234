/// How a configuration is read.
public struct ReadingOptions: Sendable {
  /// Start although a guard cannot be honoured (`--allow-unsupported`): that is a warning then.
  public var allowUnsupported: Bool

  /// The variables that may change the configuration: `KRAKEND_…` (CFG-10) and `FC_…` (CFG-12).
  public var environment: [String: String]

  /// What extensions have given a meaning.
  public var extensions = ExtensionNames()

  /// The default refuses what cannot be guarded, and knows of no environment.
  public init(allowUnsupported: Bool = false, environment: [String: String] = [:]) {
    self.allowUnsupported = allowUnsupported
    self.environment = environment
  }
}
