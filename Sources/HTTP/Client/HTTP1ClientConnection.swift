import Bytes
import Messages
import Network

/// One HTTP/1.1 connection to a server: sends requests, feeds the answer parser, and is idle in
/// between. All protocol decisions are the parser's; this is the I/O around it.
final class HTTP1ClientConnection: SocketObserver, RoundObserver, TimerTarget {
  private enum TimerTag { static let idle = 0, head = 1 }

  let origin: Origin
  let client: HTTPClient
  let socket: StreamSocket
  @exclusivity(unchecked) var parser: HTTP1ResponseParser
  @exclusivity(unchecked) var exchange: ClientExchange?
  /// Bytes read and not yet passed on; leased while there are any.
  @exclusivity(unchecked) var buffer: IOBuffer?
  /// The part of `buffer` that is content of a streamed answer and waits to be pulled.
  @exclusivity(unchecked) var waiting = 0..<0
  /// What comes behind `waiting`, once the parser has seen it.
  @exclusivity(unchecked) var ending: BodyProgress?
  private var sender = RequestSender()
  /// Whether what is staged leaves at the end of the round.
  @exclusivity(unchecked) private var isLeaving = false
  /// Whether the answer under way leaves the connection fit for another request.
  @exclusivity(unchecked) var canReuse = false
  @exclusivity(unchecked) private var isReused = false
  @exclusivity(unchecked) private var isIdle = false
  @exclusivity(unchecked) var hasAnswerByte = false
  /// Whether the last answer was relayed: the next one probably will be too.
  @exclusivity(unchecked) var expectsRelay = false
  @exclusivity(unchecked) private var deadlines = DeadlineSet()

  init(_ socket: StreamSocket, origin: Origin, client: HTTPClient) {
    self.socket = socket
    self.origin = origin
    self.client = client
    parser = HTTP1ResponseParser(limits: client.settings.limits)
    socket.observer = self
    client.connectionCount += 1
  }

  var loop: EventLoop { client.loop }

  /// Sends a request. The connection must not be in use.
  func begin(_ exchange: ClientExchange) {
    self.exchange = exchange
    exchange.connection = self
    hasAnswerByte = false
    ending = nil
    parser.begin(answerTo: exchange.request.method)
    sender.begin(exchange.request)
    send()
    // A request that must not be repeated goes while the socket is known to be alive.
    if isLeaving, isReused, !exchange.request.isRepeatable { roundEnds() }
  }

  /// Sends as much as the socket takes; what is small leaves when the round ends.
  private func send() {
    if case .source(let source, _) = sender.content, source.whenReady == nil {
      source.whenReady = { [weak self] in self?.send() }
    }
    switch sender.send(on: socket) {
    case .finished: startHeadTimer()
    case .waits: break
    case .pauses: sendInNextRound()
    case .failed(let failure): return fail(.requestBody(failure))
    case .broken: return sendingBroke()
    }
    leaveWithRound()
  }

  private func leaveWithRound() {
    guard sender.isStaged, socket.canWrite, !isLeaving else { return }
    isLeaving = true
    loop.atEndOfRound(self, first: true)
  }

  func roundEnds() {
    guard isLeaving else { return }
    isLeaving = false
    guard exchange != nil, !socket.isClosed else { return }
    if case .broken = sender.flush(on: socket) { sendingBroke() }
  }

  private func sendInNextRound() {
    let connection = LoopBound(here: self, on: loop)
    loop.submit {
      if !connection.get.socket.isClosed { connection.get.send() }
    }
  }

  /// A server may answer and close before it has read everything: its answer counts.
  private func sendingBroke() {
    let exchange = exchange
    receive()
    if self.exchange === exchange, !hasAnswerByte { fail(.connectionLost) }
  }

  private func startHeadTimer() {
    let limit = client.settings.responseHeaderTimeout
    guard limit > 0, !deadlines.has(TimerTag.head), !hasAnswerByte else { return }
    deadlines.set(TimerTag.head, after: limit, on: loop, for: self)
  }

  func cancelTimer() {
    deadlines.clear(TimerTag.head)
    deadlines.clear(TimerTag.idle)
  }

  func timerFired(_ tag: Int) {
    guard deadlines.strike(on: loop, for: self) != 0 else { return }
    if isIdle {
      client.forget(self)
      close()
    } else {
      fail(.headTimeout)
    }
  }

  func socketChanged(_ readiness: Readiness) {
    guard let exchange else { return idleChanged() }
    // What comes before the request has left is no answer to it (RFC 9112 §9.2).
    if !sender.hasSent, socket.canRead, !socket.isQuiet() { return fail(.connectionLost) }
    if !sender.isDelivered, socket.canWrite { send() }
    guard socket.canRead, self.exchange === exchange else { return }
    if exchange.isStreaming {
      exchange.whenReady?()
    } else {
      receive()
    }
  }

  /// An idle connection that becomes readable has ended, or its server talks out of turn
  /// (RFC 9112 §9.2): either way it is of no more use.
  private func idleChanged() {
    guard isIdle, socket.isHungUp || socket.canRead && !socket.isQuiet() else { return }
    client.forget(self)
    close()
  }

  /// Ends the exchange with a failure; the connection is of no more use.
  func fail(_ failure: ExchangeFailure) {
    guard let exchange else { return close() }
    self.exchange = nil
    let wasUnused = isReused && !hasAnswerByte
    close()
    if wasUnused, case .connectionLost = failure {
      exchange.connectionDiedUnused()
    } else {
      exchange.fail(failure)
    }
  }

  /// The exchange was cancelled: nobody is told.
  func drop() {
    exchange = nil
    close()
  }

  /// The answer is complete.
  func finish(reusable: Bool) {
    let exchange = exchange
    self.exchange = nil
    cancelTimer()
    // Bytes behind the answer must not be taken for the next one.
    let isClean = buffer?.isEmpty ?? true && (!socket.canRead || socket.isQuiet())
    giveBackBuffer()
    sender.forgetContent()
    if reusable, isClean, sender.isDelivered, !socket.peerFinished {
      sender.forget()
      client.release(self)
    } else {
      close()
    }
    exchange?.finished()
  }

  func enterIdle() {
    isIdle = true
    isReused = true
    let limit = client.settings.idleConnectionTimeout
    if limit > 0 { deadlines.set(TimerTag.idle, after: limit, on: loop, for: self) }
  }

  /// Takes the connection out of idleness; false, and closed, if the server is known to have left.
  /// `checking` asks the socket itself, since news of its end may still wait in the kernel; so does
  /// a hint that something is there behind the last answer, which no request may take for its own.
  func leaveIdle(checking: Bool) -> Bool {
    isIdle = false
    cancelTimer()
    let isSuspect = checking || socket.canRead
    if socket.peerFinished || socket.isHungUp || isSuspect && !socket.isQuiet() {
      close()
      return false
    }
    return true
  }

  func giveBackBuffer() {
    guard let buffer else { return }
    loop.giveBack(buffer)
    self.buffer = nil
    waiting = 0..<0
    ending = nil
  }

  func close() {
    guard !socket.isClosed else { return }
    client.connectionCount -= 1
    deadlines.removeAll(on: loop)
    giveBackBuffer()
    sender.forget()
    socket.close()
  }
}
