import Network

/// Where the lines of a log go: a file, or whatever you make of them.
///
/// It is called from the event loops, which do nothing else meanwhile: it must not block.
public protocol LogSink: Sendable {
  /// Takes lines, each with its line feed. Lines of the access log come in batches.
  func write(_ lines: [UInt8])
  /// Waits until all that was taken is written. Called off the loops, at the end.
  func flush()
}

extension OutputFile: LogSink {}
