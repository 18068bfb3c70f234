public import Messages

/// Limits of the server; the names are KrakenD's where it has them. Times in nanoseconds, 0 = none.
public struct ServerSettings: Sendable {
  /// How long a connection may wait for the next request.
  public var idleTimeout: Int64 = 120_000_000_000
  /// How long the head of a request may take from its first byte.
  public var readHeaderTimeout: Int64 = 10_000_000_000
  /// How long a request may take, its content included.
  public var readTimeout: Int64 = 0
  /// How long an answer may take from its first byte to its last.
  public var writeTimeout: Int64 = 0
  /// How long a client may neither send nor take a byte that the gateway waits for.
  public var stallTimeout: Int64 = 60_000_000_000
  /// Connections on each loop; more wait in the kernel's queue.
  public var maxConnections = 100_000
  /// What a request's head may be.
  public var limits = HTTP1Limits()
  /// Writes what is said about a request that cannot be understood, with its type; nil for a line
  /// of plain text.
  public var refusal: (@Sendable (Status, String) -> (type: StaticString, content: [UInt8]))?

  /// The defaults.
  public init() {}
}
