/// How a configuration is read.
public struct ReadingOptions: Sendable {
  /// Start although a guard cannot be honoured (`--allow-unsupported`): that is a warning then.
  public var allowUnsupported: Bool

  /// The default refuses what cannot be guarded.
  public init(allowUnsupported: Bool = false) {
    self.allowUnsupported = allowUnsupported
  }
}
