import DragomanTesting
import HTTP
import Network
import SocketTesting
import Testing

@Suite("Connections of the HTTP/2 client", .timeLimit(.minutes(1)))
struct PoolTests {
  private func held(_ streams: UInt32) throws -> ScriptedGRPCServer {
    var settings = HTTP2Settings()
    settings.maxConcurrentStreams = streams
    return try ScriptedGRPCServer(settings: settings) { request in
      var reply = GRPCReply.unary(request.messages[0])
      reply.holdsAfter = 0
      return reply
    }
  }

  @Test("beyond what a server bears, further connections are made")
  func further() throws {
    let server = try held(3)
    let rig = try HTTP2Rig()
    let calls = (0..<8).map { rig.start(port: server.port, message: [UInt8($0)]) }
    #expect(eventually { server.requests.count == 8 })
    #expect(server.connectionCount == 3 && server.largestLoad == 3)
    server.release()
    for call in calls { #expect(call.text().hasPrefix("200")) }
    rig.stop()
    server.stop()
  }

  @Test("beyond the connections that there may be, requests wait for a stream")
  func waiting() throws {
    let server = try held(2)
    let rig = try HTTP2Rig({ $0.maxConnectionsPerOrigin = 2 })
    let calls = (0..<10).map { rig.start(port: server.port, message: [UInt8($0)]) }
    #expect(eventually { server.requests.count == 4 })
    #expect(server.connectionCount == 2)
    calls[9].cancel()
    calls[5].cancel()
    while !calls.allSatisfy({ $0.isOver || $0 === calls[9] || $0 === calls[5] }) {
      server.release()
    }
    #expect(calls[4].text() == "200 [0, 0, 0, 0, 1, 4] 0")
    #expect(server.requests.map { $0.messages[0][0] }.sorted() == [0, 1, 2, 3, 4, 6, 7, 8])
    #expect(server.connectionCount == 2 && server.largestLoad == 2)
    #expect(calls[9].reports == 0)
    rig.stop()
    server.stop()
  }

  @Test("the queue is bounded")
  func overloaded() throws {
    let server = try held(1)
    let rig = try HTTP2Rig({
      $0.maxConnectionsPerOrigin = 1
      $0.maxWaiting = 2
    })
    let first = rig.start(port: server.port)
    #expect(eventually { server.requests.count == 1 })
    let waiting = (0..<2).map { _ in rig.start(port: server.port) }
    let tooMuch = rig.start(port: server.port)
    let failure = tooMuch.result()?.failure
    #expect(failure?.isUnprocessed == true)
    #expect(tooMuch.text() == "too many requests wait for a connection")
    // Whoever was turned away did not wait, and takes nobody's place.
    tooMuch.cancel()
    while !(waiting + [first]).allSatisfy(\.isOver) { server.release() }
    rig.stop()
    server.stop()
  }

  @Test("a server that bears fewer streams later is asked for no more")
  func fewerLater() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig({ $0.maxConnectionsPerOrigin = 1 })
    let first = rig.start(port: listener.port)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    _ = try peer.frames(through: "DATA 1")
    try peer.socket.send(RawHTTP2.settings([(3, 1)]))
    _ = try peer.frames(through: "SETTINGS ack")
    let second = rig.start(port: listener.port)
    try peer.answer(1)
    #expect(first.text() == "200 [] 0")
    #expect(try peer.frames(through: "HEADERS") == ["HEADERS 3"])
    try peer.answer(3)
    #expect(second.text() == "200 [] 0")
    rig.stop()
  }

  @Test("a server that refuses streams beyond what it bears gets them one after another")
  func refusesMany() throws {
    let server = try ScriptedGRPCServer { request in
      // Every other stream is refused.
      request.stream % 4 == 1 ? Self.refusal : .unary(request.messages[0])
    }
    let rig = try HTTP2Rig()
    let calls = (0..<100).map { rig.start(port: server.port, message: [UInt8($0)]) }
    let texts = calls.map { $0.text() }
    #expect(texts.filter { $0.hasPrefix("200") }.count >= 90, "\(texts)")
    rig.stop()
    server.stop()
  }

  private static var refusal: GRPCReply {
    var reply = GRPCReply()
    reply.reset = 7
    return reply
  }

