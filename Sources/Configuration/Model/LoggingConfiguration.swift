/// The log: namespace `telemetry/logging` and what else decides about it.
public struct LoggingConfiguration: Sendable, Equatable {
  /// How important a line is.
  public enum Level: String, Sendable, CaseIterable {
    /// For the search of faults.
    case debug = "DEBUG"
    /// What happens.
    case info = "INFO"
    /// What may be wrong.
    case warning = "WARNING"
    /// What went wrong.
    case error = "ERROR"
    /// What ends the service.
    case critical = "CRITICAL"
  }

  /// The form of the log's lines.
  public enum Format: String, Sendable {
    /// A line of text.
    case text = "default"
    /// A JSON object a line.
    case json = "logstash"
  }

  /// The form of the access log's lines.
  public enum AccessLog: String, Sendable {
    /// None.
    case off
    /// A line of text.
    case text = "default"
    /// A JSON object a line.
    case json
  }

  /// The least level that is logged.
  public var level = Level.info
  /// A text at the start of every line.
  public var prefix = ""
  /// Whether the log goes to standard output at all.
  public var stdout = true
  /// The form of the lines.
  public var format = Format.text
  /// The access log.
  public var accessLog = AccessLog.text

  /// The defaults, which hold when the configuration says nothing.
  public init() {}
}
