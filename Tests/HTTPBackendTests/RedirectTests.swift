import Endpoints
import HTTPBackend
import Messages
import SocketTesting
import Testing

@Suite("Following redirects", .timeLimit(.minutes(1)))
struct RedirectTests {
  private static func redirect(
    _ status: Int, _ location: String, _ content: String = ""
  ) -> [UInt8] {
    RawListener.answer(status, content, fields: "Location: \(location)\r\n")
  }

  /// Reads a request's head and answers it, on a connection that is there.
  private static func answer(_ server: RawSocket, _ answer: [UInt8]) throws -> String {
    let head = try server.receive(through: "\r\n\r\n")
    try server.send(answer)
    return head
  }

  @Test(
    "ST-3: a redirect is followed on the same connection, and Referer says from where",
    arguments: [301, 302, 303, 307, 308])
  func follows(status: Int) throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(fields: [("X-A", "1")])
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(status, "/next?x=1", "moved"))
    let head = try Self.answer(server, RawListener.answer(#"{"a":1}"#))
    #expect(head.hasPrefix("GET /next?x=1 HTTP/1.1\r\n"))
    #expect(head.contains("\r\nReferer: http://127.0.0.1:\(listener.port)/path\r\n"))
    #expect(head.contains("\r\nX-A: 1\r\n"))
    #expect(call.text() == #"document {"a":1}"#)
    server.end()
    rig.stop()
  }

  @Test("ST-3: a Referer of the client's is kept")
  func referer() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(fields: [("Referer", "http://mine/")])
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(302, "/next"))
    let head = try Self.answer(server, RawListener.answer("{}"))
    #expect(head.contains("\r\nReferer: http://mine/\r\n"))
    #expect(!head.contains("/path"))
    #expect(call.text() == "document {}")
    server.end()
    rig.stop()
  }

  @Test(
    "ST-3: 301, 302 and 303 turn a request with content into GET without any",
    arguments: [301, 302, 303])
  func becomesGet(status: Int) throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(
      .post, fields: [("Content-Type", "text/x"), ("X-A", "1")], content: { .bytes([65, 66]) },
      framing: .length(2))
    let server = try listener.accept()
    let first = try Self.answer(server, Self.redirect(status, "/next"))
    #expect(first.hasPrefix("POST /path "))
    _ = try server.receive(2)
    let head = try Self.answer(server, RawListener.answer("{}"))
    #expect(head.hasPrefix("GET /next HTTP/1.1\r\n"))
    #expect(!head.contains("Content-") && !head.contains("Transfer-") && head.contains("X-A: 1"))
    #expect(call.text() == "document {}")
    server.end()
    rig.stop()
  }

  @Test("ST-3: 307 and 308 of a request with content are the outcome", arguments: [307, 308])
  func notWithContent(status: Int) throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(.post, content: { .bytes([65, 66]) }, framing: .length(2))
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(status, "/next"))
    #expect(call.text().contains(": invalid status code \(status) [GET /pattern]: http://"))
    server.end()
    rig.stop()
  }

  @Test("ST-3: with send_body_on_redirect method and content go on", arguments: [307, 308])
  func contentAgain(status: Int) throws {
    let listener = try RawListener()
    var rule = RedirectRule()
    rule.sendsContentAgain = true
    let rig = try BackendRig([listener.port], redirects: rule)
    let call = try rig.begin(
      .put, fields: [("Content-Type", "text/x")], content: { .bytes([65, 66]) },
      framing: .length(2))
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(status, "/next"))
    _ = try server.receive(2)
    let head = try Self.answer(server, RawListener.answer("{}"))
    #expect(head.hasPrefix("PUT /next HTTP/1.1\r\n"))
    #expect(head.contains("Content-Type: text/x") && head.contains("Content-Length: 2"))
    #expect(try server.receive(2) == [65, 66])
    #expect(call.text() == "document {}")
    server.end()
    rig.stop()
  }

  @Test("ST-3: 307 of a POST without content stays a POST")
  func emptyPost() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(.post, framing: .length(0))
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(307, "/next"))
    let head = try Self.answer(server, RawListener.answer("{}"))
    #expect(head.hasPrefix("POST /next ") && head.contains("Content-Length: 0"))
    #expect(call.text() == "document {}")
    server.end()
    rig.stop()
  }

  @Test("ST-3: what passes through follows redirects too")
  func passingThrough() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port], passesThrough: true)
    let call = try rig.begin()
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(302, "/next", "away"))
    _ = try Self.answer(server, RawListener.answer(404, "here"))
    #expect(call.text() == "stream 404")
    #expect(call.pullAll().bytes == Array("here".utf8))
    server.end()
    rig.stop()
  }

  @Test("ST-3: a loop ends after ten requests")
  func loops() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let server = try listener.accept()
    for _ in 0..<10 { _ = try Self.answer(server, Self.redirect(302, "/path")) }
    #expect(call.text() == "failed malformedAnswer: stopped after 10 redirects [GET /pattern]")
    server.end()
    rig.stop()
  }

  @Test("ST-3: credentials stay with the host that they were meant for")
  func credentials() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let fields = [("Authorization", "secret"), ("Cookie", "secret"), ("X-A", "1")]
    let call = try rig.begin(fields: fields)
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(302, "http://localhost:\(listener.port)/next"))
    let other = try listener.accept()
    let head = try Self.answer(other, Self.redirect(302, "//127.0.0.1:\(listener.port)/back"))
    #expect(!head.contains("secret") && head.contains("X-A: 1"))
    #expect(head.contains("Host: localhost:\(listener.port)"))
    // A server that is not in the configuration gets a connection of its own.
    #expect(head.contains("Connection: close"))
    // Once they are gone they do not come back.
    let last = try Self.answer(server, RawListener.answer("{}"))
    #expect(!last.contains("secret") && last.hasPrefix("GET /back "))
    #expect(call.text() == "document {}")
    other.end()
    server.end()
    rig.stop()
  }

  @Test("ST-3: on the same host they go on")
  func credentialsStay() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin(fields: [("Authorization", "secret")])
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(302, "http://127.0.0.1:\(listener.port)/next"))
    let head = try Self.answer(server, RawListener.answer("{}"))
    #expect(head.contains("Authorization: secret"))
    #expect(call.text() == "document {}")
    server.end()
    rig.stop()
  }

  @Test(
    "ST-3: a place where the gateway does not go is a failure",
    arguments: ["https://[::1/", "file:///etc/passwd", "http://u:p@127.0.0.1/", "ftp://h/"])
  func refuses(location: String) throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let server = try listener.serve(Self.redirect(302, location))
    #expect(call.text().hasPrefix("failed malformedAnswer: a redirect cannot be followed: its "))
    server.end()
    rig.stop()
  }

  @Test("ST-3: without a place to go, or unless wanted, the redirect is the outcome")
  func notFollowed() throws {
    var rule = RedirectRule()
    for follows in [true, false] {
      rule.follows = follows
      let listener = try RawListener()
      let rig = try BackendRig([listener.port], redirects: rule)
      let call = try rig.begin()
      let answer = follows ? RawListener.answer(302, "x") : Self.redirect(302, "/next")
      let server = try listener.serve(answer)
      #expect(call.text().contains("invalid status code 302"))
      server.end()
      rig.stop()
    }
  }

  @Test("ST-2, ST-3: a failure names the last place")
  func lastPlace() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(302, "/next"))
    _ = try Self.answer(server, RawListener.answer(404, "x"))
    #expect(call.text().hasSuffix("404 [GET /pattern]: http://127.0.0.1:\(listener.port)/next"))
    server.end()
    rig.stop()
  }

  @Test("ST-3: content of a redirect without end is not waited for")
  func endlessContent() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let content = String(repeating: "x", count: 1 << 20)
    let server = try listener.serve(
      "HTTP/1.1 302 X\r\nLocation: /next\r\nContent-Length: 999999999\r\n\r\n")
    let other = try listener.accept()
    _ = try Self.answer(other, RawListener.answer("{\"x\":\"\(content.prefix(10))\"}"))
    #expect(call.text() == #"document {"x":"xxxxxxxxxx"}"#)
    other.end()
    server.end()
    rig.stop()
  }

  @Test("ST-3: a call that is cancelled after a redirect is ended where it is")
  func cancelled() throws {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port])
    let call = try rig.begin()
    let server = try listener.accept()
    _ = try Self.answer(server, Self.redirect(302, "/next"))
    _ = try server.receive(through: "\r\n\r\n")
    call.cancel()
    #expect(try server.receiveAll().text == "")
    #expect(call.reports == 0)
    server.end()
    rig.stop()
  }
}
