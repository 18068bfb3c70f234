import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

@Suite("Content that passes through the server", .timeLimit(.minutes(2)))
struct ServerStreamingTests {
  /// Sends a pattern of the length in the path, with its length or in chunks.
  private static let pattern: ServerRig.Answer = { exchange in
    let parts = exchange.path.split(separator: "/")
    let total = Int(parts[1]) ?? 0
    _ = await exchange.send(
      ResponseHead(status: .ok),
      streaming: PatternSource(total: total, announced: parts[0] == "length", step: 50_000))
  }

  @Test(
    "arrives whole in answers, with its length or in chunks",
    arguments: ["length", "chunks"], [0, 1, 4096, 65_536, 3_000_000])
  func answers(kind: String, total: Int) throws {
    let rig = try ServerRig(Self.pattern)
    let client = try rig.connect()
    for _ in 0..<2 {
      try client.send("GET /\(kind)/\(total) HTTP/1.1\r\nHost: a\r\n\r\n")
      let head = WireAnswer(head: try client.receive(through: "\r\n\r\n"))
      let content: [UInt8]
      if kind == "length" {
        #expect(head.field("Content-Length") == "\(total)")
        content = try client.receive(total)
      } else {
        #expect(head.field("Transfer-Encoding") == "chunked")
        content = try client.receiveChunks()
      }
      #expect(content.count == total)
      #expect(PatternSource.matches(content, from: 0))
    }
    rig.stop()
  }

