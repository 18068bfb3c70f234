import Bytes
import Messages
import Network

/// One HTTP/2 connection to a server: the I/O around a session. Everything that a round of the loop
/// gave to send leaves in one write when the round ends.
final class HTTP2ClientConnection: SocketObserver, RoundObserver, TimerTarget {
  enum TimerTag {
    static let greeting = 0, idle = 1, interval = 2, pong = 3, pause = 4, farewell = 5,
      stall = 6
  }
  /// So many bytes of frames are made at a time.
  private static let outputLimit = 64 << 10

  let socket: StreamSocket
  let session: HTTP2Session
  let pool: HTTP2Pool
  /// Until the server has greeted.
  @exclusivity(unchecked) var dial: HTTP2Dial?
  @exclusivity(unchecked) var greeting = HTTP2Greeting()
  /// Whether a request was ever put on it.
  @exclusivity(unchecked) private(set) var hasCarried = false
  /// Whether it takes no further requests.
  @exclusivity(unchecked) var isRetired = false
  @exclusivity(unchecked) var allowance = StreamAllowance()
  /// The code of the server's GOAWAY.
  @exclusivity(unchecked) var goAwayCode: HTTP2ErrorCode?
  /// Frames that are being written, from `sent` on.
  @exclusivity(unchecked) private var output: [UInt8] = []
  @exclusivity(unchecked) private var sent = 0
  /// Requests of which surely no byte has left.
  @exclusivity(unchecked) private var fresh: [HTTP2ClientStream] = []
  @exclusivity(unchecked) private var isLeaving = false
  @exclusivity(unchecked) var deadlines = DeadlineSet()
  /// When the server sent something last.
  @exclusivity(unchecked) var heardAt: Instant

  init(_ socket: StreamSocket, _ session: HTTP2Session, pool: HTTP2Pool, dial: HTTP2Dial) {
    self.socket = socket
    self.session = session
    self.pool = pool
    self.dial = dial
    heardAt = pool.client.loop.now
    socket.observer = self
    pool.client.connectionCount += 1
  }

  var loop: EventLoop { pool.client.loop }
  var settings: HTTP2ClientSettings { pool.client.settings }

  /// Greets the server, and waits for its greeting.
  func start() {
    let limit = settings.dialerTimeout
    if limit > 0 { deadlines.set(TimerTag.greeting, after: limit, on: loop, for: self) }
    flush()
    if !socket.isClosed, socket.canRead { receive() }
  }

  /// Whether another request can be put on it.
  var hasRoom: Bool {
    !isRetired && !socket.isClosed && !socket.peerFinished && !socket.isHungUp
      && allowance.allows(session.streamCount, peerLimit: session.peerMaxConcurrentStreams)
      && session.canOpen
  }

  /// Whether it lets requests wait because the server refused one.
  var isPausing: Bool { allowance.isPausing }

  /// Whether nothing is under way.
  var isIdle: Bool { session.streamCount == 0 }

  /// Puts a request on it.
  func open(_ stream: HTTP2ClientStream) -> Bool {
    guard stream.open(on: self, at: loop.now) else { return false }
    hasCarried = true
    fresh.append(stream)
    deadlines.clear(TimerTag.idle)
    startInterval()
    leaveWithRound()
    return true
  }

  func send(_ bytes: Span<UInt8>, on stream: HTTP2ClientStream) {
    session.send(bytes, on: stream)
    leaveWithRound()
  }

  func finish(_ stream: HTTP2ClientStream) {
    session.finish(stream)
    leaveWithRound()
  }

  func consumed(_ count: Int, of stream: HTTP2ClientStream) {
    session.consume(count, of: stream)
    leaveWithRound()
  }

  /// The stream is not wanted any more.
  func reset(_ stream: HTTP2ClientStream) {
    session.reset(stream, .cancel)
    leaveWithRound()
  }

  /// A request was given up. Was the server silent all the time, it may be gone.
  func cancelled(_ stream: HTTP2ClientStream) {
    reset(stream)
    if heardAt <= stream.openedAt { ping() }
  }

  func leaveWithRound() {
    guard !isLeaving, !socket.isClosed else { return }
    isLeaving = true
    loop.atEndOfRound(self, first: true)
  }

  func roundEnds() {
    isLeaving = false
    if !socket.isClosed { flush() }
  }

  /// Writes what there is to write, as far as the socket takes it.
  func flush() {
    while !socket.isClosed {
      if sent == output.count, !refill() { break }
      guard socket.canWrite else { return watchStall() }
      switch write() {
      case .bytes(let count): wrote(count)
      case .wouldBlock: return watchStall()
      case .end, .failed: return lost(.connectionLost(goAwayCode))
      }
    }
    if !socket.isClosed, session.isOver { lost(ending) }
  }

  private func wrote(_ count: Int) {
    sent += count
    if !fresh.isEmpty { fresh.removeAll(keepingCapacity: true) }
    deadlines.clear(TimerTag.stall)
  }

  /// Whether anything leaves after a long time in which nothing did: the system reports room only
  /// when there is much of it.
  func leavesAfterStall() -> Bool {
    guard case .bytes(let count) = write() else { return false }
    wrote(count)
    flush()
    return true
  }

  private func write() -> IOResult {
    let held = output
    return socket.write(held.span.extracting(sent..<held.count))
  }

  /// Makes frames; false when there are none.
  private func refill() -> Bool {
    output.removeAll(keepingCapacity: true)
    sent = 0
    session.takeOutput(into: &output, limit: Self.outputLimit)
    handleEvents(of: nil)
    if output.isEmpty, session.streamCount == 0 { output = [] }
    return !output.isEmpty
  }

  func socketChanged(_ readiness: Readiness) {
    if socket.canRead { receive() }
    guard !socket.isClosed else { return }
    if socket.canWrite, sent < output.count { flush() }
  }

  /// Why the connection is over when the session says so.
  var ending: HTTP2Failure {
    if dial != nil { return .notHTTP2(greeting.words) }
    if let failure = session.failure { return .malformed(failure) }
    // With streams under way the session ends only because it found frames that break the rules.
    if isIdle { return .connectionLost(goAwayCode) }
    return .malformed(.malformed(session.reproach ?? "frames that break the rules of HTTP/2"))
  }

  /// The connection is gone: what is under way comes to nothing, but for requests of which no byte
  /// has left.
  func lost(_ failure: HTTP2Failure) {
    guard !socket.isClosed else { return }
    let dial = dial
    let streams = session.openStreams.sorted { $0.id < $1.id }
    let unsent = fresh
    close()
    if let dial { return dial.failed(failure) }
    for case let stream as HTTP2ClientStream in streams {
      if unsent.contains(where: { $0 === stream }) {
        stream.refused()
      } else {
        stream.fail(failure)
      }
    }
  }

  func close() {
    guard !socket.isClosed else { return }
    isRetired = true
    dial = nil
    fresh = []
    deadlines.removeAll(on: loop)
    socket.close()
    pool.client.connectionCount -= 1
    pool.remove(self)
  }
}
