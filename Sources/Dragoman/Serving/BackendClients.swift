import HTTP
import Network

/// What the loops call backends with: clients by protocol, and those of HTTP/2 by how long they
/// keep connections.
struct BackendClients: Sendable {
  /// The loops.
  let group: LoopGroup
  let http1: PerLoop<HTTPClient>
  let http2: [HTTP2Keeping: PerLoop<HTTP2Client>]

  /// Makes them.
  init(_ group: LoopGroup, _ options: GatewayOptions, _ kept: Set<HTTP2Keeping>) {
    self.group = group
    let pool = BlockingPool()
    func addresses(_ loop: EventLoop) -> AddressBook {
      AddressBook(
        loop: loop, resolver: options.resolver, pool: pool,
        ageNanoseconds: options.resolutionInterval)
    }
    http1 = PerLoop(group) { loop in
      HTTPClient(loop: loop, settings: options.client, addresses: addresses(loop))
    }
    var http2: [HTTP2Keeping: PerLoop<HTTP2Client>] = [:]
    for keeping in kept {
      let settings = keeping.settings(options.client)
      http2[keeping] = PerLoop(group) { loop in
        HTTP2Client(loop: loop, settings: settings, addresses: addresses(loop))
      }
    }
    self.http2 = http2
  }

  /// Servers of a service went and came.
  func replace(on loop: EventLoop, _ gone: [Origin], with arrived: [Origin]) {
    http1.on(loop).replace(gone, with: arrived)
    for client in http2.values { client.on(loop).replace(gone, with: arrived) }
  }

  /// Connections that serve nobody are closed.
  func closeIdle(on loop: EventLoop) {
    http1.on(loop).closeIdle()
    for client in http2.values { client.on(loop).closeIdle() }
  }

  /// How many connections a loop has.
  func connectionCount(on loop: EventLoop) -> Int {
    http2.values.reduce(http1.on(loop).connectionCount) { $0 + $1.on(loop).connectionCount }
  }
}

/// How connections of HTTP/2 are kept: backends that agree in it share them.
struct HTTP2Keeping: Hashable, Sendable {
  /// How long one without calls is kept, in nanoseconds; nil for ever (GRPC-13).
  var idleNanoseconds: Int64?
  /// How long one with calls may be silent before the server is asked whether it is there, in
  /// nanoseconds; nil for any time.
  var pingNanoseconds: Int64?

  func settings(_ client: HTTPClientSettings) -> HTTP2ClientSettings {
    var settings = HTTP2ClientSettings()
    settings.idleTimeout = idleNanoseconds ?? 0
    settings.pingInterval = pingNanoseconds ?? 0
    return settings
  }
}
