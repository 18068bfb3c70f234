import Glibc
import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

@Suite("Clients that leave, and a server that does", .timeLimit(.minutes(1)))
struct ServerLeavingTests {
  /// Tells how often a service was told that its client has gone.
  private final class Farewells: Sendable {
    let count = Atomic(0)
    let started = Atomic(0)

    /// Waits until the client leaves, then answers.
    var answer: ServerRig.Answer {
      { exchange in
        let event = LoopEvent()
        exchange.observer = LeavingObserver {
          self.count.add(1, ordering: .relaxed)
          event.set()
        }
        self.started.add(1, ordering: .relaxed)
        await event.wait()
        #expect(exchange.isAbandoned)
        await exchange.answer("too late")
      }
    }

    func has(_ number: Int) -> Bool { eventually { count.load(ordering: .relaxed) == number } }

    func hasStarted(_ number: Int) -> Bool {
      eventually { started.load(ordering: .relaxed) == number }
    }
  }

  @Test(
    "A client that resets, closes or half-closes while it waits has left: the service hears once")
  func leaving() throws {
    let farewells = Farewells()
    let rig = try ServerRig(farewells.answer)
    let leave: [(RawSocket) -> Void] = [{ $0.reset() }, { $0.end() }, { $0.finishWriting() }]
    for (number, leave) in zip(1..., leave) {
      let client = try rig.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(farewells.hasStarted(number))
      leave(client)
      #expect(farewells.has(number))
    }
    rig.stop()
    #expect(farewells.has(3))
  }

  @Test("A client that left before its request was looked at has left, too")
  func leftBefore() throws {
    let farewells = Farewells()
    let rig = try ServerRig(farewells.answer)
    // The loop is busy while the client comes, asks and goes: all that is one event to it.
    let busy = Handover<Bool>()
    let client = try rig.connect()
    #expect(eventually { rig.connections == 1 })
    rig.loop.submit { _ = busy.take() }
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    client.finishWriting()
    busy.put(true)
    #expect(farewells.has(1))
    #expect(try client.receiveAll().text.hasSuffix("too late"))
    rig.stop()
  }

  @Test("A half-closed client still gets what can be said at once")
  func halfClosed() throws {
    let rig = try ServerRig { await $0.answer("at once") }
    for _ in 0..<20 {
      let client = try rig.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      client.finishWriting()
      let (text, wasReset) = try client.receiveAll()
      #expect(text.hasSuffix("at once"))
      #expect(!wasReset)
    }
    rig.stop()
  }

  @Test("Thousands that vanish at any moment leave nothing behind", arguments: [1, 2])
  func vanishing(seed: UInt64) throws {
    let rig = try ServerRig(loops: 2) { exchange in
      do {
        _ = try await exchange.collect(limit: 1 << 20)
        let source = PatternSource(total: 100_000, announced: true)
        _ = await exchange.send(ResponseHead(status: .ok), streaming: source)
      } catch {
        await exchange.answer("\(error)", status: 400)
      }
    }
    var random = Randomness(seed: seed)
    let request = Array(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n01234567890123456789".utf8)
    for _ in 0..<2000 {
      let client = try rig.connect()
      try client.send(Array(request.prefix(Int(random.next() & 127))))
      if random.next() % 4 == 0 { _ = client.isReadable(withinMilliseconds: 1) }
      switch random.next() % 3 {
      case 0: client.reset()
      case 1: client.finishWriting()
      default: client.end()
      }
    }
    #expect(eventually { rig.isIdle })
    rig.stop()
  }

  @Test("A drain ends idle connections at once, lets answers finish, and is over with the last")
  func drain() throws {
    let gate = LoopGate()
    let rig = try ServerRig { exchange in
      await gate.pass(on: exchange.loop)
      await exchange.answer("finished")
    }
    let idle = try rig.connect()
    let busy = try rig.connect()
    let begun = try rig.connect()
    try busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(gate.isReached())
    try begun.send("GET / HT")
    #expect(eventually { rig.connections == 3 })
    let drained = rig.drain()
    #expect(try idle.receiveAll() == ("", false))
    #expect(throws: RawSocketError.self) { _ = try rig.connect() }
    #expect(rig.connections == 2)
    gate.open(on: rig.loop)
    let (text, wasReset) = try busy.receiveAll()
    #expect(text.contains("\r\nConnection: close\r\n"))
    #expect(text.hasSuffix("finished"))
    #expect(!wasReset)
    // A request whose first bytes had come is under way.
    try begun.send("TP/1.1\r\nHost: a\r\n\r\n")
    #expect(try begun.receiveAll().text.hasSuffix("finished"))
    #expect(drained.arrives() == true)
    rig.group.stop()
  }

  @Test("What is not finished when the wait is over is broken off, in whatever it does")
  func closeAll() throws {
    let reached = Atomic(0)
    let told = Atomic(0)
    let rig = try ServerRig { exchange in
      reached.add(1, ordering: .relaxed)
      switch exchange.path {
      case "/wait":
        let event = LoopEvent()
        exchange.observer = LeavingObserver {
          told.add(1, ordering: .relaxed)
          event.set()
        }
        await event.wait()
        await exchange.answer("too late")
      case "/collect":
        let result = try? await exchange.collect(limit: 1 << 20)
        #expect(result == nil)
      case "/source":
        _ = await exchange.send(
          ResponseHead(status: .ok),
          streaming: PatternSource(total: 10, announced: true, available: 5))
      default:
        _ = await exchange.send(
          ResponseHead(status: .ok), streaming: PatternSource(total: 1 << 40, announced: true))
      }
    }
    let clients = try ["/wait", "/collect", "/source", "/full"].map { path in
      let client = try rig.connect(receiveBuffer: 4096)
      try client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
      return client
    }
    let idle = try rig.connect()
    #expect(eventually { reached.load(ordering: .relaxed) == 4 && rig.connections == 5 })
    rig.closeAll()
    #expect(eventually { rig.isIdle })
    #expect(told.load(ordering: .relaxed) == 1)
    // What the last one would have to read first is more than its kernel holds.
    for client in clients[..<3] { #expect(try client.receiveAll().wasReset) }
    #expect(try idle.receiveAll().wasReset)
    rig.stop()
  }

  @Test("A full house waits at the door")
  func connectionLimit() throws {
    var settings = ServerSettings.patient
    settings.maxConnections = 2
    let rig = try ServerRig(settings: settings) { await $0.answer("in") }
    let clients = try (0..<4).map { _ in try rig.connect() }
    for client in clients { try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
    for client in clients[..<2] { #expect(try client.receiveAnswer().content == "in") }
    #expect(rig.connections == 2)
    for client in clients[..<2] { client.end() }
    for client in clients[2...] { #expect(try client.receiveAnswer().content == "in") }
    rig.stop()
  }
}