  @Test("a server may bear no stream at first")
  func noneAtFirst() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig({ $0.maxConnectionsPerOrigin = 1 })
    let call = rig.start(port: listener.port)
    let peer = try HTTP2Peer(listener)
    try peer.greet([(3, 0)])
    _ = try peer.frames(through: "SETTINGS ack")
    #expect(!call.isOver)
    try peer.socket.send(RawHTTP2.settings([(3, 1)]))
    _ = try peer.frames(through: "DATA 1")
    try peer.answer(1)
    #expect(call.text() == "200 [] 0")
    rig.stop()
  }

  @Test(
    "a server that ends connections before they carry a request is asked a few times only",
    arguments: [(most: 1, count: 6), (most: 16, count: 7)])
  func turnedAway(most: Int, count: Int) throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig({ $0.maxConnectionsPerOrigin = most })
    let calls = rig.startMany(3, port: listener.port)
    for _ in 0..<count {
      let peer = try HTTP2Peer(listener)
      try peer.greet([(3, 0)])
      peer.socket.finishWriting()
    }
    for call in calls {
      let result = call.result()
      #expect(result?.text == "the server ends connections before they carry a request")
      #expect(result?.failure?.isUnprocessed == true)
      #expect(result?.failure?.isBeforeConnection == true)
    }
    // What comes later is one more attempt, and what the server does with it counts.
    let late = rig.start(port: listener.port)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    _ = try peer.frames(through: "DATA 1")
    try peer.answer(1)
    #expect(late.text() == "200 [] 0")
    rig.stop()
  }

  @Test("an unused connection is closed after its time, with a word")
  func idle() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig({ $0.idleTimeout = 50_000_000 })
    let call = rig.start(port: listener.port)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    _ = try peer.frames(through: "DATA 1")
    try peer.answer(1)
    #expect(call.text() == "200 [] 0")
    #expect(try peer.frames(through: "GOAWAY").last == "GOAWAY 0 NO_ERROR")
    #expect(try peer.ends())
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("a connection in use is not idle, however long its call takes")
  func busy() throws {
    var reply = GRPCReply.unary([1])
    reply.delayMilliseconds = 300
    let server = try ScriptedGRPCServer(["*": [reply]])
    let rig = try HTTP2Rig({ $0.idleTimeout = 30_000_000 })
    #expect(rig.start(port: server.port).text() == "200 [0, 0, 0, 0, 1, 1] 0")
    rig.stop()
    server.stop()
  }

  @Test("a server that closes an unused connection is asked on another one")
  func closedWhileIdle() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig()
    for _ in 0..<3 {
      let call = rig.start(port: listener.port)
      let peer = try HTTP2Peer(listener)
      try peer.greet()
      _ = try peer.frames(through: "DATA 1")
      try peer.answer(1)
      #expect(call.text() == "200 [] 0")
      peer.socket.end()
      #expect(eventually { rig.connections == 0 })
    }
    rig.stop()
  }

  @Test("an origin without a place gets a connection for each call")
  func unpooled() throws {
    let server = try ScriptedGRPCServer(["*": [.unary([1])]])
    let rig = try HTTP2Rig()
    for _ in 0..<2 {
      #expect(rig.start(port: server.port, index: -1).text().hasPrefix("200"))
      #expect(eventually { rig.isClean })
    }
    #expect(server.connectionCount == 2)
    rig.stop()
    server.stop()
  }

  @Test("a server that is gone keeps what is under way, and gets nothing more")
  func replaced() throws {
    let old = try held(10)
    let new = try held(10)
    let rig = try HTTP2Rig()
    let call = rig.start(port: old.port, index: 0)
    #expect(eventually { old.requests.count == 1 })
    let (oldPort, newPort) = (old.port, new.port)
    rig.onClient { client in
      client.replace(
        [Origin(index: 0, host: "127.0.0.1", port: oldPort)],
        with: [Origin(index: 0, host: "127.0.0.1", port: newPort)])
    }
    let next = rig.start(port: newPort, index: 0)
    #expect(eventually { new.requests.count == 1 })
    old.release()
    new.release()
    #expect(call.text().hasPrefix("200") && next.text().hasPrefix("200"))
    #expect(eventually { old.openConnectionCount == 0 })
    #expect(new.openConnectionCount == 1)
    rig.stop()
    old.stop()
    new.stop()
  }
}
