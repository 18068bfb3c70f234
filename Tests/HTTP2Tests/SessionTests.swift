import DragomanTesting
import HTTP
import Messages
import Testing

@Suite("The HTTP/2 machine")
struct SessionTests {
  private let answer = [(":status", "200"), ("content-type", "application/grpc")]

  @Test("a client begins with its preface, settings and a window")
  func greeting() throws {
    let probe = try SessionProbe(greeted: false)
    #expect(probe.take().starts(with: RawHTTP2.preface))
    let fresh = try SessionProbe(greeted: false)
    #expect(fresh.frames() == ["SETTINGS", "WINDOW 0 4128769"])
    #expect(!fresh.session.hasPeerSettings)
    fresh.feed(RawHTTP2.settings([(3, 7)]))
    #expect(fresh.events() == ["settings"])
    #expect(fresh.session.hasPeerSettings)
    #expect(fresh.session.peerMaxConcurrentStreams == 7)
    #expect(fresh.frames() == ["SETTINGS ack"])
  }

  @Test("a call: head, content, trailers")
  func call() throws {
    let probe = try SessionProbe()
    let stream = probe.open([1, 2, 3])
    #expect(probe.frames() == ["HEADERS 1", "DATA 1 3 end"])
    probe.feed(
      RawHTTP2.headers(stream: 1, answer) + RawHTTP2.data(stream: 1, [0x68, 0x69])
        + RawHTTP2.headers(stream: 1, [("grpc-status", "0")], ends: true))
    #expect(
      probe.events() == [
        "head 1 200", "data 1 hi", "trailers 1 Grpc-Status: 0", "ended 1", "closed 1 complete",
      ])
    #expect(stream.isClosed && stream.isRemoteEnded)
    #expect(probe.session.streamCount == 0)
  }

  @Test("events are the same however the bytes are cut")
  func cut() throws {
    let bytes =
      RawHTTP2.headers(stream: 1, [(":status", "103"), ("link", "x")])
      + RawHTTP2.headers(stream: 1, answer, isComplete: false)
      + RawHTTP2.continuation(stream: 1, [("x-more", "yes")])
      + RawHTTP2.data(stream: 1, Array("hello".utf8)) + RawHTTP2.ping()
      + RawHTTP2.headers(stream: 1, [("grpc-status", "0")], ends: true)
    for piece in [1, 2, 3, 9, 10, 1000] {
      let probe = try SessionProbe()
      _ = probe.open()
      _ = probe.take()
      var start = 0
      while start < bytes.count {
        probe.feed(Array(bytes[start..<min(start + piece, bytes.count)]))
        start += piece
      }
      let events = probe.events()
      #expect(probe.violation == nil, "\(piece)")
      #expect(probe.frames() == ["PING ack"])
      let content = events.filter { $0.hasPrefix("data") }.map { $0.dropFirst(7) }.joined()
      #expect(content == "hello")
      #expect(
        events.filter { !$0.hasPrefix("data") } == [
          "head 1 200", "trailers 1 Grpc-Status: 0", "ended 1", "closed 1 complete",
        ])
    }
  }

  @Test("a server takes a request and answers with trailers")
  func server() throws {
    let probe = try SessionProbe(.server)
    let request = [
      (":method", "POST"), (":scheme", "http"), (":path", "/a.B/C"), (":authority", "x"),
    ]
    probe.feed(
      RawHTTP2.headers(stream: 1, request) + RawHTTP2.data(stream: 1, [0x61], ends: true))
    #expect(probe.events() == ["request 1 POST /a.B/C", "data 1 a", "ended 1"])
    let stream = try #require(probe.session.openStreams.first)
    #expect(probe.session.respond(stream, ResponseHead(status: .ok), hasContent: true))
    probe.session.send([UInt8]([1, 2]).span, on: stream)
    var trailers = HeaderFields()
    trailers.add("grpc-status", "0")
    probe.session.finish(stream, trailers: trailers)
    #expect(probe.frames() == ["HEADERS 1", "DATA 1 2", "HEADERS 1 end"])
    #expect(probe.events() == ["closed 1 complete"])
  }

  @Test("names are sent in lower case, and nothing that belongs to an HTTP/1 connection")
  func fieldLines() throws {
    let client = try SessionProbe()
    let server = try SessionProbe(.server)
    var fields = HeaderFields()
    for (name, value) in [
      ("Connection", "close"), ("Host", "other"), ("TE", "trailers"), ("TE", "gzip"),
      ("Upgrade", "h2c"), ("Keep-Alive", "1"), ("Proxy-Connection", "x"), ("X-Kept", "Value"),
      ("Transfer-Encoding", "chunked"),
    ] {
      fields.add(name, value)
    }
    let head = HTTP2RequestHead(
      method: .get, scheme: .https, authority: Array("a.test".utf8), path: Array("/p".utf8),
      fields: fields)
    #expect(client.session.open(HTTP2Stream(), head, hasContent: false))
    var request: HTTP2RequestHead?
    try server.session.receive(client.take().span, at: 0)
    while let event = server.session.nextEvent() {
      if case .request(_, let head) = event { request = head }
    }
    let received = try #require(request)
    #expect(String(decoding: received.authority, as: UTF8.self) == "a.test")
    #expect(String(decoding: received.scheme, as: UTF8.self) == "https")
    #expect(
      String(decoding: received.fields.storage, as: UTF8.self)
        == "Te: trailers\r\nX-Kept: Value\r\n")
  }

  @Test("content leaves as the windows of the peer allow")
  func sendingWindow() throws {
    let probe = try SessionProbe()
    let stream = probe.open([UInt8](repeating: 1, count: 100_000))
    var sent = probe.frames()
    #expect(sent.filter { $0.hasPrefix("DATA") }.count == 4)
    #expect(stream.waitingCount == 100_000 - 65_535)
    #expect(!probe.session.hasOutput)
    probe.feed(RawHTTP2.windowUpdate(100_000) + RawHTTP2.windowUpdate(stream: 1, 1000))
    #expect(probe.frames() == ["DATA 1 1000"])
    probe.feed(RawHTTP2.windowUpdate(stream: 1, 100_000))
    sent = probe.frames()
    #expect(sent.last?.hasSuffix("end") == true)
    #expect(stream.waitingCount == 0)
  }

  @Test("whoever sends hears when there is room again")
  func drained() throws {
    let probe = try SessionProbe()
    let stream = HTTP2Stream()
    let head = HTTP2RequestHead(method: .post, authority: [97], path: [47])
    #expect(probe.session.open(stream, head, hasContent: true))
    probe.session.send([UInt8](repeating: 1, count: 140_000).span, on: stream)
    #expect(!stream.hasRoom)
    _ = probe.take()
    #expect(stream.waitingCount == 140_000 - 65_535)
    #expect(probe.events() == [])
    probe.feed(RawHTTP2.windowUpdate(100_000) + RawHTTP2.windowUpdate(stream: 1, 20_000))
    _ = probe.take()
    #expect(probe.events() == ["drained 1"])
    #expect(stream.hasRoom)
  }

  @Test("a stream's window comes back with what was consumed, that of the connection at once")
  func receivingWindow() throws {
    let probe = try SessionProbe {
      $0.streamWindow = 1000
      $0.connectionWindow = 100_000
    }
    probe.consumes = false
    let stream = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.headers(stream: 1, answer))
    probe.feed(RawHTTP2.data(stream: 1, [UInt8](repeating: 0x61, count: 1000)))
    #expect(probe.frames() == [])
    probe.session.consume(400, of: stream)
    #expect(probe.frames() == [])
    probe.session.consume(200, of: stream)
    #expect(probe.frames() == ["WINDOW 1 600"])
    for _ in 0..<60 {
      let other = probe.open()
      _ = probe.take()
      probe.feed(RawHTTP2.headers(stream: UInt32(other.id), answer))
      probe.feed(
        RawHTTP2.data(stream: UInt32(other.id), [UInt8](repeating: 0x61, count: 1000), ends: true))
    }
    #expect(probe.output.isEmpty == false)
    #expect(probe.violation == nil)
  }

  @Test("more than the window is the peer's fault")
  func overrun() throws {
    let probe = try SessionProbe { $0.streamWindow = 1000 }
    probe.consumes = false
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.headers(stream: 1, answer))
    probe.feed(RawHTTP2.data(stream: 1, [UInt8](repeating: 1, count: 1001)))
    #expect(probe.frames() == ["RST 1 FLOW_CONTROL_ERROR"])
  }

  @Test("cancelling resets the stream, and what still comes for it is dropped")
  func cancel() throws {
    let probe = try SessionProbe()
    let stream = probe.open()
    _ = probe.take()
    probe.session.reset(stream, .cancel)
    #expect(probe.frames() == ["RST 1 CANCEL"])
    #expect(probe.events() == ["closed 1 cancelled"])
    probe.feed(
      RawHTTP2.headers(stream: 1, answer)
        + RawHTTP2.data(stream: 1, [UInt8](repeating: 1, count: 1000), ends: true))
    #expect(probe.events() == [])
    #expect(probe.violation == nil)
    _ = probe.open()
    #expect(probe.frames().first == "HEADERS 3")
  }

  @Test("the peer resets a stream")
  func reset() throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.reset(stream: 1, 0xB))
    #expect(probe.events() == ["closed 1 reset ENHANCE_YOUR_CALM"])
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.reset(stream: 3, 0x1234))
    #expect(probe.events() == ["closed 3 reset error 4660"])
  }

  @Test("GOAWAY: what lies behind it was not looked at, what lies before goes on")
  func goAway() throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.open()
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.goAway(lastStream: 1))
    #expect(
      probe.events() == ["goaway 1 NO_ERROR", "closed 5 unprocessed", "closed 3 unprocessed"]
        || probe.session.streamCount == 1)
    #expect(!probe.session.canOpen)
    #expect(!probe.session.isOver)
    probe.feed(RawHTTP2.headers(stream: 1, answer, ends: true))
    #expect(probe.events() == ["head 1 200", "ended 1", "closed 1 complete"])
    _ = probe.take()
    #expect(probe.session.isOver)
  }

  @Test("a ping is answered, and an answer reported")
  func pings() throws {
    let probe = try SessionProbe()
    probe.feed(RawHTTP2.ping())
    #expect(probe.frames() == ["PING ack"])
    probe.session.ping()
    #expect(probe.frames() == ["PING"])
    probe.feed(RawHTTP2.ping(acknowledges: true))
    #expect(probe.events() == ["pong"])
  }
}
