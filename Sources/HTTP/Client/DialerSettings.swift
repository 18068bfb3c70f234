/// How a connection is made. Times in nanoseconds, 0 = none.
struct DialerSettings {
  /// How long connecting may take, all addresses together.
  let timeout: Int64
  /// How long one address may take before the next is tried beside it.
  let fallbackDelay: Int64
  /// The interval of TCP keep-alive probes.
  let keepAliveSeconds: Int32
  /// How long a tunnel and TLS may take, together.
  let tlsHandshakeTimeout: Int64
  /// What of a tunnel's answer is taken.
  let limits: HTTP1Limits
}

extension HTTPClientSettings {
  var dialer: DialerSettings {
    DialerSettings(
      timeout: dialerTimeout, fallbackDelay: dialerFallbackDelay,
      keepAliveSeconds: dialerKeepAliveSeconds, tlsHandshakeTimeout: tlsHandshakeTimeout,
      limits: limits)
  }
}
