import HTTP
import Messages
import Network

/// One connection of a scripted backend: reads a request, remembers it, plays the reply.
final class ScriptedConnection: SocketObserver, TimerTarget {
  /// How much of a request's content is kept; the rest is read and forgotten.
  private static let keptContent = 64 << 20

  private let socket: StreamSocket
  private let number: Int
  private let backend: ScriptedBackend
  private let server: ScriptedServer
  private let event = LoopEvent()
  private let buffer: IOBuffer
  private var parser = HTTP1RequestParser()
  private var timeIsUp = false
  private var isHeld = false

  init(
    _ socket: StreamSocket, number: Int, backend: ScriptedBackend, server: ScriptedServer
  ) {
    self.socket = socket
    self.number = number
    self.backend = backend
    self.server = server
    buffer = socket.loop.takeBuffer()
    socket.observer = self
  }

  func serve() async {
    while let request = await readRequest() {
      let reply = server.reply(to: request, of: backend.script)
      backend.received(request)
      guard await play(reply, toHead: request.method == "HEAD") else { break }
    }
    socket.close()
    socket.loop.giveBack(buffer)
    server.ended(self, of: backend)
  }

  func socketChanged(_ readiness: Readiness) { event.set() }

  func timerFired(_ tag: Int) {
    timeIsUp = true
    event.set()
  }

  /// The backend goes down.
  func abort() {
    socket.close(abort: true)
    event.set()
  }

  /// Waits; false when the peer leaves meanwhile.
  func pause(milliseconds: Int) async -> Bool {
    timeIsUp = false
    let delay = Int64(milliseconds) * 1_000_000
    let timer = socket.loop.schedule(
      at: socket.loop.now.advanced(byNanoseconds: delay), self)
    while !timeIsUp {
      guard !hasLost else {
        socket.loop.cancel(timer)
        return false
      }
      await event.wait()
    }
    return true
  }

  /// Waits until the answer may go; false when the peer leaves meanwhile.
  func waitToGo() async -> Bool {
    isHeld = true
    while isHeld, !hasLost { await event.wait() }
    return !isHeld
  }

  /// Lets an answer go that is held back.
  func letGo() {
    isHeld = false
    event.set()
  }

  /// Waits until the peer leaves.
  func waitForEnd() async {
    while !hasLost { await event.wait() }
  }

  /// Writes all of it; false when the peer leaves meanwhile.
  func write(_ bytes: [UInt8]) async -> Bool {
    var position = 0
    while position < bytes.count {
      guard !socket.isClosed, !socket.isHungUp else { return false }
      guard socket.canWrite else {
        await event.wait()
        continue
      }
      switch socket.write(bytes.span.extracting(position..<bytes.count)) {
      case .bytes(let count): position += count
      case .wouldBlock: continue
      case .end, .failed: return false
      }
    }
    return true
  }

  /// Breaks the connection off.
  func reset() { socket.close(abort: true) }

  /// The peer was not answered: it left before.
  func peerLeft() { backend.requestWasAbandoned() }

  private var hasLost: Bool { socket.isClosed || socket.isHungUp || socket.peerFinished }

  private func readRequest() async -> RecordedRequest? {
    var head: RequestHead?
    var isChunked = false
    var content: [UInt8] = []
    while true {
      switch nextEvent() {
      case .needsMore: guard await fill() else { return nil }
      case .head(let received, let framing):
        head = received
        isChunked = framing.body == .chunked
        if framing.expectsContinue {
          guard await write([UInt8]("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return nil }
        }
      case .body(let range):
        if content.count < Self.keptContent { content += buffer.bytes[range] }
      case .end:
        return head.map {
          RecordedRequest($0, content: content, isChunked: isChunked, connection: number)
        }
      case .reject: return nil
      }
    }
  }

  private func nextEvent() -> HTTP1RequestEvent {
    var offset = buffer.start
    let bytes = buffer.bytes
    let event = parser.next(bytes.span.extracting(0..<buffer.end), from: &offset)
    buffer.start = offset
    return event
  }

  /// Reads more; false at the end of the connection.
  private func fill() async -> Bool {
    buffer.reset()
    while !socket.isClosed {
      guard socket.canRead else {
        await event.wait()
        continue
      }
      switch socket.read(into: buffer) {
      case .bytes: return true
      case .wouldBlock: continue
      case .end, .failed: return false
      }
    }
    return false
  }
}
