/// The connections to backends. Times in nanoseconds; 0 is no limit unless said otherwise.
public struct ClientConfiguration: Sendable, Equatable {
  /// Idle connections to all hosts; 0 for no limit.
  public var maxIdleConnections = 0
  /// Idle connections to one host (CFG-23).
  public var maxIdleConnectionsPerHost = 250
  /// How long an idle connection is kept.
  public var idleConnectionTimeout: Nanoseconds = 90_000_000_000
  /// How long connecting may take.
  public var dialerTimeout: Nanoseconds = 0
  /// The interval of TCP keep-alive probes; nil for none.
  public var dialerKeepAlive: Nanoseconds? = 15_000_000_000
  /// How long one address may take before the next is tried beside it.
  public var dialerFallbackDelay: Nanoseconds = 300_000_000
  /// How long a backend may take to begin its answer.
  public var responseHeaderTimeout: Nanoseconds = 0
  /// A connection for each call.
  public var disableKeepAlives = false
  /// Backends are not asked for gzip.
  public var disableCompression = false
  /// How long the addresses of a host are kept.
  public var dnsCacheTTL: Nanoseconds = 30_000_000_000
  /// How TLS is spoken; nil for TLS 1.2 and 1.3 and whom the system trusts.
  public var tls: ClientTLSConfiguration?
  /// Servers are not verified, whatever `tls` says.
  public var allowsInsecureConnections = false
  /// The forward proxy that the environment names (`HTTP_PROXY`).
  public var proxy: ProxyConfiguration?
  /// The forward proxy that it names for TLS (`HTTPS_PROXY`).
  public var secureProxy: ProxyConfiguration?
  /// The hosts that are called without it (`NO_PROXY`).
  public var noProxy = ""

  /// The defaults.
  public init() {}
}
