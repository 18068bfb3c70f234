/// How a configuration is read.
public struct ReadingOptions: Sendable {
  /// Start although a guard cannot be honoured (`--allow-unsupported`): that is a warning then.
  public var allowUnsupported: Bool

  /// The variables that may change the configuration: `KRAKEND_…` (CFG-10) and `FC_…` (CFG-12).
  public var environment: [String: String]

  /// What extensions have given a meaning.
  public var extensions = ExtensionNames()

  /// The folder in which relative paths of `query_path` and `schema_path` begin; empty for the
  /// working directory.
  public var folder = ""

  /// The default refuses what cannot be guarded, and knows of no environment.
  public init(allowUnsupported: Bool = false, environment: [String: String] = [:]) {
    self.allowUnsupported = allowUnsupported
    self.environment = environment
  }

  /// A path that the configuration names, from where it begins.
  func path(_ written: String) -> String {
    folder.isEmpty || written.hasPrefix("/") ? written : "\(folder)/\(written)"
  }
}
