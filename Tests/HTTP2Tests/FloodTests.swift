import DragomanTesting
import HTTP
import Messages
import Testing

@Suite("Floods of frames")
struct FloodTests {
  private static let answer = [(":status", "200")]

  /// How many of the same frames are borne before the connection ends; the limit if all are.
  private func borne(
    _ frame: [UInt8], limit: Int = 20_000, _ prepare: (SessionProbe) -> Void = { _ in }
  ) throws -> Int {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.take()
    prepare(probe)
    for count in 0..<limit {
      probe.feed(frame)
      if probe.violation != nil { return count }
      // The answers to some of them are taken, so that it is not their number that counts.
      _ = probe.take()
      if probe.session.isOver { return count }
    }
    return limit
  }

  @Test(
    "frames that move nothing are borne for a while",
    arguments: [
      ("settings", RawHTTP2.settings()), ("ping", RawHTTP2.ping()),
      ("ping answers that nobody asked for", RawHTTP2.ping(acknowledges: true)),
      ("priority", RawHTTP2.frame(2, stream: 1, [0, 0, 0, 0, 1])),
      ("goaway", RawHTTP2.goAway(lastStream: 0x7FFF_FFFF)),
      ("small steps of the window", RawHTTP2.windowUpdate(1)),
      ("reset of a closed stream", RawHTTP2.reset(stream: 1, 8)),
    ] as [(String, [UInt8])])
  func control(name: String, frame: [UInt8]) throws {
    let count = try borne(frame)
    #expect(count >= 900 && count <= 1100, "\(count)")
  }

  @Test("content without content, in plain or padded frames")
  func emptyData() throws {
    for frame in [
      RawHTTP2.data(stream: 1, []), RawHTTP2.frame(0, flags: 8, stream: 1, [3, 0, 0, 0]),
    ] {
      let count = try borne(frame) { $0.feed(RawHTTP2.headers(stream: 1, Self.answer)) }
      #expect(count >= 900 && count <= 1100, "\(count)")
    }
  }

  @Test("interim answers")
  func interim() throws {
    let count = try borne(RawHTTP2.headers(stream: 1, [(":status", "103")]))
    #expect(count >= 900 && count <= 1100, "\(count)")
  }

  @Test("the end of a flood is told to the peer")
  func farewell() throws {
    let probe = try SessionProbe { $0.oddFrameBurst = 10 }
    for _ in 0..<20 { probe.feed(RawHTTP2.ping()) }
    #expect(probe.violation == .flood)
    #expect(probe.frames().last == "GOAWAY 0 ENHANCE_YOUR_CALM")
    #expect(probe.session.isOver)
  }

  @Test("answers to pings that the peer does not take are not kept for ever")
  func queuedAnswers() throws {
    let probe = try SessionProbe { $0.oddFrameBurst = 1_000_000 }
    var count = 0
    while probe.violation == nil, count < 100_000 {
      probe.feed(RawHTTP2.ping())
      count += 1
    }
    #expect(count < 11_000)
    #expect(probe.violation == .flood)
  }

  @Test("what this side has to send is no flood of the peer's")
  func ownFrames() throws {
    let probe = try SessionProbe { $0.maxQueuedFrames = 10 }
    probe.feed(RawHTTP2.settings([(3, 1000)]))
    _ = probe.take()
    let streams = (0..<50).map { _ in probe.open() }
    probe.feed(RawHTTP2.ping())
    #expect(probe.violation == nil)
    _ = probe.take()
    for stream in streams { probe.session.reset(stream, .cancel) }
    probe.feed(RawHTTP2.ping())
    #expect(probe.violation == nil)
    #expect(probe.frames().count == 51)
    for _ in 0..<11 { probe.feed(RawHTTP2.ping()) }
    #expect(probe.violation == .flood)
  }

