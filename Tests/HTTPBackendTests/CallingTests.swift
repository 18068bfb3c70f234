import Endpoints
import HTTP
import HTTPBackend
import Messages
import Network
import SocketTesting
import Testing

@Suite("Calls to HTTP backends", .timeLimit(.minutes(1)))
struct CallingTests {
  @Test("HDR-8: Host is that of the URL, first and once")
  func host() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(fields: [("X-A", "b"), ("Host", "elsewhere")])
    let server = try listener.accept()
    let head = try server.receive(through: "\r\n\r\n")
    #expect(head == "GET /path HTTP/1.1\r\nHost: 127.0.0.1:\(listener.port)\r\nX-A: b\r\n\r\n")
    try server.send(RawListener.answer("{}"))
    #expect(call.text() == "document {}")
    rig.stop()
  }

  @Test("HOST-3: a host's base path stands in front of every target")
  func basePath() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port], basePath: "/v1")
    let call = try rig.begin(.get, "/path?q=1")
    let server = try listener.accept()
    #expect(try server.receive(through: "\r\n\r\n").hasPrefix("GET /v1/path?q=1 HTTP/1.1\r\n"))
    try server.send(RawListener.answer(404, ""))
    #expect(call.text().hasSuffix("http://127.0.0.1:\(listener.port)/v1/path?q=1"))
    rig.stop()
  }

  @Test("HDR-9: content goes out in chunks, or with its length where that is kept")
  func framing() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    for framing in [CallFraming.chunked, .length(5)] {
      let call = try rig.begin(.post, content: { .bytes([UInt8]("hello".utf8)) }, framing: framing)
      let server = try listener.accept()
      let head = try server.receive(through: "\r\n\r\n")
      #expect(
        head.contains(framing == .chunked ? "Transfer-Encoding: chunked" : "Content-Length: 5"))
      let wire = framing == .chunked ? "5\r\nhello\r\n0\r\n\r\n" : "hello"
      #expect(try server.receive(wire.utf8.count) == Array(wire.utf8))
      try server.send(RawListener.answer("{}", fields: "Connection: close\r\n"))
      #expect(call.text() == "document {}")
    }
    rig.stop()
  }

  @Test("LB-1: hosts are taken in turn by all loops together; one listed twice gets twice as many")
  func balancing() throws {
    let listeners = [try RawListener(), try RawListener()]
    let ports = [listeners[0].port, listeners[1].port, listeners[0].port]
    let rig = try BackendRig(ports, loops: 2) { $0.disableKeepAlives = true }
    let calls = try (0..<12).map { try rig.begin(loop: $0 % 2) }
    for (listener, count) in zip(listeners, [8, 4]) {
      for _ in 0..<count { _ = try listener.serve(RawListener.answer("{}")) }
    }
    for call in calls { #expect(call.text() == "document {}") }
    rig.stop()
  }

  @Test("CFG-31: without any host each call fails")
  func noHost() throws {
    let rig = try BackendRig([])
    let call = try rig.begin()
    #expect(call.text() == "failed noHost: no hosts available")
    #expect(call.failure?.origin == .gateway)
    rig.stop()
  }

  @Test("disable_keep_alives tells the server that the connection ends")
  func disabledKeepAlives() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port]) { $0.disableKeepAlives = true }
    let call = try rig.begin()
    let server = try listener.accept()
    #expect(try server.receive(through: "\r\n\r\n").contains("\r\nConnection: close\r\n"))
    try server.send(RawListener.answer("{}"))
    #expect(call.text() == "document {}")
    rig.stop()
  }

  @Test(
    "whatever goes wrong has its kind, and is the backend's fault",
    arguments: [
      ("", "connectionLost"), ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{", "connectionLost"),
      ("SSH-2.0-OpenSSH\r\n", "malformedAnswer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "malformedAnswer"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "tooLarge"),
    ])
  func kinds(answer: String, kind: String) throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let server = try listener.serve(answer)
    // What is too large is refused by its head alone.
    if kind != "tooLarge" { server.finishWriting() }
    let text = call.text()
    #expect(text.hasPrefix("failed \(kind): "))
    #expect(text.hasSuffix(" [GET /pattern]"))
    #expect(call.failure?.origin == .backend(3))
    rig.stop()
  }

  @Test("content that fails on its way in is the client's fault")
  func requestContent() throws {
    let listener = try RawListener()
    for (failure, status) in [(BodyFailure.timeout, 408), (.tooLarge, 413), (.malformed, 400)] {
      let rig = try BackendRig([listener.port])
      let call = try rig.begin(
        .post, content: { .stream(FailingSource(failure)) }, framing: .chunked)
      let server = try listener.accept()
      #expect(call.text().contains("the content of the request"))
      #expect(call.failure?.origin == .client)
      #expect(call.failure.map { Int($0.status.code) } == status)
      _ = try server.skipAll()
      rig.stop()
    }
  }

  @Test("a call that is cancelled says nothing more, and its connection is closed")
  func cancelled() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let server = try listener.accept()
    _ = try server.receive(through: "\r\n\r\n")
    call.cancel()
    #expect(try server.skipAll() == (0, false))
    #expect(call.reports == 0)
    rig.stop()
  }
}

/// Content that never comes.
private final class FailingSource: BodySource {
  private let failure: BodyFailure
  var whenReady: (() -> Void)?

  init(_ failure: BodyFailure) { self.failure = failure }

  var length: UInt64? { nil }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress { .failed(failure) }

  func abandon() {}
}
