import HTTP
import Messages
import SocketTesting
import Synchronization
import Testing

@testable import Network

@Suite("An exchange that is cancelled", .timeLimit(.minutes(1)))
struct ClientCancelTests {
  /// Nothing is left, and nothing was reported.
  private func checks(_ rig: ClientRig, _ call: TestCall, reports: Int = 0) {
    #expect(eventually { rig.isClean })
    #expect(call.reports == reports)
    call.cancel()
    #expect(call.reports == reports)
    rig.stop()
  }

  @Test("while its host is resolved")
  func resolving() throws {
    let resolver = ListResolver(["127.0.0.1"])
    resolver.holds.store(true, ordering: .relaxed)
    let rig = try ClientRig(resolver: resolver)
    let call = rig.start(port: 9, host: "slow")
    call.cancel()
    resolver.gate.put(true)
    checks(rig, call)
  }

  @Test("while it connects")
  func connecting() throws {
    let rig = try ClientRig()
    let deaf = try DeafPort(host: 0x7F00_0001, port: 0)
    let call = rig.start(port: deaf.port)
    #expect(rig.descriptors == 2)
    call.cancel()
    checks(rig, call)
    deaf.close()
  }

  @Test("while it sends")
  func sending() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let source = LoopBound(PatternSource(total: 64 << 20, announced: true), to: rig.loop)
    let call = rig.start("POST", port: listener.port) { .source(source.get, chunked: false) }
    let server = try listener.accept()
    #expect(eventually { rig.loop.run { source.get.wasBlocked } })
    call.cancel()
    let isReleased = rig.loop.run { source.get.whenReady == nil }
    #expect(isReleased)
    _ = try server.skipAll()
    checks(rig, call)
  }

  @Test("while it waits, on a fresh connection and on a used one", arguments: [false, true])
  func waiting(isReused: Bool) throws {
    let rig = try ClientRig({ $0.responseHeaderTimeout = 1_000_000_000_000 })
    let listener = try RawListener()
    var server: RawSocket?
    if isReused {
      let first = rig.start(port: listener.port)
      server = try listener.accept()
      _ = try server?.receiveRequest()
      try server?.answer("first")
      #expect(first.text() == "200 first")
    }
    let call = rig.start(port: listener.port)
    let peer = try server ?? listener.accept()
    _ = try peer.receiveRequest()
    call.cancel()
    #expect(try peer.skipAll() == (0, false))
    checks(rig, call)
  }

  @Test(
    "in the middle of the head, and of gathered content",
    arguments: ["HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
  func receiving(part: String) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.send(part)
    // Two rounds of the loop later it has been read.
    _ = rig.connections
    call.cancel()
    _ = try server.skipAll()
    checks(rig, call)
  }

  @Test("while its answer streams: whoever pulls hears of it")
  func streaming() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port, streams: true)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.send("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\nabc")
    #expect(call.text() == "200 ...")
    let woken = Atomic(false)
    let progress = rig.loop.run { () -> BodyProgress? in
      call.exchangeOnLoop?.whenReady = { woken.store(true, ordering: .relaxed) }
      call.exchangeOnLoop?.cancel()
      return call.exchangeOnLoop?.pull { $0.count }
    }
    #expect(progress == .failed(.connectionLost))
    let wasWoken = woken.load(ordering: .relaxed)
    #expect(wasWoken)
    _ = try server.skipAll()
    checks(rig, call, reports: 1)
  }

  @Test("after it is over: nothing happens")
  func over() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.answer("ok")
    #expect(call.text() == "200 ok")
    call.cancel()
    #expect(rig.connections == 1)
    rig.closeIdle()
    checks(rig, call, reports: 1)
  }
}
