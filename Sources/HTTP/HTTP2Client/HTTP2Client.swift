public import Network

/// The HTTP/2 client of one loop: puts requests on connections, many on each. Prior knowledge
/// (RFC 9113 §3.3): whoever asks it knows that the server speaks HTTP/2.
public final class HTTP2Client {
  let loop: EventLoop
  let settings: HTTP2ClientSettings
  let addresses: AddressBook
  @exclusivity(unchecked) private var pools: [HTTP2Pool?] = []
  /// Connections that are open, in use or not.
  @exclusivity(unchecked) public internal(set) var connectionCount = 0

  /// Makes a client for a loop.
  public init(loop: EventLoop, settings: HTTP2ClientSettings, addresses: AddressBook) {
    self.loop = loop
    self.settings = settings
    self.addresses = addresses
  }

  /// Begins a request: on a connection that stands it leaves when the loop's round ends.
  public func start(
    _ request: HTTP2Request, to origin: Origin, receiver: any HTTP2Receiver
  ) -> HTTP2ClientStream {
    let pool = pool(origin)
    let stream = HTTP2ClientStream(request, pool: pool, receiver: receiver)
    pool.start(stream)
    return stream
  }

  /// The pool of an origin. One that has no place, or lost it to another (`replace`), has a pool
  /// that lives as long as its requests.
  private func pool(_ origin: Origin) -> HTTP2Pool {
    guard origin.isPooled else { return passingPool(origin) }
    while pools.count <= origin.index { pools.append(nil) }
    if let pool = pools[origin.index] {
      return !pool.isGone && pool.origin.isSame(as: origin) ? pool : passingPool(origin)
    }
    let pool = HTTP2Pool(origin: origin, client: self)
    pools[origin.index] = pool
    return pool
  }

  private func passingPool(_ origin: Origin) -> HTTP2Pool {
    let pool = HTTP2Pool(origin: origin, client: self)
    pool.leave()
    return pool
  }

  /// Servers that are gone give their places, and those that came take theirs: indices may be the
  /// same. What is under way to the old ones goes on; its connections are not kept.
  public func replace(_ gone: [Origin], with arrived: [Origin]) {
    for origin in gone where origin.isPooled && origin.index < pools.count {
      if let pool = pools[origin.index], pool.origin.isSame(as: origin) { pool.leave() }
    }
    for origin in arrived where origin.isPooled {
      while pools.count <= origin.index { pools.append(nil) }
      pools[origin.index]?.leave()
      pools[origin.index] = HTTP2Pool(origin: origin, client: self)
    }
  }

  /// Lets all connections go that have no streams: the gateway is going down, or its plan was
  /// replaced.
  public func closeIdle() {
    for case let pool? in pools { pool.closeIdle() }
  }
}
