import HTTP
import Messages
import SocketTesting
import Testing

@Suite("Content that is relayed from socket to socket", .timeLimit(.minutes(2)))
struct RelayingTests {
  private static let request = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"

  /// Answers every request with so much of the pattern.
  private static func backend(_ total: Int) throws -> ServerRig {
    try ServerRig { exchange in
      await exchange.send(
        ResponseHead(status: .ok), Array(PatternSource.bytes(0..<total)))
    }
  }

  private func end(_ relay: Relay, _ backend: ServerRig? = nil) {
    relay.closeIdle()
    #expect(eventually { relay.pipes.leased == 0 })
    #expect(eventually { relay.rig.isIdle && relay.timers == 0 })
    #expect(relay.pipes.free == 0)
    relay.rig.stop()
    backend?.stop()
  }

  @Test(
    "arrives whole, time and again on the same two connections",
    arguments: [32 * 1024, 65_536, 100_000, 3_000_001])
  func whole(total: Int) throws {
    let backend = try Self.backend(total)
    let relay = try Relay(to: backend.port, loops: 1)
    let client = try relay.rig.connect()
    for _ in 0..<5 {
      try client.send(Self.request)
      let head = WireAnswer(head: try client.receive(through: "\r\n\r\n"))
      #expect(head.field("Content-Length") == "\(total)")
      #expect(PatternSource.matches(try client.receive(total), from: 0))
    }
    #expect(backend.connections == 1)
    if total > 65_536 { #expect(eventually { relay.pipes == (leased: 0, free: 1) }) }
    client.end()
    end(relay, backend)
  }

  @Test("waits for a client that does not read, and is whole when it does")
  func slowClient() throws {
    let total = 6_000_000
    let backend = try Self.backend(total)
    let relay = try Relay(to: backend.port, loops: 1)
    let client = try relay.rig.connect(receiveBuffer: 4096)
    try client.send(Self.request)
    _ = try client.receive(through: "\r\n\r\n")
    #expect(eventually { relay.pipes.leased == 1 })
    #expect(PatternSource.matches(try client.receive(total), from: 0))
    client.end()
    end(relay, backend)
  }

  @Test("leaves at once, however long its rest takes")
  func stalling() throws {
    let listener = try RawListener()
    let relay = try Relay(to: listener.port, loops: 1)
    let client = try relay.rig.connect()
    let parts = [0..<50_000, 50_000..<50_001, 50_001..<120_000, 120_000..<200_000]
    try client.send(Self.request)
    let server = try listener.accept()
    _ = try server.receive(through: "\r\n\r\n")
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n")
    _ = try client.receive(through: "\r\n\r\n")
    for part in parts {
      try server.send(PatternSource.bytes(part))
      #expect(PatternSource.matches(try client.receive(part.count), from: part.lowerBound))
    }
    // Both connections go on.
    try client.send(Self.request)
    _ = try server.receive(through: "\r\n\r\n")
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    #expect(try client.receiveAnswer().content == "ok")
    client.end()
    server.end()
    end(relay)
  }

  @Test(
    "is cut where the server breaks off, and the client sees that it is",
    arguments: [true, false])
  func cut(resets: Bool) throws {
    let listener = try RawListener()
    let relay = try Relay(to: listener.port, loops: 1)
    let client = try relay.rig.connect()
    try client.send(Self.request)
    let server = try listener.accept()
    _ = try server.receive(through: "\r\n\r\n")
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n")
    try server.send(PatternSource.bytes(0..<300_000))
    _ = try client.receive(through: "\r\n\r\n")
    #expect(PatternSource.matches(try client.receive(300_000), from: 0))
    if resets { server.reset() } else { server.end() }
    #expect(try client.skipAll().count == 0)
    end(relay)
  }

  @Test("ends for the server when the client leaves")
  func clientLeaves() throws {
    let listener = try RawListener()
    let relay = try Relay(to: listener.port, loops: 1)
    let client = try relay.rig.connect(receiveBuffer: 4096)
    try client.send(Self.request)
    let server = try listener.accept()
    _ = try server.receive(through: "\r\n\r\n")
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n")
    _ = server.sendUntilBlocked(PatternSource.bytes(0..<65_536))
    #expect(eventually { relay.pipes.leased == 1 })
    client.reset()
    #expect(try server.skipAll().count == 0)
    end(relay)
  }

  @Test("goes through memory where no more pipes are to be had")
  func withoutPipes() throws {
    let backend = try Self.backend(500_000)
    let relay = try Relay(to: backend.port, loops: 1)
    relay.limitPipes(to: 0)
    let client = try relay.rig.connect()
    for _ in 0..<3 {
      try client.send(Self.request)
      _ = try client.receive(through: "\r\n\r\n")
      #expect(PatternSource.matches(try client.receive(500_000), from: 0))
    }
    client.end()
    end(relay, backend)
  }
}
