import Network

/// The connections of one loop to one origin, and the requests that wait for one. The first with
/// room is used, so that those not needed grow old and go.
final class HTTP2Pool {
  /// How many streams a server is thought to bear before it has said so.
  private static let assumedStreams = 100
  /// How many connections in a row may end before they carried a request while some wait.
  private static let maxBarren = 6

  let origin: Origin
  let client: HTTP2Client
  @exclusivity(unchecked) private(set) var connections: [HTTP2ClientConnection] = []
  /// Connections that are being made, the server's greeting included.
  @exclusivity(unchecked) private var dials: [HTTP2Dial] = []
  @exclusivity(unchecked) private var waiting: [HTTP2ClientStream] = []
  @exclusivity(unchecked) private var waitingStart = 0
  @exclusivity(unchecked) private var waitingCount = 0
  /// So many ended so since one was of use. Without a limit a server that greets and closes would
  /// be dialed as fast as the network goes.
  @exclusivity(unchecked) private var barrenCount = 0
  /// Whether its server is gone: what is under way ends, nothing is kept.
  @exclusivity(unchecked) private(set) var isGone = false

  init(origin: Origin, client: HTTP2Client) {
    self.origin = origin
    self.client = client
  }

  /// Puts a request on a connection, or has it wait for one. Nothing is reported before it returns.
  func start(_ stream: HTTP2ClientStream) {
    if waitingCount == 0, place(stream) { return }
    guard waitingCount < client.settings.maxWaiting else {
      let refused = LoopBound(here: stream, on: client.loop)
      return client.loop.submit { refused.get.fail(.overloaded) }
    }
    waiting.append(stream)
    stream.isWaiting = true
    waitingCount += 1
    dialIfNeeded()
  }

  private func place(_ stream: HTTP2ClientStream) -> Bool {
    for connection in connections where connection.hasRoom {
      guard connection.open(stream) else { continue }
      barrenCount = 0
      return true
    }
    return false
  }

  /// A server that refuses streams is not helped by further connections.
  private func dialIfNeeded() {
    guard !connections.contains(where: \.isPausing) else { return }
    while waitingCount > dials.count * Self.assumedStreams, mayDial {
      let dial = HTTP2Dial(pool: self)
      dials.append(dial)
      dial.start()
    }
  }

  private var mayDial: Bool {
    let count = connections.count + dials.count
    guard barrenCount < Self.maxBarren else { return count == 0 }
    return count < max(1, client.settings.maxConnectionsPerOrigin)
  }

  /// A request that waited was cancelled.
  func withdrawn(_ stream: HTTP2ClientStream) {
    guard stream.isWaiting else { return }
    stream.isWaiting = false
    waitingCount -= 1
    // Its place is skipped later, but cancelled requests must not pile up.
    if waiting.count - waitingStart > 2 * waitingCount + 64 { compact() }
  }

  private func compact() {
    waiting = waiting[waitingStart...].filter { $0.isWaiting }
    waitingStart = 0
    waitingCount = waiting.count
  }

  private func nextWaiting() -> HTTP2ClientStream? {
    while waitingStart < waiting.count {
      let stream = waiting[waitingStart]
      if stream.isWaiting { return stream }
      waitingStart += 1
    }
    waiting.removeAll(keepingCapacity: waiting.capacity <= 1024)
    waitingStart = 0
    return nil
  }

  /// Gives requests that wait the room that there is.
  func serve() {
    while waitingCount > 0, let stream = nextWaiting(), place(stream) {
      stream.isWaiting = false
      waitingStart += 1
      waitingCount -= 1
    }
    if waitingCount > 0 { dialIfNeeded() }
  }

  /// A connection was made and greeted.
  func ready(_ connection: HTTP2ClientConnection, _ dial: HTTP2Dial) {
    dials.removeAll { $0 === dial }
    connections.append(connection)
    serve()
    connection.becomesIdleIfUnused()
  }

  /// No connection was made.
  func failed(_ failure: HTTP2Failure, _ dial: HTTP2Dial) {
    dials.removeAll { $0 === dial }
    if connections.isEmpty, dials.isEmpty { failWaiting(failure) }
  }

  private func failWaiting(_ failure: HTTP2Failure) {
    let streams = waiting[waitingStart...].filter { $0.isWaiting }
    for stream in streams { stream.isWaiting = false }
    waiting = []
    waitingStart = 0
    waitingCount = 0
    for stream in streams { stream.fail(failure) }
  }

  /// A connection takes no more requests.
  func remove(_ connection: HTTP2ClientConnection) {
    guard let index = connections.firstIndex(where: { $0 === connection }) else { return }
    connections.remove(at: index)
    guard waitingCount > 0 else { return }
    if !connection.hasCarried { barrenCount += 1 }
    guard barrenCount >= Self.maxBarren, connections.isEmpty, dials.isEmpty else {
      return dialIfNeeded()
    }
    failWaiting(.turnedAway)
  }

  /// Lets connections go that nobody uses.
  func closeIdle() {
    for connection in connections where connection.isIdle { connection.retire() }
    guard waitingCount == 0 else { return }
    for dial in dials { dial.stop() }
    dials = []
  }

  /// The server is gone.
  func leave() {
    isGone = true
    closeIdle()
    for connection in connections { connection.retire() }
  }
}
