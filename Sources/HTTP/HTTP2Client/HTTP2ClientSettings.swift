/// How the HTTP/2 client treats connections. Times in nanoseconds, 0 = none.
public struct HTTP2ClientSettings: Sendable {
  /// How long connecting may take, all addresses together, and then the server's greeting.
  public var dialerTimeout: Int64 = 30_000_000_000
  /// How long one address may take before the next is tried beside it.
  public var dialerFallbackDelay: Int64 = 300_000_000
  /// The interval of TCP keep-alive probes, in seconds.
  public var dialerKeepAliveSeconds: Int32 = 15
  /// How long TLS may take.
  public var tlsHandshakeTimeout: Int64 = 10_000_000_000
  /// How long a connection without streams is kept (GRPC-13: `idle_conn_disconnect_time`).
  public var idleTimeout: Int64 = 600_000_000_000
  /// How long a connection with streams may be silent before it is pinged. Servers bear few pings
  /// (those of gRPC one in five minutes), so by default only suspicion asks for one: a stream that
  /// was given up without a byte from the server.
  public var pingInterval: Int64 = 0
  /// How long the answer to a ping may take, or output stand still that the server does not read,
  /// before the connection is given up.
  public var pingTimeout: Int64 = 20_000_000_000
  /// How long a connection that is let go may take to say so.
  public var farewellTimeout: Int64 = 5_000_000_000
  /// How many connections to one server there may be on each loop: another one is made when the
  /// server bears no further stream on those that are there.
  public var maxConnectionsPerOrigin = 16
  /// How many requests to one server may wait for a connection or a stream, on each loop.
  public var maxWaiting = 1024
  /// What is told to servers, and borne of them.
  public var session = HTTP2Settings()

  /// The defaults.
  public init() {}

  var dialer: DialerSettings {
    DialerSettings(
      timeout: dialerTimeout, fallbackDelay: dialerFallbackDelay,
      keepAliveSeconds: dialerKeepAliveSeconds, tlsHandshakeTimeout: tlsHandshakeTimeout,
      limits: HTTP1Limits())
  }
}
