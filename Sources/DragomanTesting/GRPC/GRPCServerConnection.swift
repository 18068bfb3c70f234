import Bytes
import HTTP
import Messages
import Network

/// One connection of a scripted gRPC server: the I/O around a session in the server's role.
final class GRPCServerConnection: SocketObserver, RoundObserver {
  private let socket: StreamSocket
  let session: HTTP2Session
  let number: Int
  let server: ScriptedGRPCServer
  private let listener: GRPCListener
  private var output: [UInt8] = []
  private var sent = 0
  private var isLeaving = false
  private var closesWhenSent = false

  init(
    _ socket: StreamSocket, _ session: HTTP2Session, number: Int, server: ScriptedGRPCServer,
    listener: GRPCListener
  ) {
    self.socket = socket
    self.session = session
    self.number = number
    self.server = server
    self.listener = listener
    socket.observer = self
  }

  var loop: EventLoop { socket.loop }
  var isClosed: Bool { socket.isClosed }

  func start() {
    flush()
    socketChanged([])
  }

  func socketChanged(_ readiness: Readiness) {
    if !socket.isClosed, socket.canRead { receive() }
    if !socket.isClosed, socket.canWrite { flush() }
  }

  private func receive() {
    let buffer = loop.takeBuffer()
    defer { loop.giveBack(buffer) }
    while !socket.isClosed, socket.canRead {
      buffer.reset()
      switch socket.read(into: buffer) {
      case .bytes: feed(buffer)
      case .wouldBlock: return
      case .end, .failed: return close()
      }
    }
  }

  private func feed(_ buffer: IOBuffer) {
    let bytes = buffer.bytes
    let span = bytes.span.extracting(buffer.start..<buffer.end)
    let isBroken = (try? session.receive(span, at: loop.now.nanoseconds)) == nil
    handleEvents(span)
    if isBroken { flush() } else { leaveWithRound() }
  }

  private func handleEvents(_ bytes: Span<UInt8>?) {
    while let event = session.nextEvent() {
      switch event {
      case .request(let stream, let head):
        stream.context = GRPCServerCall(stream, head, connection: self)
        server.carries(session.streamCount)
      case .data(let stream, let range):
        session.consume(range.count, of: stream)
        if let bytes { call(stream)?.received(bytes.extracting(range)) }
      case .ended(let stream): call(stream)?.requestEnded()
      case .drained(let stream): call(stream)?.goOn()
      case .closed(let stream, let closure):
        if case .reset(let code) = closure { server.wasReset(code.rawValue) }
        call(stream)?.isOver = true
        stream.context = nil
      case .head, .trailers, .settings, .pong, .goAway: break
      }
    }
  }

  private func call(_ stream: HTTP2Stream) -> GRPCServerCall? { stream.context as? GRPCServerCall }

  func leaveWithRound() {
    guard !isLeaving, !socket.isClosed else { return }
    isLeaving = true
    loop.atEndOfRound(self)
  }

  func roundEnds() {
    isLeaving = false
    flush()
  }

  private func flush() {
    while !socket.isClosed {
      if sent == output.count {
        output.removeAll(keepingCapacity: true)
        sent = 0
        session.takeOutput(into: &output, limit: 64 << 10)
        handleEvents(nil)
        if output.isEmpty { break }
      }
      guard socket.canWrite else { return }
      switch write() {
      case .bytes(let count): sent += count
      case .wouldBlock: return
      case .end, .failed: return close()
      }
    }
    if closesWhenSent || session.isOver { close() }
  }

  private func write() -> IOResult {
    let held = output
    return socket.write(held.span.extracting(sent..<held.count))
  }

  /// Sends bytes of no session and closes.
  func send(raw bytes: [UInt8]) {
    flush()
    output += bytes
    closesWhenSent = true
    leaveWithRound()
  }

  /// Closes when all that is on its way has been sent.
  func cut() {
    closesWhenSent = true
    leaveWithRound()
  }

  func goAway() {
    session.goAway()
    leaveWithRound()
  }

  func release() {
    for stream in session.openStreams.sorted(by: { $0.id < $1.id }) { call(stream)?.release() }
  }

  func close(abort: Bool = false) {
    guard !socket.isClosed else { return }
    for stream in session.openStreams {
      call(stream)?.isOver = true
      stream.context = nil
    }
    socket.close(abort: abort)
    listener.ended(self)
    server.connectionClosed()
  }
}
