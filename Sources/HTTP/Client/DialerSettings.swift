/// How a connection is made. Times in nanoseconds, 0 = none.
struct DialerSettings {
  /// How long connecting may take, all addresses together.
  let timeout: Int64
  /// How long one address may take before the next is tried beside it.
  let fallbackDelay: Int64
  /// The interval of TCP keep-alive probes.
  let keepAliveSeconds: Int32
  /// How long the handshake of TLS, and the tunnel to it, may take (TRN-1).
  var handshakeTimeout: Int64 = 10_000_000_000
  /// What the answer of a proxy may be.
  var limits = HTTP1Limits()
}

extension HTTPClientSettings {
  var dialer: DialerSettings {
    DialerSettings(
      timeout: dialerTimeout, fallbackDelay: dialerFallbackDelay,
      keepAliveSeconds: dialerKeepAliveSeconds, handshakeTimeout: tlsHandshakeTimeout,
      limits: limits)
  }
}
