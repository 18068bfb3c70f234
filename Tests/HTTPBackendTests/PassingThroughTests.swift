import Endpoints
import HTTP
import HTTPBackend
import Messages
import Network
import SocketTesting
import Testing

@Suite("An answer that passes through", .timeLimit(.minutes(1)))
struct PassingThroughTests {
  /// Begins a call to a played server; both are returned when the server has its head.
  private func begin(
    _ answer: [UInt8], asksForGzip: Bool = true
  ) throws -> (rig: BackendRig, call: PlayedCall, server: RawSocket) {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port], passesThrough: true)
    let call = try rig.begin(asksForGzip: asksForGzip)
    return (rig, call, try listener.serve(answer))
  }

  @Test("NOP-1: status, fields and content arrive as they are")
  func asItIs() throws {
    let (rig, call, server) = try begin(
      RawListener.answer(
        203, "<a/>", fields: "Content-Type: text/x\r\nX-One: 1\r\nSet-Cookie: a=b\r\n"))
    #expect(call.text() == "stream 203")
    #expect(call.field("Content-Type") == "text/x")
    #expect(call.field("X-One") == "1")
    #expect(call.field("Set-Cookie") == "a=b")
    let (bytes, progress) = call.pullAll()
    #expect(bytes == Array("<a/>".utf8))
    #expect(progress == .ended)
    server.end()
    rig.stop()
  }

  @Test("NOP-1: content is passed on as it comes, before its end")
  func asItComes() throws {
    let (rig, call, server) = try begin(
      Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n".utf8))
    #expect(call.text() == "stream 200")
    #expect(call.pullOnce() == Array("abc".utf8))
    try server.send("2\r\nde\r\n0\r\n\r\n")
    #expect(call.pullAll().bytes == Array("de".utf8))
    rig.stop()
  }

  @Test("NOP-2: every status is success", arguments: [200, 204, 304, 404, 500])
  func anyStatus(status: Int) throws {
    let (rig, call, server) = try begin(
      Array("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n".utf8))
    #expect(call.text() == "stream \(status)")
    #expect(call.pullAll().progress == .ended)
    server.end()
    rig.stop()
  }

  @Test("HDR-7: gzip that the gateway asked for is undone, with the fields that told of it")
  func inflated() throws {
    let content = [UInt8](String(repeating: "gzip ", count: 50_000).utf8)
    let (rig, call, server) = try begin(
      RawListener.answer(Gzip.member(content), fields: "Content-Encoding: gzip\r\nX-A: b\r\n"))
    #expect(call.text() == "stream 200")
    #expect(call.field("Content-Encoding") == nil)
    #expect(call.field("Content-Length") == nil)
    #expect(call.field("X-A") == "b")
    let (bytes, progress) = call.pullAll(limit: 777)
    #expect(bytes == content)
    #expect(progress == .ended)
    server.end()
    rig.stop()
  }

  @Test("HDR-7: gzip that the client asked for is the client's business")
  func untouched() throws {
    let coded = Gzip.member(Array("hello".utf8))
    let (rig, call, server) = try begin(
      RawListener.answer(coded, fields: "Content-Encoding: gzip\r\n"), asksForGzip: false)
    #expect(call.text() == "stream 200")
    #expect(call.field("Content-Encoding") == "gzip")
    #expect(call.field("Content-Length") == "\(coded.count)")
    #expect(call.pullAll().bytes == coded)
    server.end()
    rig.stop()
  }

  @Test("HDR-7: no content is in no coding, whatever the head says")
  func emptyGzip() throws {
    let (rig, call, server) = try begin(
      RawListener.answer("", fields: "Content-Encoding: gzip\r\n"))
    #expect(call.text() == "stream 200")
    let (bytes, progress) = call.pullAll()
    #expect(bytes == [])
    #expect(progress == .ended)
    server.end()
    rig.stop()
  }

  @Test("DEC-7: bad gzip ends the stream as broken: garbage, cut, or a bomb")
  func badGzip() throws {
    let coded = Gzip.member(Gzip.noise(100_000))
    let bomb = Gzip.member([UInt8](repeating: 0, count: 30 << 20))
    for content in [[1, 2, 3], Array(coded.dropLast(9)), bomb] as [[UInt8]] {
      let (rig, call, server) = try begin(
        RawListener.answer(content, fields: "Content-Encoding: gzip\r\n"))
      #expect(call.text() == "stream 200")
      let (bytes, progress) = call.pullAll()
      #expect(progress == .failed(.malformed))
      #expect(bytes.count < 8 << 20)
      server.end()
      rig.stop()
    }
  }

  @Test("a server that stops in the middle breaks the stream")
  func cut() throws {
    for answer in [
      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ] {
      let (rig, call, server) = try begin(Array(answer.utf8))
      #expect(call.text() == "stream 200")
      server.end()
      let (bytes, progress) = call.pullAll()
      #expect(bytes == Array("abc".utf8))
      #expect(progress == .failed(.connectionLost))
      rig.stop()
    }
  }

  @Test("a call that is cancelled in the middle closes its connection, and its stream breaks")
  func cancelled() throws {
    let (rig, call, server) = try begin(
      Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".utf8))
    #expect(call.text() == "stream 200")
    call.cancel()
    #expect(call.pullAll().progress == .failed(.connectionLost))
    #expect(try server.skipAll().count == 0)
    #expect(call.reports == 1)
    rig.stop()
  }
}