  @Test("of unknown length ends with the connection for HTTP/1.0")
  func http10() throws {
    let rig = try ServerRig(Self.pattern)
    let client = try rig.connect()
    try client.send("GET /chunks/5000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    let head = try client.receive(through: "\r\n\r\n")
    #expect(!head.contains("chunked"))
    #expect(head.contains("\r\nConnection: close\r\n"))
    #expect(try client.receive(5000) == PatternSource.bytes(0..<5000))
    #expect(try client.receiveAll() == ("", false))
    rig.stop()
  }

  @Test("is not asked for with HEAD, and the connection goes on")
  func head() throws {
    let rig = try ServerRig(Self.pattern)
    let client = try rig.connect()
    for _ in 0..<3 {
      try client.send("HEAD /length/500 HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.receiveAnswer(toHead: true).field("Content-Length") == "500")
    }
    rig.stop()
  }

  @Test(
    "waits for a reader that stops, within bounded memory, and goes on with it",
    arguments: [100, 4096, 50_000], [true, false])
  func backPressure(step: Int, announced: Bool) throws {
    let total = step == 100 ? 6 << 20 : 24 << 20
    let source = Mutex<LoopBound<PatternSource>?>(nil)
    let rig = try ServerRig { exchange in
      let pattern = PatternSource(total: total, announced: announced, step: step)
      source.withLock { $0 = LoopBound(here: pattern, on: exchange.loop) }
      _ = await exchange.send(ResponseHead(status: .ok), streaming: pattern)
    }
    let client = try rig.connect(receiveBuffer: 4096)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = try client.receive(through: "\r\n\r\n")
    // The source is offered nothing more once the connection is full.
    let bound = try #require(source.withLock { $0 })
    #expect(eventually { rig.loop.run { bound.get.wasBlocked } })
    let taken = rig.loop.run { bound.get.taken }
    #expect(taken < total)
    #expect(rig.loop.run { bound.get.taken } == taken)
    #expect(rig.leasedBuffers == 0)
    if !announced {
      #expect(PatternSource.matches(try client.receiveChunks(), from: 0))
      return rig.stop()
    }
    var position = 0
    while position < total {
      let some = try client.receiveSome()
      try #require(!some.isEmpty)
      try #require(PatternSource.matches(some, from: position))
      position += some.count
    }
    rig.stop()
  }

  @Test("that fails half way ends with the connection: the part cannot be taken for the whole")
  func failure() throws {
    let rig = try ServerRig { exchange in
      let source = PatternSource(
        total: 1000, announced: exchange.path.hasPrefix("/length"), available: 400)
      let bound = LoopBound(here: source, on: exchange.loop)
      if exchange.path.hasSuffix("?early") {
        source.fail(.connectionLost)
      } else {
        exchange.loop.submit { bound.get.fail(.connectionLost) }
      }
      let isWhole = await exchange.send(ResponseHead(status: .ok), streaming: source)
      #expect(!isWhole)
      #expect(source.wasAbandoned)
      #expect(source.whenReady == nil)
    }
    let part = String(decoding: PatternSource.bytes(0..<400), as: UTF8.self)
    for (path, ending) in [("/length", part), ("/chunks", "190\r\n\(part)\r\n")] {
      let client = try rig.connect()
      try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
      let (text, wasReset) = try client.receiveAll()
      #expect(text.hasSuffix(ending))
      #expect(!wasReset)
    }
    // What came before the failure leaves even where both are found at once.
    let early = try rig.connect()
    try early.send("GET /length?early HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try early.receiveAll().text.hasSuffix(part))
    // Here only the end of the connection tells, so it has to be a broken one.
    let old = try rig.connect()
    try old.send("GET /chunks HTTP/1.0\r\n\r\n")
    #expect(try old.receiveAll().wasReset)
    rig.stop()
  }

  @Test("leaves the server as soon as it is there, head first")
  func promptness() throws {
    let source = Mutex<LoopBound<PatternSource>?>(nil)
    let rig = try ServerRig { exchange in
      let pattern = PatternSource(total: 6, announced: false, available: 0)
      source.withLock { $0 = LoopBound(here: pattern, on: exchange.loop) }
      _ = await exchange.send(ResponseHead(status: .ok), streaming: pattern)
    }
    let client = try rig.connect()
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = try client.receive(through: "\r\n\r\n")
    let bound = try #require(source.withLock { $0 })
    for position in [0, 2, 4] {
      rig.loop.submit { bound.get.arrive(2) }
      let piece = String(decoding: PatternSource.bytes(position..<position + 2), as: UTF8.self)
      #expect(try client.receive(through: "2\r\n\(piece)\r\n") == "2\r\n\(piece)\r\n")
    }
    #expect(try client.receive(through: "0\r\n\r\n") == "0\r\n\r\n")
    rig.stop()
  }

  @Test("waits for a service that does not take it, and arrives whole when it does")
  func uploadBackPressure() throws {
    let gate = LoopGate()
    let rig = try ServerRig { exchange in
      await gate.pass(on: exchange.loop)
      do {
        let content = try await exchange.collect(limit: 1 << 30)
        let isSame = PatternSource.matches(content, from: 0)
        await exchange.answer("\(content.count) \(isSame)")
      } catch {
        await exchange.answer("\(error)")
      }
    }
    let total = 32 << 20
    let client = try rig.connect()
    try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(total)\r\n\r\n")
    // Nobody reads: what the two kernels hold is all that can be sent.
    let content = PatternSource.bytes(0..<total)
    let sent = client.sendUntilBlocked(content)
    #expect(sent < total)
    #expect(rig.leasedBuffers <= 1)
    gate.open(on: rig.loop)
    try client.send(Array(content[sent...]))
    #expect(try client.receiveAnswer().content == "\(total) true")
    rig.stop()
  }
}

/// Holds tasks of a loop until a test lets them pass.
final class LoopGate: Sendable {
  private let event = Mutex<LoopBound<LoopEvent>?>(nil)
  private let isOpen = Atomic(false)
  private let arrived = Handover<Bool>()

  func pass(on loop: EventLoop) async {
    let own = LoopEvent()
    event.withLock { $0 = LoopBound(here: own, on: loop) }
    arrived.put(true)
    while !isOpen.load(ordering: .relaxed) { await own.wait() }
  }

  /// Waits until a task stands at the gate; false if none comes.
  func isReached() -> Bool { arrived.arrives() ?? false }

  func open(on loop: EventLoop) {
    isOpen.store(true, ordering: .relaxed)
    let event = event.withLock { $0 }
    loop.submit { event?.get.set() }
  }
}
