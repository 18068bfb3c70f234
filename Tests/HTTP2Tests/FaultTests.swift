import DragomanTesting
import HTTP
import Network
import SocketTesting
import Testing

@Suite("Servers that misbehave over HTTP/2", .timeLimit(.minutes(1)))
struct FaultTests {
  private static let lost = "the connection ended before the answer did"

  /// A call whose request has reached a server that is played by hand.
  private func reached(
    _ rig: HTTP2Rig, _ listener: RawListener, opens: Bool = false, streams: Bool = false
  ) throws -> (HTTP2Call, HTTP2Peer) {
    let call = rig.start(port: listener.port, opens: opens, streams: streams)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    _ = try peer.frames(through: opens ? "HEADERS 1" : "DATA 1")
    return (call, peer)
  }

  @Test("nobody listens")
  func refused() throws {
    let rig = try HTTP2Rig()
    let call = rig.start(port: try RawListener.refusingPort())
    #expect(call.result()?.failure?.isUnprocessed == true)
    #expect(call.text().hasPrefix("connect: "))
    rig.stop()
  }

  @Test(
    "a server that speaks something else, at once or byte by byte",
    arguments: [
      ("HTTP/1.1 400 Bad Request\r\n\r\n", "the server answers in HTTP/1, not HTTP/2"),
      ("HTTP/1.0 200 OK\r\nServer: x\r\n", "the server answers in HTTP/1, not HTTP/2"),
      ("\u{15}\u{3}\u{3}\0\u{2}\u{2}F", "the server speaks TLS"),
      ("SSH-2.0-OpenSSH_9.6\r\n", "the server does not speak HTTP/2"),
      ("x", "the server does not speak HTTP/2"),
      ("", "the server closed the connection without a word"),
    ], [true, false])
  func notHTTP2(answer: (text: String, words: String), isWhole: Bool) throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    _ = try server.receive(24)
    let pieces = isWhole ? [Array(answer.text.utf8)] : answer.text.utf8.map { [$0] }
    for piece in pieces where !piece.isEmpty { try? server.send(piece) }
    server.finishWriting()
    let result = call.result()
    #expect(result?.text == answer.words)
    #expect(result?.failure?.isUnprocessed == true)
    rig.stop()
  }

  @Test("a server that does not greet runs into the limit of connecting")
  func silentGreeting() throws {
    let rig = try HTTP2Rig({ $0.dialerTimeout = 50_000_000 })
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let server = try listener.accept()
    #expect(call.text() == "connect: timed out")
    _ = try server.skipAll()
    rig.stop()
  }

  @Test("a connection that ends, after any byte of an answer", arguments: [true, false])
  func cut(resets: Bool) throws {
    let answer =
      RawHTTP2.headers(stream: 1, [(":status", "200")]) + RawHTTP2.data(stream: 1, [1, 2, 3])
      + RawHTTP2.headers(stream: 1, [("grpc-status", "0")], ends: true)
    for count in 0..<answer.count {
      let rig = try HTTP2Rig()
      let listener = try RawListener()
      let (call, peer) = try reached(rig, listener, streams: count % 2 == 0)
      try peer.socket.send(Array(answer[..<count]))
      if resets { peer.socket.reset() } else { peer.socket.end() }
      let result = call.result()
      #expect(result?.text == Self.lost, "after \(count) bytes")
      #expect(result?.failure?.isUnprocessed == false)
      rig.stop()
    }
  }

  @Test("all calls of a connection that ends fail, each once")
  func allLost() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (first, peer) = try reached(rig, listener)
    let others = (0..<10).map { _ in rig.start(port: listener.port) }
    _ = try peer.frames(through: "DATA 21")
    peer.socket.end()
    for call in others + [first] { #expect(call.text() == Self.lost) }
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("a reset tells its code, also in the middle of an answer")
  func reset() throws {
    var middle = GRPCReply.stream([[1], [2]])
    middle.reset = 2
    var before = GRPCReply()
    before.reset = 0xB
    let server = try ScriptedGRPCServer(["*": [middle, before]])
    let rig = try HTTP2Rig()
    let first = rig.start(port: server.port, streams: true)
    guard case .failed(.reset(.internalError), 12) = first.result() else {
      return #expect(Bool(false), "\(first.text())")
    }
    #expect(
      rig.start(port: server.port).text() == "the server reset the stream: ENHANCE_YOUR_CALM")
    #expect(rig.connections == 1)
    rig.stop()
    server.stop()
  }

  @Test("a refused stream is tried again, but not for ever")
  func refusedStream() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    try peer.socket.send(RawHTTP2.reset(stream: 1, 7))
    _ = try peer.frames(through: "DATA 3")
    try peer.answer(3)
    #expect(call.text() == "200 [] 0")
    let stubborn = rig.start(port: listener.port)
    for id in stride(from: 5, through: 15, by: 2) as StrideThrough<UInt32> {
      _ = try peer.frames(through: "DATA \(id)")
      try peer.socket.send(RawHTTP2.reset(stream: id, 7))
    }
    #expect(stubborn.result()?.failure?.isUnprocessed == true)
    #expect(stubborn.text() == "the server refused the stream")
    rig.stop()
  }

  @Test("a stream that is refused after its head is no request that nobody looked at")
  func refusedLate() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    try peer.socket.send(
      RawHTTP2.headers(stream: 1, [(":status", "200")]) + RawHTTP2.reset(stream: 1, 7))
    let result = call.result()
    #expect(result?.failure?.isUnprocessed == false)
    #expect(result?.text == "the server reset the stream: REFUSED_STREAM")
    rig.stop()
  }

  @Test("an open request that is refused is its owner's to repeat")
  func refusedOpen() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener, opens: true)
    try peer.socket.send(RawHTTP2.reset(stream: 1, 7))
    #expect(call.result()?.failure?.isUnprocessed == true)
    #expect(call.text() == "the server refused the stream")
    rig.stop()
  }

  @Test("GOAWAY: what was not looked at goes to another connection, the rest is finished")
  func goAway() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (first, peer) = try reached(rig, listener)
    let second = rig.start(port: listener.port)
    _ = try peer.frames(through: "DATA 3")
    try peer.socket.send(RawHTTP2.goAway(lastStream: 1))
    let next = try HTTP2Peer(listener)
    try next.greet()
    _ = try next.frames(through: "DATA 1")
    try next.answer(1, content: [2])
    #expect(second.text() == "200 [2] 0")
    #expect(!first.isOver)
    try peer.answer(1, content: [1])
    #expect(first.text() == "200 [1] 0")
    #expect(try peer.ends())
    #expect(eventually { rig.connections == 1 })
    rig.stop()
  }

  @Test("GOAWAY in two steps, as servers go down gracefully, loses nothing")
  func graceful() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (first, peer) = try reached(rig, listener)
    try peer.socket.send(RawHTTP2.goAway(lastStream: 0x7FFF_FFFF) + RawHTTP2.ping())
    _ = try peer.frames(through: "PING ack")
    let second = rig.start(port: listener.port)
    try peer.socket.send(RawHTTP2.goAway(lastStream: 1))
    try peer.answer(1)
    #expect(first.text() == "200 [] 0")
    let next = try HTTP2Peer(listener)
    try next.greet()
    _ = try next.frames(through: "DATA 1")
    try next.answer(1)
    #expect(second.text() == "200 [] 0")
    rig.stop()
  }

  @Test("GOAWAY with a code, then the end")
  func goAwayCode() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    try peer.socket.send(RawHTTP2.goAway(lastStream: 1, 0xB))
    peer.socket.finishWriting()
    #expect(call.text() == "\(Self.lost): ENHANCE_YOUR_CALM")
    #expect(call.result()?.failure?.isUnprocessed == false)
    rig.stop()
  }

  @Test("a malformed answer fails its call, and no other")
  func malformed() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (bad, peer) = try reached(rig, listener)
    let good = rig.start(port: listener.port)
    _ = try peer.frames(through: "DATA 3")
    try peer.socket.send(RawHTTP2.headers(stream: 1, [(":status", "200"), ("Bad Name", "x")]))
    #expect(bad.text().hasPrefix("malformed answer: "))
    try peer.answer(3)
    #expect(good.text() == "200 [] 0")
    rig.stop()
  }

  @Test("garbage ends the connection, with a word, and the next call gets another one")
  func garbage() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    try peer.socket.send([UInt8](repeating: 0xA5, count: 4096))
    #expect(call.text().hasPrefix("malformed answer: "))
    #expect(try peer.frames(through: "GOAWAY").last?.hasPrefix("GOAWAY 0") == true)
    #expect(try peer.ends())
    let (next, other) = try reached(rig, listener)
    try other.answer(1)
    #expect(next.text() == "200 [] 0")
    rig.stop()
  }

  @Test("a flood ends the connection")
  func flood() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    let pings = Array(repeatElement(RawHTTP2.ping(), count: 2000).joined())
    try peer.socket.send(pings)
    #expect(call.text() == "malformed answer: a flood of frames")
    #expect(try peer.frames(through: "GOAWAY").last == "GOAWAY 0 ENHANCE_YOUR_CALM")
    rig.stop()
  }

  @Test("a call that is given up is reset, its connection stays")
  func cancel() throws {
    var silent = GRPCReply()
    silent.isSilent = true
    let server = try ScriptedGRPCServer(["*": [silent, .unary([1])]])
    let rig = try HTTP2Rig()
    let call = rig.start(port: server.port)
    #expect(eventually { server.requests.count == 1 })
    call.cancel()
    #expect(eventually { server.resets == [8] })
    #expect(rig.start(port: server.port).text() == "200 [0, 0, 0, 0, 1, 1] 0")
    #expect(server.connectionCount == 1 && call.reports == 0)
    rig.stop()
    server.stop()
  }

  @Test("a call that is given up while its connection is being made")
  func cancelEarly() throws {
    let rig = try HTTP2Rig()
    let listener = try RawListener()
    let call = rig.start(port: listener.port)
    let peer = try HTTP2Peer(listener)
    call.cancel()
    let next = rig.start("/next", port: listener.port)
    try peer.greet()
    let frames = try peer.frames(through: "DATA 1")
    #expect(frames.filter { $0.hasPrefix("HEADERS") }.count == 1)
    try peer.answer(1)
    #expect(next.text() == "200 [] 0")
    #expect(call.reports == 0)
    rig.stop()
  }

  @Test("a connection whose server said nothing to a call that was given up is asked, then left")
  func suspicion() throws {
    let rig = try HTTP2Rig({ $0.pingTimeout = 50_000_000 })
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    let other = rig.start(port: listener.port)
    _ = try peer.frames(through: "DATA 3")
    call.cancel()
    _ = try peer.frames(through: "PING")
    #expect(other.text() == Self.lost)
    #expect(try peer.ends())
    rig.stop()
  }

  /// A call whose request fills what the system holds for a server that does not read.
  private func stuck(_ rig: HTTP2Rig, _ listener: RawListener) throws -> (HTTP2Call, HTTP2Peer) {
    let (call, peer) = try reached(rig, listener, opens: true, streams: true)
    let window: UInt32 = 1 << 30
    try peer.socket.send(
      RawHTTP2.windowUpdate(window) + RawHTTP2.windowUpdate(stream: 1, window) + RawHTTP2.ping())
    _ = try peer.frames(through: "PING ack")
    call.send([UInt8](repeating: 1, count: 32 << 20))
    return (call, peer)
  }

  @Test("a server that talks and does not read is left")
  func stall() throws {
    let rig = try HTTP2Rig({ $0.pingTimeout = 100_000_000 })
    let listener = try RawListener()
    let (call, peer) = try stuck(rig, listener)
    try peer.socket.send(RawHTTP2.headers(stream: 1, [(":status", "200")]))
    for _ in 0..<100_000 where !call.isOver {
      try? peer.socket.send(RawHTTP2.data(stream: 1, [1]))
    }
    #expect(call.text() == Self.lost)
    #expect(eventually { rig.connections == 0 })
    rig.stop()
  }

  @Test("a connection that is let go does not wait for a server that does not read")
  func farewell() throws {
    let rig = try HTTP2Rig({
      $0.idleTimeout = 1_000_000
      $0.farewellTimeout = 50_000_000
      $0.pingTimeout = 0
    })
    let listener = try RawListener()
    let (call, peer) = try stuck(rig, listener)
    try peer.socket.send(RawHTTP2.reset(stream: 1, 2))
    #expect(call.text() == "the server reset the stream: INTERNAL_ERROR")
    #expect(eventually { rig.connections == 0 })
    rig.stop()
  }

  @Test("a server that answers no ping is given up, and the call that waits for it fails")
  func unanswered() throws {
    let rig = try HTTP2Rig({
      $0.pingInterval = 20_000_000
      $0.pingTimeout = 50_000_000
    })
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    _ = try peer.frames(through: "PING")
    #expect(call.text() == Self.lost)
    #expect(try peer.ends())
    #expect(rig.connections == 0)
    rig.stop()
  }

  @Test("a silent connection is pinged where that is asked for, and stays when it answers")
  func keepAlive() throws {
    let rig = try HTTP2Rig({
      $0.pingInterval = 20_000_000
      $0.pingTimeout = 10_000_000_000
    })
    let listener = try RawListener()
    let (call, peer) = try reached(rig, listener)
    for _ in 0..<3 {
      _ = try peer.frames(through: "PING")
      try peer.socket.send(RawHTTP2.ping(acknowledges: true))
    }
    try peer.answer(1)
    #expect(call.text() == "200 [] 0")
    rig.stop()
  }
}
