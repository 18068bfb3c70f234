import DragomanTesting
import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("Calls over HTTP/2", .timeLimit(.minutes(1)))
struct CallTests {
  @Test("a call with one message gets its answer and its status")
  func unary() throws {
    let server = try ScriptedGRPCServer(["/test.Echo/Say": [.unary([9, 8, 7])]])
    let rig = try HTTP2Rig()
    let call = rig.start(port: server.port)
    #expect(call.text() == "200 [0, 0, 0, 0, 3, 9, 8, 7] 0")
    let requests = server.takeRequests()
    #expect(requests.map(\.path) == ["/test.Echo/Say"])
    #expect(requests.first?.messages == [[1, 2, 3]])
    #expect(requests.first?.authority == "127.0.0.1:\(server.port)")
    #expect(requests.first?.field("te") == "trailers")
    rig.stop()
    server.stop()
  }

  @Test("an answer of trailers only, and one without any")
  func trailers() throws {
    var none = GRPCReply.unary([1])
    none.status = nil
    let server = try ScriptedGRPCServer(["*": [.failure(5, "gone"), none]])
    let rig = try HTTP2Rig()
    guard case .ended(200, let fields, [], nil) = rig.start(port: server.port).result() else {
      return #expect(Bool(false), "no answer of trailers only")
    }
    #expect(fields.text("grpc-status") == "5" && fields.text("grpc-message") == "gone")
    #expect(rig.start(port: server.port).text() == "200 [0, 0, 0, 0, 1, 1] -")
    rig.stop()
    server.stop()
  }

  @Test("a thousand calls at a time share one connection, in any order of answers")
  func multiplexing() throws {
    let server = try ScriptedGRPCServer(settings: Self.roomy) { request in
      var reply = GRPCReply.unary(request.messages[0])
      reply.holdsAfter = 0
      return reply
    }
    let rig = try HTTP2Rig()
    func start(_ index: Int) -> HTTP2Call {
      rig.start(port: server.port, message: [UInt8(index & 255), UInt8(index >> 8)])
    }
    // Before the server has greeted nobody knows how many it bears.
    var calls = [start(0)]
    #expect(eventually { server.requests.count == 1 })
    calls += (1..<1000).map(start)
    #expect(eventually { server.requests.count == 1000 })
    #expect(server.connectionCount == 1 && server.largestLoad == 1000)
    server.release()
    for (index, call) in calls.enumerated() {
      #expect(call.text() == "200 [0, 0, 0, 0, 2, \(index & 255), \(index >> 8)] 0")
    }
    rig.stop()
    server.stop()
  }

  static var roomy: HTTP2Settings {
    var settings = HTTP2Settings()
    settings.maxConcurrentStreams = 10_000
    return settings
  }

  @Test("what one round of the loop starts leaves together")
  func oneWrite() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig()
    let first = rig.start(port: listener.port)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    _ = try peer.frames(through: "DATA 1")
    try peer.answer(1)
    #expect(first.text() == "200 [] 0")
    let calls = rig.startMany(20, port: listener.port)
    // Twenty calls are less than one piece of what the system moves at a time.
    let bytes = try peer.socket.receiveSome()
    #expect(bytes.count > 20 * 30, "\(bytes.count)")
    #expect(peer.socket.waitingBytes == 0)
    for id in stride(from: 3, through: 41, by: 2) { try peer.answer(UInt32(id)) }
    for call in calls { #expect(call.text() == "200 [] 0") }
    rig.stop()
  }

  @Test("content goes out as the server takes it, and in pieces as it is made")
  func upload() throws {
    let server = try ScriptedGRPCServer { .unary(Array($0.messages.flatMap { $0 }.suffix(3))) }
    let rig = try HTTP2Rig()
    let large = [UInt8](repeating: 5, count: 3 << 20)
    #expect(rig.start(port: server.port, message: large).text() == "200 [0, 0, 0, 0, 3, 5, 5, 5] 0")
    let call = rig.start(port: server.port, opens: true)
    for number in 1...4 { call.send(HTTP2Rig.framed([UInt8(number)])) }
    #expect(eventually { rig.connections == 1 })
    call.finish()
    #expect(call.text() == "200 [0, 0, 0, 0, 3, 2, 3, 4] 0")
    #expect(server.requests.last?.messages == [[1], [2], [3], [4]])
    rig.stop()
    server.stop()
  }

