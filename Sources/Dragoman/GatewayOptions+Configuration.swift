public import Configuration
import HTTP
import Network

extension GatewayOptions {
  /// The options that a configuration asks for; nil if its address is none, which the reader has
  /// refused before. `port` overrides the file's, and its socket (CLI-1).
  public init?(_ configuration: ServiceConfiguration, port: UInt16? = nil) {
    // Without `listen_ip` on all interfaces, of both families where the system has IPv6 (CFG-21).
    let socket = port == nil ? configuration.server.listenSocket.flatMap(UnixPath.init) : nil
    guard
      let address = socket.map(SocketAddress.unix)
        ?? SocketAddress(
          ip: configuration.listenIP ?? GatewayOptions.anyIP, port: port ?? configuration.port)
    else { return nil }
    self.init(address: address)
    loops = configuration.server.loops > 0 ? configuration.server.loops : nil
    maxShutdownWait = configuration.server.maxShutdownWaitTime
    let loopCount = loops ?? LoopGroup.processorCount
    take(configuration.server, loopCount: loopCount)
    take(configuration.client, loopCount: loopCount)
  }

  private static var anyIP: String { ListeningSocket.systemHasIPv6 ? "::" : "0.0.0.0" }

  private mutating func take(_ configuration: ServerConfiguration, loopCount: Int) {
    if configuration.failures.isProblem {
      server.refusal = { status, reason in
        let problem = ProblemDetails(status, Array(reason.utf8))
        return (ProblemDetails.contentType, problem.content(instance: [], requestID: []))
      }
    }
    server.idleTimeout = configuration.idleTimeout
    server.readHeaderTimeout = configuration.readHeaderTimeout
    server.readTimeout = configuration.readTimeout
    server.writeTimeout = configuration.writeTimeout
    server.maxConnections = GatewayOptions.share(configuration.maxConnections, loopCount)
    server.limits = HTTP1Limits(maxHeadBytes: configuration.maxHeaderBytes)
  }

  private mutating func take(_ configuration: ClientConfiguration, loopCount: Int) {
    client.maxIdleConnections = GatewayOptions.share(configuration.maxIdleConnections, loopCount)
    client.maxIdleConnectionsPerHost = GatewayOptions.share(
      configuration.maxIdleConnectionsPerHost, loopCount)
    client.idleConnectionTimeout = configuration.idleConnectionTimeout
    if configuration.dialerTimeout > 0 { client.dialerTimeout = configuration.dialerTimeout }
    if configuration.dialerFallbackDelay > 0 {
      client.dialerFallbackDelay = configuration.dialerFallbackDelay
    }
    let keepAlive = (configuration.dialerKeepAlive ?? 0) / 1_000_000_000
    client.dialerKeepAliveSeconds = Int32(clamping: keepAlive)
    client.responseHeaderTimeout = configuration.responseHeaderTimeout
    client.disableKeepAlives = configuration.disableKeepAlives
    resolutionInterval = configuration.dnsCacheTTL
  }

  /// A limit of the process in equal parts for its loops, rounded up; 0 stays "none".
  private static func share(_ limit: Int, _ loops: Int) -> Int {
    limit <= 0 ? 0 : (limit + loops - 1) / loops
  }
}
