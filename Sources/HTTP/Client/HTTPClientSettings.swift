/// How the client treats connections; the names are KrakenD's. Times in nanoseconds, 0 = none.
public struct HTTPClientSettings: Sendable {
  /// Idle connections kept on each loop, all hosts together; 0 = no limit.
  public var maxIdleConnections = 0
  /// Idle connections kept on each loop for one host.
  public var maxIdleConnectionsPerHost = 250
  /// How long an idle connection is kept.
  public var idleConnectionTimeout: Int64 = 90_000_000_000
  /// How long connecting may take, all addresses together.
  public var dialerTimeout: Int64 = 30_000_000_000
  /// How long the handshake of TLS, and the tunnel to it, may take beside that (TRN-1).
  public var tlsHandshakeTimeout: Int64 = 10_000_000_000
  /// How long one address may take before the next is tried beside it.
  public var dialerFallbackDelay: Int64 = 300_000_000
  /// The interval of TCP keep-alive probes, in seconds.
  public var dialerKeepAliveSeconds: Int32 = 15
  /// How long the head of an answer may take once the request is sent.
  public var responseHeaderTimeout: Int64 = 0
  /// Every connection serves one request.
  public var disableKeepAlives = false
  /// What an answer's head may be.
  public var limits = HTTP1Limits()

  /// The defaults.
  public init() {}
}