  @Test("a server that does not read holds back who sends")
  func uploadBackPressure() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig()
    let call = rig.start(port: listener.port, opens: true)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    var sent = 0
    while call.wantsContent {
      call.send([UInt8](repeating: 1, count: 20_000))
      sent += 1
    }
    #expect(sent < 20)
    #expect(call.roomReports == 0)
    _ = try peer.frames(through: "HEADERS 1")
    try peer.socket.send(RawHTTP2.windowUpdate(1 << 20) + RawHTTP2.windowUpdate(stream: 1, 1 << 20))
    #expect(eventually { call.roomReports == 1 })
    #expect(call.wantsContent)
    call.cancel()
    _ = try peer.frames(through: "RST 1 CANCEL")
    rig.onClient { $0.closeIdle() }
    rig.stop()
  }

  @Test("a reader that stops stops the server; when it goes on, all of it comes")
  func downloadBackPressure() throws {
    let message = [UInt8](repeating: 7, count: 1000)
    let server = try ScriptedGRPCServer(["*": [.stream([message], times: 4000)]])
    let rig = try HTTP2Rig({ $0.session.streamWindow = 100_000 })
    let call = rig.start(port: server.port, streams: true, isPaused: true)
    #expect(eventually { call.hasHead })
    // Other calls are not held up by it.
    let other = rig.start(port: server.port, limit: 8 << 20)
    guard case .ended(_, _, let content, _) = other.result() else {
      return #expect(Bool(false), "the other call failed")
    }
    #expect(content.count == 4000 * 1005)
    #expect(call.byteCount == 0 && !call.isOver)
    #expect(server.sentMessages < 4000 + 300)
    call.pausesEvery(200_000)
    var turns = 0
    while !call.isOver, turns < 1_000_000 {
      call.resume()
      turns += 1
    }
    #expect(call.byteCount == 4000 * 1005)
    rig.stop()
    server.stop()
  }

  @Test("the end of an answer waits for who pauses")
  func pausedEnd() throws {
    let server = try ScriptedGRPCServer(["*": [.stream([[1], [2]])]])
    let rig = try HTTP2Rig()
    let call = rig.start(port: server.port, streams: true, isPaused: true)
    #expect(eventually { call.hasHead })
    #expect(eventually { server.sentMessages == 2 })
    let after = rig.start(port: server.port)
    _ = after.result()
    #expect(!call.isOver && call.byteCount == 0)
    call.resume()
    #expect(call.text() == "200 [0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 2] 0")
    rig.stop()
    server.stop()
  }

  @Test("an answer above its limit fails, and its stream is given up")
  func tooLarge() throws {
    let server = try ScriptedGRPCServer([
      "*": [.stream([[UInt8](repeating: 1, count: 5000)], times: 10_000)]
    ])
    let rig = try HTTP2Rig()
    #expect(rig.start(port: server.port, limit: 100_000).text() == "the answer is too large")
    #expect(eventually { server.resets == [8] })
    #expect(server.openConnectionCount == 1)
    rig.stop()
    server.stop()
  }

  @Test("messages come as they are sent")
  func flushes() throws {
    var reply = GRPCReply.stream([[1], [2], [3]])
    reply.holdsAfter = 2
    let server = try ScriptedGRPCServer(["*": [reply]])
    let rig = try HTTP2Rig()
    let call = rig.start(port: server.port, streams: true)
    #expect(eventually { call.byteCount == 12 })
    #expect(!call.isOver)
    server.release()
    #expect(call.text() == "200 [0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 1, 3] 0")
    rig.stop()
    server.stop()
  }

  @Test("an answer that comes before the request has ended ends it")
  func earlyAnswer() throws {
    var reply = GRPCReply.failure(7)
    reply.isEager = true
    let server = try ScriptedGRPCServer(["*": [reply]])
    let rig = try HTTP2Rig()
    let call = rig.start(port: server.port, opens: true)
    call.send(HTTP2Rig.framed([1]))
    #expect(call.text() == "200 [] -")
    #expect(eventually { server.resets == [8] })
    call.send([1, 2, 3])
    call.finish()
    rig.stop()
    server.stop()
  }

  @Test("an answer that comes before the end of a request that filled the window ends its stream")
  func unsentEnd() throws {
    let listener = try RawListener()
    let rig = try HTTP2Rig({ $0.idleTimeout = 1_000_000 })
    let call = rig.start(port: listener.port, opens: true)
    let peer = try HTTP2Peer(listener)
    try peer.greet()
    // The first window of a stream (RFC 9113 §6.9.2).
    call.send([UInt8](repeating: 1, count: 65_535))
    _ = try peer.frames(through: "DATA 1 16383")
    call.finish()
    try peer.answer(1)
    #expect(call.text() == "200 [] 0")
    #expect(try peer.frames(through: "RST").last == "RST 1 CANCEL")
    #expect(try peer.frames(through: "GOAWAY").last == "GOAWAY 0 NO_ERROR")
    #expect(eventually { rig.isClean })
    rig.stop()
  }
}
