import Bytes
import Messages
import Network

/// One HTTP/1.1 client: reads a request, has the service answer it, and begins again. Protocol
/// decisions are the parser's; this is the I/O around it, in the order in which it happens.
final class HTTP1ServerConnection: SocketObserver, RoundObserver, TimerTarget {
  enum TimerTag {
    static let idle = 0, head = 1, read = 2, stall = 3, write = 4, linger = 5, park = 6
    static let deadline = 7
  }

  let socket: StreamSocket
  let server: HTTPServer
  let peerAddress: FieldValue
  /// Wakes the task of the connection: the socket changed, a timer fired, a source has something.
  let event = LoopEvent()
  @exclusivity(unchecked) var parser: HTTP1RequestParser
  /// Bytes read and not yet consumed; leased while there are any.
  @exclusivity(unchecked) var buffer: IOBuffer?
  /// The part of `buffer` that is content of the request and waits to be pulled.
  @exclusivity(unchecked) var waiting = 0..<0
  @exclusivity(unchecked) var request = HTTP1ServerConnection.noRequest
  @exclusivity(unchecked) var framing = HTTP1RequestFraming(
    body: .none, keepsAlive: true, expectsContinue: false)
  @exclusivity(unchecked) var bodyState = BodyState.ended
  @exclusivity(unchecked) var whenReady: (() -> Void)?
  @exclusivity(unchecked) var observer: (any ExchangeObserver)? {
    // The client may have gone while nobody listened, and no further event would tell.
    didSet { if isAbandoned { abandoned() } }
  }
  /// Whether the observer knows that the client has gone.
  @exclusivity(unchecked) var hasToldOfLeaving = false
  @exclusivity(unchecked) var sender = MessageSender()
  /// Whether what is staged leaves at the end of the round.
  @exclusivity(unchecked) var isLeaving = false
  /// Whether the head of the answer under way was written.
  @exclusivity(unchecked) var hasAnswered = false
  @exclusivity(unchecked) var bytesSent: UInt64 = 0
  /// What content passes through that is relayed.
  @exclusivity(unchecked) var pipe: SplicePipe?
  /// Whether the client knows the end of the content under way by the end of the connection.
  var endsByClosing = false
  /// Whether the client has taken nothing for too long.
  var takesNothing = false
  /// Whether the connection outlives the answer under way.
  @exclusivity(unchecked) var keepsAlive = true
  @exclusivity(unchecked) var phase = Phase.reading
  @exclusivity(unchecked) private var deadlines = DeadlineSet()
  /// The timers that have struck, a bit each.
  @exclusivity(unchecked) private var expired: UInt8 = 0
  /// How many requests were answered in this round of the loop.
  @exclusivity(unchecked) private var answeredInRound = 0
  @exclusivity(unchecked) private var round = Instant(nanoseconds: 0)

  enum Phase {
    case reading, responding, closed
    /// Idle for so long that its task has ended; `wake` starts another.
    case parked
  }

  /// Where the content of the request under way stands.
  enum BodyState: Equatable {
    /// The client waits for `100 Continue` before it sends (RFC 9110 §10.1.1).
    case expected
    case arriving
    case ended
    case failed(BodyFailure)
  }

  init(_ socket: StreamSocket, peer: SocketAddress, server: HTTPServer) {
    self.socket = socket
    self.server = server
    peerAddress = FieldValue(peer.ipText.span) ?? .empty
    parser = HTTP1RequestParser(limits: server.settings.limits)
    socket.observer = self
  }

  var loop: EventLoop { socket.loop }

  /// The life of a connection.
  func serve() async {
    while await readHead() {
      phase = .responding
      await server.service.respond(to: self)
      observer = nil
      guard await finish() else { break }
      phase = .reading
      await giveOthersTheirTurn()
    }
    guard phase != .parked else { return park() }
    _ = await sendRest()
    close()
  }