  @Test("CONTINUATION without end")
  func continuation() throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.headers(stream: 1, Self.answer, isComplete: false))
    var count = 0
    while probe.violation == nil, count < 10_000 {
      probe.feed(RawHTTP2.continuation(stream: 1, [("a", "b")], isComplete: false))
      count += 1
    }
    #expect(count == 17)
    #expect(probe.violation == .flood)
  }

  @Test("what trickles in is forgiven with time")
  func trickle() throws {
    let probe = try SessionProbe()
    for second in 0..<200 {
      probe.time = Int64(second) * 1_000_000_000
      for _ in 0..<90 { probe.feed(RawHTTP2.ping()) }
      _ = probe.take()
    }
    #expect(probe.violation == nil)
  }

  @Test("a ping with every piece of content is fine: some servers measure the way so")
  func measuring() throws {
    let probe = try SessionProbe()
    for _ in 0..<5000 {
      let stream = probe.open()
      _ = probe.take()
      let id = UInt32(stream.id)
      probe.feed(
        RawHTTP2.ping() + RawHTTP2.headers(stream: id, Self.answer)
          + RawHTTP2.data(stream: id, [1]) + RawHTTP2.headers(stream: id, [("a", "b")], ends: true))
      _ = probe.take()
    }
    #expect(probe.violation == nil)
    #expect(probe.session.streamCount == 0)
  }

  @Test("a client that opens and resets streams is stopped")
  func rapidReset() throws {
    let probe = try SessionProbe(.server)
    let request = [(":method", "GET"), (":scheme", "http"), (":path", "/"), (":authority", "a")]
    var id: UInt32 = 1
    while !probe.session.isOver, probe.violation == nil, id < 40_000 {
      probe.feed(
        RawHTTP2.headers(stream: id, request, ends: true) + RawHTTP2.reset(stream: id, 8))
      _ = probe.take()
      id += 2
    }
    #expect(id < 2500, "\(id / 2) streams")
  }

  @Test("a client that provokes resets is stopped as one that sends them")
  func provokedResets() throws {
    let probe = try SessionProbe(.server)
    let request = [(":method", "GET"), (":scheme", "http"), (":path", "/"), (":authority", "a")]
    var id: UInt32 = 1
    while !probe.session.isOver, probe.violation == nil, id < 40_000 {
      let bad = id % 4 == 1 ? [("Upper", "x")] : [("connection", "x")]
      probe.feed(RawHTTP2.headers(stream: id, request + bad, ends: true))
      _ = probe.take()
      id += 2
    }
    #expect(probe.violation == .flood)
    #expect(id < 2500, "\(id / 2) streams")
  }

  @Test("nothing is left of streams that were reset, by either side")
  func resetsLeaveNothing() throws {
    let probe = try SessionProbe()
    for turn in 0..<100_000 {
      probe.time = Int64(turn) * 20_000_000
      let stream = probe.open(turn % 3 == 0 ? nil : [1])
      if turn % 5 == 0 { _ = probe.take() }
      if turn % 2 == 0 {
        probe.session.reset(stream, .cancel)
      } else {
        _ = probe.take()
        probe.feed(RawHTTP2.reset(stream: UInt32(stream.id), 8))
      }
      _ = probe.take()
      #expect(stream.isClosed)
      if probe.violation != nil { break }
    }
    #expect(probe.violation == nil)
    #expect(probe.session.streamCount == 0 && probe.session.openStreams.isEmpty)
  }

  @Test("a client gets no more streams than it was told")
  func tooManyStreams() throws {
    let probe = try SessionProbe(.server) { $0.maxConcurrentStreams = 3 }
    let request = [(":method", "GET"), (":scheme", "http"), (":path", "/"), (":authority", "a")]
    for id in stride(from: 1, through: 9, by: 2) {
      probe.feed(RawHTTP2.headers(stream: UInt32(id), request))
    }
    #expect(probe.session.streamCount == 3)
    #expect(probe.frames() == ["GOAWAY 5 PROTOCOL_ERROR"])
  }
}
