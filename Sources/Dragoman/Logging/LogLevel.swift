/// How grave a log entry is; the names are KrakenD's (`telemetry/logging`).
public enum LogLevel: Int, Sendable, Comparable, CaseIterable {
  case debug, info, warning, error, critical

  /// `WARNING`
  public var name: String {
    switch self {
    case .debug: "DEBUG"
    case .info: "INFO"
    case .warning: "WARNING"
    case .error: "ERROR"
    case .critical: "CRITICAL"
    }
  }

  /// Reads a name in any case; nil if there is no such level.
  public init?(_ name: String) {
    guard let level = LogLevel.allCases.first(where: { $0.name == name.uppercased() }) else {
      return nil
    }
    self = level
  }

  /// Graver levels are greater.
  public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}