  /// The task of an idle connection ends: the stack of a task that has run a request holds 5 KB,
  /// most of what an idle connection costs.
  private func park() {
    request = HTTP1ServerConnection.noRequest
    let rest = server.settings.idleTimeout - HTTP1ServerConnection.parkNanoseconds
    setTimer(TimerTag.idle, after: rest)
  }

  /// Something happened that the task of the connection has to look at.
  func wake() {
    guard phase == .parked else { return event.set() }
    if hasExpired(TimerTag.idle) || socket.isClosed || server.isDraining { return close() }
    phase = .reading
    let connection = LoopBound(here: self, on: loop)
    loop.spawn { await connection.get.serve() }
  }

  /// A client that sends requests faster than they are answered would never make the task wait.
  private func giveOthersTheirTurn() async {
    if round != loop.now {
      round = loop.now
      answeredInRound = 0
    }
    answeredInRound += 1
    if answeredInRound >= 32 { await loop.nextRound() }
  }

  func socketChanged(_ readiness: Readiness) {
    if phase == .responding, socket.peerFinished || socket.isHungUp { abandoned() }
    if phase == .responding {
      if socket.canRead { whenReady?() }
      leaveWithRound()
    }
    wake()
  }

  /// The client has gone: whoever works for it is told once.
  private func abandoned() {
    guard let observer, !hasToldOfLeaving else { return }
    hasToldOfLeaving = true
    observer.clientLeft()
  }

  func timerFired(_ tag: Int) {
    let reached = deadlines.strike(on: loop, for: self)
    guard reached != 0 else { return }
    expired |= reached
    if hasExpired(TimerTag.stall) || hasExpired(TimerTag.read) { contentFailed(.timeout) }
    if hasExpired(TimerTag.deadline) {
      cancelTimer(TimerTag.deadline)
      observer?.deadlineReached()
    }
    wake()
  }

  /// The content of the request under way will not arrive whole.
  private func contentFailed(_ failure: BodyFailure) {
    guard bodyState == .arriving || bodyState == .expected else { return }
    bodyState = .failed(failure)
    whenReady?()
  }

  func setTimer(_ tag: Int, after nanoseconds: Int64) {
    cancelTimer(tag)
    guard nanoseconds > 0 else { return }
    deadlines.set(tag, after: nanoseconds, on: loop, for: self)
  }

  func setDeadline(afterNanoseconds delay: Int64) {
    setTimer(TimerTag.deadline, after: max(1, delay))
  }

  func clearDeadline() { cancelTimer(TimerTag.deadline) }

  func hasExpired(_ tag: Int) -> Bool { expired & 1 << UInt8(tag) != 0 }

  func hasTimer(_ tag: Int) -> Bool { deadlines.has(tag) }

  func cancelTimer(_ tag: Int) {
    deadlines.clear(tag)
    expired &= ~(1 << UInt8(tag))
  }

  /// The server goes down: an idle connection ends now, a busy one after its answer.
  func serverDrains() {
    keepsAlive = false
    if phase != .responding { wake() }
  }

  /// Ends the connection at once.
  func abort() {
    guard phase != .closed else { return }
    abandoned()
    keepsAlive = false
    contentFailed(.connectionLost)
    socket.close(abort: true)
    wake()
  }

  func giveBackBuffer() {
    guard let buffer else { return }
    loop.giveBack(buffer)
    self.buffer = nil
    waiting = 0..<0
  }

  private func close() {
    guard phase != .closed else { return }
    phase = .closed
    deadlines.removeAll(on: loop)
    giveBackBuffer()
    giveBackPipe()
    whenReady = nil
    socket.close()
    server.ended(self)
  }

  static let turnBytes = 1 << 20
  /// How long a connection is idle before its task ends: soon, since memory once spread over many
  /// stacks does not go back to the system.
  static let parkNanoseconds: Int64 = 250_000_000
  static let noRequest = RequestHead(method: .get, target: .root)
}
