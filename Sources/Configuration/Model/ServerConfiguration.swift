/// The listener: limits of time and size towards clients. Times in nanoseconds; 0 is no limit.
public struct ServerConfiguration: Sendable, Equatable {
  /// Most bytes of a request's line and headers.
  public var maxHeaderBytes = 1 << 20
  /// How long reading a request may take, content included.
  public var readTimeout: Nanoseconds = 0
  /// How long writing an answer may take.
  public var writeTimeout: Nanoseconds = 0
  /// How long a connection waits for the next request.
  public var idleTimeout: Nanoseconds = 120_000_000_000
  /// How long the headers of a request may take.
  public var readHeaderTimeout: Nanoseconds = 10_000_000_000
  /// How long a stop waits for requests under way.
  public var maxShutdownWaitTime: Nanoseconds = 0
  /// Threads that serve; 0 for one for each CPU.
  public var loops = 0
  /// Most bytes of a request body that is held in memory; 0 for no limit.
  public var maxRequestBody = 16 << 20
  /// Most bytes of a backend's answer that is decoded, after inflating; 0 for no limit.
  public var maxResponseBody = 32 << 20
  /// Connections of clients, on all loops together.
  public var maxConnections = 100_000
  /// The path of a Unix-domain socket to listen on instead of a port.
  public var listenSocket: String?

  /// What clients hear of failures.
  public var failures = FailureSettings()

  /// The defaults.
  public init() {}
}
