import DragomanTesting
import HTTP
import Messages
import Testing

@Suite("Peers that break HTTP/2")
struct SessionFaultTests {
  private static let answer = [(":status", "200")]

  private static func head(_ fields: [(String, String)], ends: Bool = false) -> [UInt8] {
    RawHTTP2.headers(stream: 1, fields, ends: ends)
  }

  @Test(
    "a malformed message ends its stream, and no other (RFC 9113 §8.1.1)",
    arguments: [
      ("no status", head([("x", "y")], ends: true)),
      ("two statuses", head([(":status", "200"), (":status", "200")], ends: true)),
      ("status of two digits", head([(":status", "20")], ends: true)),
      ("status above 599", head([(":status", "777")], ends: true)),
      ("pseudo-field behind a field", head([("x", "y"), (":status", "200")], ends: true)),
      ("unknown pseudo-field", head(answer + [(":x", "y")], ends: true)),
      ("pseudo-field of a request", head(answer + [(":path", "/")], ends: true)),
      ("upper case", head(answer + [("X-Upper", "y")], ends: true)),
      ("connection", head(answer + [("connection", "close")], ends: true)),
      ("transfer-encoding", head(answer + [("transfer-encoding", "chunked")], ends: true)),
      ("blank in a name", head(answer + [("x y", "z")], ends: true)),
      ("line feed in a value", head(answer + [("x", "a\nb")], ends: true)),
      ("NUL in a value", head(answer + [("x", "a\u{0}b")], ends: true)),
      ("empty name", head(answer + [("", "b")], ends: true)),
      (
        "pseudo-field in trailers",
        head(answer) + RawHTTP2.headers(stream: 1, [(":status", "200")], ends: true)
      ),
      (
        "trailers that do not end",
        head(answer) + RawHTTP2.data(stream: 1, [1]) + RawHTTP2.headers(stream: 1, [("x", "y")])
      ),
      (
        "less content than announced",
        head(answer + [("content-length", "5")]) + RawHTTP2.data(stream: 1, [1], ends: true)
      ),
      (
        "more content than announced",
        head(answer + [("content-length", "1")]) + RawHTTP2.data(stream: 1, [1, 2], ends: true)
      ),
      ("an interim answer that ends", head([(":status", "100")], ends: true)),
      ("window beyond 2^31", RawHTTP2.windowUpdate(stream: 1, 0x7FFF_FFFF)),
    ] as [(String, [UInt8])])
  func streamErrors(name: String, bytes: [UInt8]) throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.open()
    _ = probe.take()
    probe.feed(bytes)
    #expect(probe.violation == nil)
    let frames = probe.frames()
    #expect(frames.contains { $0.hasPrefix("RST 1") }, "\(frames)")
    let events = probe.events()
    #expect(events.last?.hasPrefix("closed 1 violated") == true, "\(events)")
    #expect(!events.contains("ended 1"))
    probe.feed(RawHTTP2.headers(stream: 3, Self.answer, ends: true))
    #expect(probe.events() == ["head 3 200", "ended 3", "closed 3 complete"])
  }

  @Test("content and trailers behind a head that is no good are nobody's")
  func contentBehindFault() throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.take()
    probe.feed(
      Self.head([(":status", "777")]) + RawHTTP2.data(stream: 1, [97, 98])
        + RawHTTP2.headers(stream: 1, [("x", "y")], ends: true))
    #expect(probe.frames() == ["RST 1 PROTOCOL_ERROR"])
    #expect(probe.events() == ["closed 1 violated: no valid status"])
  }

  @Test(
    "a broken connection ends all of it, and says why (RFC 9113 §5.4.1)",
    arguments: [
      ("no settings first", RawHTTP2.ping(), false),
      ("HTTP/1", Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8), false),
      ("an alert of TLS", [0x15, 3, 3, 0, 2, 2, 0x28, 0, 0, 0, 0, 0], false),
      ("frame too large", [0, 0x40, 1, 0, 0, 0, 0, 0, 1], true),
      ("settings of five bytes", RawHTTP2.frame(4, [0, 1, 0, 0, 0]), true),
      ("settings on a stream", RawHTTP2.frame(4, stream: 1), true),
      ("settings that acknowledge and say", RawHTTP2.frame(4, flags: 1, [0, 1, 0, 0, 0, 0]), true),
      ("a window above 2^31 - 1", RawHTTP2.settings([(4, 0x8000_0000)]), true),
      ("a frame size below 16384", RawHTTP2.settings([(5, 100)]), true),
      ("push allowed by a server", RawHTTP2.settings([(2, 1)]), true),
      ("forty settings", RawHTTP2.settings((0..<40).map { (0x100 + $0, 1) }), true),
      ("ping of seven bytes", RawHTTP2.frame(6, [1, 2, 3, 4, 5, 6, 7]), true),
      ("ping on a stream", RawHTTP2.frame(6, stream: 1, [UInt8](repeating: 0, count: 8)), true),
      ("reset of an idle stream", RawHTTP2.reset(stream: 99, 0), true),
      ("reset of stream 0", RawHTTP2.reset(stream: 0, 0), true),
      ("reset of five bytes", RawHTTP2.frame(3, stream: 1, [0, 0, 0, 0, 0]), true),
      ("content before a head", RawHTTP2.data(stream: 1, [1]), true),
      ("a step of nothing", RawHTTP2.windowUpdate(stream: 1, 0), true),
      ("data on stream 0", RawHTTP2.data(stream: 0, [1]), true),
      ("data on an idle stream", RawHTTP2.data(stream: 99, [1]), true),
      ("fields on stream 0", RawHTTP2.headers(stream: 0, answer), true),
      ("padding larger than the frame", RawHTTP2.frame(0, flags: 8, stream: 1, [9, 1]), true),
      ("window of three bytes", RawHTTP2.frame(8, [0, 0, 1]), true),
      ("connection window beyond 2^31", RawHTTP2.windowUpdate(0x7FFF_FFFF), true),
      ("GOAWAY of seven bytes", RawHTTP2.frame(7, [0, 0, 0, 0, 0, 0, 0]), true),
      ("GOAWAY on a stream", RawHTTP2.frame(7, stream: 1, [UInt8](repeating: 0, count: 8)), true),
      ("a promise", RawHTTP2.frame(5, flags: 4, stream: 1, [0, 0, 0, 2]), true),
      ("CONTINUATION alone", RawHTTP2.continuation(stream: 1, [("a", "b")]), true),
      (
        "something between HEADERS and CONTINUATION",
        RawHTTP2.headers(stream: 1, answer, isComplete: false) + RawHTTP2.ping(), true
      ),
      ("an index that no table has", RawHTTP2.frame(1, flags: 5, stream: 1, [0xFF, 0x7F]), true),
      ("a block cut short", RawHTTP2.frame(1, flags: 5, stream: 1, [0, 5, 0x61]), true),
    ] as [(String, [UInt8], Bool)])
  func connectionErrors(name: String, bytes: [UInt8], greeted: Bool) throws {
    let probe = try SessionProbe(greeted: greeted)
    if greeted { _ = probe.open() }
    _ = probe.take()
    probe.feed(bytes)
    let frames = probe.frames()
    #expect(frames.contains { $0.hasPrefix("GOAWAY") }, "\(frames)")
    #expect(probe.session.isOver)
    #expect(!probe.events().contains { $0.hasPrefix("head") })
  }

  @Test("a server is told by its first bytes that the client speaks something else")
  func badPreface() throws {
    let probe = try SessionProbe(.server, greeted: false)
    probe.feed(Array("GET / HTTP/1.1\r\n\r\n".utf8))
    #expect(probe.violation != nil)
    _ = probe.take()
    #expect(probe.session.isOver)
  }

  @Test("frames of a kind that nobody knows are passed over")
  func unknownFrames() throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.frame(0x42, flags: 0xFF, stream: 1, [1, 2, 3]))
    probe.feed(RawHTTP2.frame(4, [0x12, 0x34, 0, 0, 0, 1]))
    probe.feed(RawHTTP2.headers(stream: 1, Self.answer, ends: true))
    #expect(
      probe.events() == ["settings", "head 1 200", "ended 1", "closed 1 complete"])
  }

  @Test("blanks around a value are cut")
  func blanks() throws {
    let probe = try SessionProbe()
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.headers(stream: 1, Self.answer))
    probe.feed(RawHTTP2.headers(stream: 1, [("grpc-message", " not now ")], ends: true))
    #expect(probe.events().contains("trailers 1 Grpc-Message: not now"))
  }

  @Test("fields above the limit end their stream, however they are cut into frames")
  func largeFields() throws {
    let long = String(repeating: "v", count: 4000)
    let probe = try SessionProbe { $0.maxFieldBytes = 10_000 }
    _ = probe.open()
    _ = probe.take()
    var bytes = RawHTTP2.headers(stream: 1, Self.answer, ends: true, isComplete: false)
    for index in 0..<5 {
      bytes += RawHTTP2.continuation(stream: 1, [("x-\(index)", long)], isComplete: index == 4)
    }
    probe.feed(bytes)
    #expect(probe.frames() == ["RST 1 ENHANCE_YOUR_CALM"])
    #expect(probe.events() == ["closed 1 violated: the fields are too large"])
    #expect(probe.violation == nil)
    // The table of fields is still in step.
    _ = probe.open()
    _ = probe.take()
    probe.feed(RawHTTP2.headers(stream: 3, Self.answer, ends: true))
    #expect(probe.events().first == "head 3 200")
  }

  @Test("many small fields count with what they cost")
  func manyFields() throws {
    let probe = try SessionProbe { $0.maxFieldBytes = 10_000 }
    _ = probe.open()
    _ = probe.take()
    let fields = (0..<400).map { ("x\($0)", "") }
    probe.feed(RawHTTP2.headers(stream: 1, Self.answer + fields, ends: true))
    #expect(probe.events() == [])
    #expect(probe.frames() == ["RST 1 ENHANCE_YOUR_CALM"])
  }
}
