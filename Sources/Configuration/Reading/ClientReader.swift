/// Reads how backends are connected to.
struct ClientReader {
  private let section: Section

  init(_ section: Section) { self.section = section }

  func read() -> ClientConfiguration {
    var client = ClientConfiguration()
    client.maxIdleConnections = section.integer("max_idle_connections") ?? 0
    if let count = section.integer("max_idle_connections_per_host"), count > 0 {
      client.maxIdleConnectionsPerHost = count
    }
    if let time = section.duration("idle_connection_timeout") {
      client.idleConnectionTimeout = time
    }
    client.dialerTimeout = section.duration("dialer_timeout") ?? 0
    if let interval = section.duration("dialer_keep_alive", allowNegative: true), interval != 0 {
      client.dialerKeepAlive = interval > 0 ? interval : nil
    }
    if let delay = section.duration("dialer_fallback_delay"), delay > 0 {
      client.dialerFallbackDelay = delay
    }
    client.responseHeaderTimeout = section.duration("response_header_timeout") ?? 0
    client.disableKeepAlives = section.boolean("disable_keep_alives") ?? false
    client.disableCompression = section.boolean("disable_compression") ?? false
    client.tls = ClientTLSReader.read(from: section)
    client.allowsInsecureConnections = section.boolean("allow_insecure_connections") ?? false
    if let time = section.duration("dns_cache_ttl"), time >= 1_000_000_000 {
      client.dnsCacheTTL = time
    }
    return client
  }
}
