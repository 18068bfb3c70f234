public import Dragoman

extension Log {
  /// A log that nobody reads.
  public static let silent = Log(level: .critical, output: NoSink())
}

/// Drops what it is given.
private struct NoSink: LogSink {
  func write(_ lines: [UInt8]) {}
  func flush() {}
}
