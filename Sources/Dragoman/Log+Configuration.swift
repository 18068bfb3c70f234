public import Configuration
import Network

extension Log {
  /// The log that a configuration asks for (`telemetry/logging`), on the standard output.
  public convenience init(_ configuration: LoggingConfiguration) {
    let isJSON = configuration.format == .json || configuration.accessLog == .json
    self.init(
      level: LogLevel(configuration.level.rawValue) ?? .info, format: isJSON ? .json : .text,
      prefix: configuration.prefix,
      output: OutputFile(descriptor: configuration.stdout ? 1 : 2))
  }

  /// Says what was found in a configuration that is used all the same.
  public func write(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      write(diagnostic.severity == .error ? .error : .warning, diagnostic.text)
    }
  }
}
