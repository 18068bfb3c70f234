public import Network

/// The server's part on one loop: a listener and the connections that came in by it.
public final class HTTPServer {
  let loop: EventLoop
  let settings: ServerSettings
  let service: any HTTPService
  let date = DateCache()
  @exclusivity(unchecked) private var scratch: [[UInt8]] = []
  private var listeners: [Listener] = []
  private var connections: [ObjectIdentifier: HTTP1ServerConnection] = [:]
  private var whenDrained: (() -> Void)?
  /// Whether the server takes no more requests.
  @exclusivity(unchecked) private(set) var isDraining = false
  /// Hears that accepting has to pause.
  public var acceptingPaused: (SystemError) -> Void = { _ in }

  /// Makes a server; it serves once it listens.
  public init(loop: EventLoop, settings: ServerSettings, service: any HTTPService) {
    self.loop = loop
    self.settings = settings
    self.service = service
  }

  /// How many clients are connected.
  public var connectionCount: Int { connections.count }

  /// Lends memory to write an answer into: what was given back last is still in the processor's
  /// cache.
  func takeScratch() -> [UInt8] {
    if let taken = scratch.popLast() { return taken }
    var made: [UInt8] = []
    made.reserveCapacity(6 * 1024)
    return made
  }

  /// Takes it back. As much is kept as a round has answers that leave with its end.
  func giveBack(scratch bytes: consuming [UInt8]) {
    guard scratch.count < 64, bytes.capacity <= 16 * 1024 else { return }
    bytes.removeAll(keepingCapacity: true)
    scratch.append(bytes)
  }

  /// Accepts clients.
  public func listen(on socket: ListeningSocket) {
    let listener = Listener(socket, on: loop) { [weak self] socket, peer in
      self?.serve(socket, peer)
    }
    listener.mayAccept = { [weak self] in
      self.map { $0.connections.count < $0.settings.maxConnections } ?? false
    }
    listener.paused = { [weak self] error in self?.acceptingPaused(error) }
    listeners.append(listener)
  }

  private func serve(_ socket: StreamSocket, _ peer: SocketAddress) {
    let connection = HTTP1ServerConnection(socket, peer: peer, server: self)
    connections[ObjectIdentifier(connection)] = connection
    let bound = LoopBound(here: connection, on: loop)
    loop.spawn { await bound.get.serve() }
  }

  func ended(_ connection: HTTP1ServerConnection) {
    connections[ObjectIdentifier(connection)] = nil
    if isDraining, connections.isEmpty { drained() }
  }

  private func drained() {
    let whenDrained = whenDrained
    self.whenDrained = nil
    whenDrained?()
  }

  /// Stops accepting, closes connections that are idle, and lets the others finish the request
  /// under way. `done` is called when the last one has ended.
  public func drain(_ done: @escaping () -> Void) {
    isDraining = true
    whenDrained = done
    for listener in listeners { listener.close() }
    for connection in connections.values { connection.serverDrains() }
    if connections.isEmpty { drained() }
  }

  /// Ends every connection at once.
  public func closeAll() {
    for connection in connections.values { connection.abort() }
  }
}
