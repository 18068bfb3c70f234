public import Network

/// The HTTP client of one loop: starts exchanges and keeps connections.
public final class HTTPClient {
  let loop: EventLoop
  let settings: HTTPClientSettings
  let addresses: AddressBook
  @exclusivity(unchecked) private var pools: [ConnectionPool?] = []
  @exclusivity(unchecked) private var idleCount = 0
  /// Connections that are open, idle or in use.
  @exclusivity(unchecked) public internal(set) var connectionCount = 0

  /// Makes a client for a loop.
  public init(loop: EventLoop, settings: HTTPClientSettings, addresses: AddressBook) {
    self.loop = loop
    self.settings = settings
    self.addresses = addresses
  }

  /// Whether every connection serves one request, which requests should then say.
  public var disablesKeepAlives: Bool { settings.disableKeepAlives }

  /// Begins an exchange: on an idle connection the request leaves when the loop's round ends.
  public func start(
    _ request: OutgoingRequest, to origin: Origin, receiver: any ExchangeReceiver
  ) -> ClientExchange {
    let exchange = ClientExchange(request, origin: origin, client: self, receiver: receiver)
    if let connection = takeIdle(origin, for: request) {
      connection.begin(exchange)
    } else {
      dial(exchange)
    }
    return exchange
  }

  /// Opens a connection for an exchange.
  func dial(_ exchange: ClientExchange) {
    let dialer = Dialer(
      to: exchange.origin, settings: settings.dialer, loop: loop, addresses: addresses,
      receiver: exchange)
    exchange.dialer = dialer
    dialer.start()
  }

  /// A connection was made for an exchange.
  func connected(_ socket: StreamSocket, for exchange: ClientExchange) {
    HTTP1ClientConnection(socket, origin: exchange.origin, client: self).begin(exchange)
  }

  /// The pool of an origin; nil where its place has become another's (`replace`).
  private func pool(_ origin: Origin) -> ConnectionPool? {
    while pools.count <= origin.index { pools.append(nil) }
    if let pool = pools[origin.index] {
      return !pool.isGone && pool.origin.isSame(as: origin) ? pool : nil
    }
    let pool = ConnectionPool(origin: origin)
    pools[origin.index] = pool
    return pool
  }

  /// A request that must not be repeated gets a connection only if the server has not said goodbye
  /// in the meantime.
  private func takeIdle(_ origin: Origin, for request: OutgoingRequest) -> HTTP1ClientConnection? {
    guard origin.isPooled, let pool = pool(origin) else { return nil }
    while let connection = pool.take() {
      idleCount -= 1
      if connection.leaveIdle(checking: !request.isRepeatable) { return connection }
    }
    return nil
  }

  /// Keeps a connection for later, or closes it where limits say so.
  func release(_ connection: HTTP1ClientConnection) {
    guard connection.origin.isPooled, let pool = pool(connection.origin) else {
      return connection.close()
    }
    guard !settings.disableKeepAlives, settings.maxIdleConnectionsPerHost > 0 else {
      return connection.close()
    }
    if pool.idle.count >= settings.maxIdleConnectionsPerHost {
      closeOldest(of: pool)
    } else if settings.maxIdleConnections > 0, idleCount >= settings.maxIdleConnections {
      let fullest = pools.compactMap { $0 }.max { $0.idle.count < $1.idle.count }
      closeOldest(of: fullest ?? pool)
    }
    pool.put(connection)
    idleCount += 1
    connection.enterIdle()
  }

  private func closeOldest(of pool: ConnectionPool) {
    guard let oldest = pool.takeOldest() else { return }
    idleCount -= 1
    oldest.close()
  }

  /// An idle connection ended by itself.
  func forget(_ connection: HTTP1ClientConnection) {
    if pool(connection.origin)?.remove(connection) == true { idleCount -= 1 }
  }

  /// Servers that are gone give their places, and those that came take theirs: indices may be the
  /// same. What is under way to the old ones goes on; its connections are not kept.
  public func replace(_ gone: [Origin], with arrived: [Origin]) {
    for origin in gone {
      guard let pool = pool(origin) else { continue }
      close(pool)
      pool.isGone = true
    }
    for origin in arrived {
      while pools.count <= origin.index { pools.append(nil) }
      if let old = pools[origin.index] { close(old) }
      pools[origin.index] = ConnectionPool(origin: origin)
    }
  }

  private func close(_ pool: ConnectionPool) {
    while let oldest = pool.takeOldest() {
      idleCount -= 1
      oldest.close()
    }
  }

  /// Closes all idle connections: the gateway is going down, or its plan was replaced.
  public func closeIdle() {
    for case let pool? in pools { close(pool) }
  }
}
