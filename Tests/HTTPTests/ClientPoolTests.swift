import HTTP
import Network
import SocketTesting
import Testing

@Suite("The client's connections", .timeLimit(.minutes(1)))
struct ClientPoolTests {
  /// Makes so many connections, all in use, and answers them in order: they become idle so.
  private func idle(
    _ count: Int, _ rig: ClientRig, _ listener: RawListener
  ) throws -> [RawSocket] {
    var servers: [RawSocket] = []
    var calls: [TestCall] = []
    for _ in 0..<count {
      calls.append(rig.start(port: listener.port))
      servers.append(try listener.accept())
      _ = try servers[servers.count - 1].receiveRequest()
    }
    for (server, call) in zip(servers, calls) {
      try server.answer("a")
      #expect(call.text() == "200 a")
    }
    return servers
  }

  @Test("are used again, the one used last first")
  func lastFirst() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let servers = try idle(3, rig, listener)
    let calls = try servers.reversed().map { server in
      let call = rig.start(port: listener.port)
      _ = try server.receiveRequest()
      return call
    }
    #expect(rig.connections == 3)
    for server in servers { try server.answer("b") }
    for call in calls { #expect(call.text() == "200 b") }
    rig.closeIdle()
    for server in servers { #expect(try server.skipAll() == (0, false)) }
    rig.stop()
  }

  @Test("max_idle_connections_per_host: the oldest go")
  func perHost() throws {
    let rig = try ClientRig({ $0.maxIdleConnectionsPerHost = 2 })
    let listener = try RawListener()
    let servers = try idle(4, rig, listener)
    #expect(rig.connections == 2)
    for server in servers[..<2] { #expect(try server.skipAll() == (0, false)) }
    let call = rig.start(port: listener.port)
    _ = try servers[3].receiveRequest()
    try servers[3].answer("c")
    #expect(call.text() == "200 c")
    rig.stop()
  }

  @Test("max_idle_connections: of all hosts together")
  func total() throws {
    let rig = try ClientRig({ $0.maxIdleConnections = 3 })
    let listeners = [try RawListener(), try RawListener()]
    let first = try idle(3, rig, listeners[0])
    let second = try idle(2, rig, listeners[1])
    #expect(rig.connections == 3)
    for server in first[..<2] { #expect(try server.skipAll() == (0, false)) }
    for (server, listener) in [(first[2], listeners[0]), (second[1], listeners[1])] {
      let call = rig.start(port: listener.port)
      _ = try server.receiveRequest()
      try server.answer("c")
      #expect(call.text() == "200 c")
    }
    rig.stop()
  }

  @Test("idle_connection_timeout: those that nobody needs go")
  func idleTimeout() throws {
    let rig = try ClientRig({ $0.idleConnectionTimeout = 30_000_000 })
    let listener = try RawListener()
    let servers = try idle(2, rig, listener)
    for server in servers { #expect(try server.skipAll() == (0, false)) }
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("idle_connection_timeout does not run while a connection is in use")
  func busyTimeout() throws {
    let rig = try ClientRig({ $0.idleConnectionTimeout = 600_000_000 })
    let listener = try RawListener()
    let server = try idle(1, rig, listener)[0]
    let call = rig.start(port: listener.port)
    _ = try server.receiveRequest()
    // Longer than the timeout: the wait ends by the socket's patience, not by the client.
    #expect(!server.isReadable(withinMilliseconds: 900))
    try server.answer("late")
    #expect(call.text() == "200 late")
    rig.stop()
  }

  @Test("disable_keep_alives: each serves one request")
  func disabled() throws {
    let rig = try ClientRig({ $0.disableKeepAlives = true })
    let listener = try RawListener()
    for server in try idle(2, rig, listener) { #expect(try server.skipAll() == (0, false)) }
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("end when their server ends them, or talks out of turn", arguments: [0, 1, 2])
  func endedWhileIdle(kind: Int) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let server = try idle(1, rig, listener)[0]
    switch kind {
    case 0: server.finishWriting()
    case 1: server.reset()
    default: try server.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison")
    }
    #expect(eventually { rig.isClean })
    // The next call gets a connection of its own.
    let call = rig.start(port: listener.port)
    let next = try listener.accept()
    _ = try next.receiveRequest()
    try next.answer("fresh")
    #expect(call.text() == "200 fresh")
    rig.stop()
  }

  @Test("bytes behind an answer never become the next one, even where they fill the buffer exactly")
  func poisoned() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    for surplus in [1, 100, 70_000] {
      let call = rig.start(port: listener.port)
      let server = try listener.accept()
      _ = try server.receiveRequest()
      // The first read takes exactly what fits and ends with the answer.
      let head = "HTTP/1.1 200 OK\r\nContent-Length: "
      let length = IOBuffer.capacity - head.utf8.count - 5 - 4
      let content = String(repeating: "x", count: length)
      let busy = Handover<Bool>()
      rig.loop.submit { _ = busy.take() }
      try server.send("\(head)\(length)\r\n\r\n\(content)\(String(repeating: "y", count: surplus))")
      busy.put(true)
      #expect(call.text().hasSuffix("x"))
      #expect(eventually { rig.connections == 0 })
    }
    rig.stop()
  }
}
