import HTTP
import Network
import SocketTesting
import Testing

@Suite("When the client tries again", .timeLimit(.minutes(1)))
struct ClientRetryTests {
  private let lost = "the connection ended before the answer did"

  /// A connection that has served a request and is idle.
  private func reused(_ rig: ClientRig, _ listener: RawListener) throws -> RawSocket {
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.answer("first")
    #expect(call.text() == "200 first")
    return server
  }

  @Test(
    "an idempotent request whose reused connection died before the first byte of an answer",
    arguments: ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"], [true, false])
  func idempotent(method: String, resets: Bool) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let server = try reused(rig, listener)
    let hasContent = method == "PUT"
    let call = rig.start(method, port: listener.port) {
      hasContent ? .whole([UInt8]("abc".utf8), chunked: false) : .none
    }
    _ = try server.receiveRequest()
    if hasContent { _ = try server.receive(3) }
    if resets { server.reset() } else { server.end() }
    let second = try listener.accept()
    #expect(try second.receiveRequest().hasPrefix("\(method) /path "))
    if hasContent { #expect(try second.receive(3) == [UInt8]("abc".utf8)) }
    try second.send("HTTP/1.1 200 OK\r\nContent-Length: \(method == "HEAD" ? 9 : 0)\r\n\r\n")
    #expect(call.text() == "200 ")
    rig.stop()
  }

  @Test("never one that is not idempotent", arguments: ["POST", "PATCH"])
  func notIdempotent(method: String) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let server = try reused(rig, listener)
    let call = rig.start(method, port: listener.port) { .whole([1, 2, 3], chunked: false) }
    _ = try server.receiveRequest()
    server.end()
    #expect(call.text() == lost)
    rig.stop()
  }

  @Test("one that is not idempotent goes to a fresh connection if the idle one is known to be dead")
  func checksBeforeReuse() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let server = try reused(rig, listener)
    // The loop does not get to see the end before it is asked for a connection.
    let busy = Handover<Bool>()
    rig.loop.submit { _ = busy.take() }
    server.reset()
    let call = Handover<TestCall>()
    let starting = try Thread(name: "start") {
      call.put(rig.start("POST", port: listener.port) { .whole([1, 2, 3], chunked: false) })
    }
    busy.put(true)
    let fresh = try listener.accept()
    _ = try fresh.receiveRequest()
    _ = try fresh.receive(3)
    try fresh.answer("fresh")
    #expect(call.take().text() == "200 fresh")
    starting.join()
    rig.stop()
  }

  @Test("never once the first byte of an answer has come")
  func afterFirstByte() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let server = try reused(rig, listener)
    let call = rig.start(port: listener.port)
    _ = try server.receiveRequest()
    try server.send("H")
    server.finishWriting()
    #expect(call.text() == lost)
    rig.stop()
  }

  @Test("never on a fresh connection")
  func freshConnection() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    server.end()
    #expect(call.text() == lost)
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("once and no more: the second connection is a fresh one")
  func onlyOnce() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    // Two idle connections: both die.
    let calls = [rig.start(port: listener.port), rig.start(port: listener.port)]
    let servers = [try listener.accept(), try listener.accept()]
    for server in servers {
      _ = try server.receiveRequest()
      try server.answer("first")
    }
    for call in calls { #expect(call.text() == "200 first") }
    let call = rig.start(port: listener.port)
    #expect(eventually { servers.contains { $0.waitingBytes > 0 } })
    let used = try #require(servers.first { $0.waitingBytes > 0 })
    _ = try used.receiveRequest()
    used.end()
    let fresh = try listener.accept()
    _ = try fresh.receiveRequest()
    fresh.end()
    #expect(call.text() == lost)
    rig.stop()
  }

  @Test("never one whose content was a stream: it is gone")
  func streamedContent() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let server = try reused(rig, listener)
    let call = rig.start("PUT", port: listener.port) {
      .source(PatternSource(total: 3, announced: true), chunked: false)
    }
    _ = try server.receiveRequest()
    _ = try server.receive(3)
    server.end()
    #expect(call.text() == lost)
    rig.stop()
  }
}
