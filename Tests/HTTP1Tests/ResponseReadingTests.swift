import HTTP
import Messages
import Testing

@Suite struct ResponseReadingTests {
  private func answer(_ fields: String, _ body: String = "", status: String = "200 OK") -> String {
    "HTTP/1.1 \(status)\r\n\(fields)\r\n\(body)"
  }

  @Test(
    "the body is delimited by status and method first, then chunks, then length, then the end",
    arguments: [
      ("", Method.get, "200 OK", HTTP1BodyFraming.untilClose),
      ("Content-Length: 0\r\n", .get, "200 OK", .length(0)),
      ("Transfer-Encoding: chunked\r\n", .get, "200 OK", .chunked),
      ("Content-Length: 5\r\n", .head, "200 OK", .none),
      ("Transfer-Encoding: chunked\r\n", .head, "200 OK", .none),
      ("Content-Length: 5\r\n", .get, "304 Not Modified", .none),
      ("Content-Length: 5\r\n", .get, "204 No Content", .none),
      ("", .post, "404", .untilClose), ("", .get, "200 ", .untilClose),
    ])
  func framing(_ fields: String, _ method: Method, _ status: String, _ body: HTTP1BodyFraming) {
    let content =
      switch body {
      case .chunked: "0\r\n\r\n"
      default: ""
      }
    let trace = ResponseTrace.of(answer(fields, content, status: status), to: method)
    #expect(trace.framing?.body == body)
    #expect(trace.events.violation == nil)
  }

  @Test("HEAD learns the length of the body that it does not get")
  func headLength() {
    let trace = ResponseTrace.of(answer("Content-Length: 5\r\n"), to: .head)
    #expect(trace.framing?.length == 5)
    #expect(trace.events.content == "")
  }

  @Test(
    "a connection can be used again after an answer that ends by itself and keeps it",
    arguments: [
      ("HTTP/1.1", "Content-Length: 0\r\n", true), ("HTTP/1.1", "", false),
      ("HTTP/1.1", "Content-Length: 0\r\nConnection: close\r\n", false),
      ("HTTP/1.0", "Content-Length: 0\r\n", false),
      ("HTTP/1.0", "Content-Length: 0\r\nConnection: keep-alive\r\n", true),
    ])
  func reuse(_ version: String, _ fields: String, _ canReuse: Bool) {
    var parser = HTTP1ResponseParser()
    #expect(!parser.canReuse)
    parser.begin(answerTo: .get)
    #expect(!parser.canReuse)
    let bytes = Array("\(version) 200 OK\r\n\(fields)\r\n".utf8)
    var offset = 0
    reading: while true {
      switch parser.next(bytes.span, from: &offset) {
      case .needsMore:
        guard case .end = parser.endOfInput() else { break reading }
        break reading
      case .end, .reject: break reading
      default: continue
      }
    }
    #expect(parser.canReuse == canReuse)
  }

  @Test("interim answers are reported and the final one follows")
  func interim() {
    let trace = ResponseTrace.of(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        + answer("Content-Length: 2\r\n", "ok"))
    #expect(
      trace.events.prefix(2) == [.informational("100 "), .informational("103 Link: </a>|")])
    #expect(trace.events.content == "ok")
    #expect(trace.events.messages == 1)
  }

  @Test("content goes on to the end of the connection when nothing else delimits it")
  func untilClose() {
    let trace = ResponseTrace.of(answer("", "abc\r\n\r\ndef"))
    #expect(trace.events.content == "abc\r\n\r\ndef")
    #expect(trace.events.last == .end(trailers: ""))
  }

  @Test("bytes behind a complete answer are left over")
  func leftOver() {
    let trace = ResponseTrace.of(answer("Content-Length: 2\r\n", "okHTTP/1.1 200 OK"))
    #expect(trace.events.content == "ok")
    #expect(trace.leftOver == 15)
  }

  @Test("an answer that is not due is refused")
  func unsolicited() {
    var parser = HTTP1ResponseParser()
    let bytes = Array(answer("").utf8)
    var offset = 0
    guard case .reject(.unsolicitedAnswer) = parser.next(bytes.span, from: &offset) else {
      Issue.record("accepted")
      return
    }
  }

  @Test("while no answer is due, the end of the connection is no fault")
  func idleEnd() {
    var parser = HTTP1ResponseParser()
    guard case .needsMore = parser.endOfInput() else {
      Issue.record("a fault")
      return
    }
  }

  @Test("a second begin while an answer is under way changes nothing")
  func secondBegin() {
    var parser = HTTP1ResponseParser()
    parser.begin(answerTo: .get)
    parser.begin(answerTo: .head)
    let bytes = Array(answer("Content-Length: 1\r\n", "a").utf8)
    var offset = 0
    guard case .head(_, let framing) = parser.next(bytes.span, from: &offset) else { return }
    #expect(framing.body == .length(1))
  }

  @Test("before its first byte an answer has not begun: the request may be sent again")
  func between() {
    var parser = HTTP1ResponseParser()
    #expect(parser.isBetweenMessages)
    parser.begin(answerTo: .get)
    #expect(parser.isBetweenMessages)
    for text in ["H", "TTP/1.1 100 C\r\n", "\r\n"] {
      let bytes = Array(text.utf8)
      var offset = 0
      _ = parser.next(bytes.span, from: &offset)
      #expect(!parser.isBetweenMessages, "\(text)")
    }
  }

  @Test("trailers come with the end")
  func trailers() {
    let trace = ResponseTrace.of(
      answer("Transfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n"))
    #expect(trace.events.last == .end(trailers: "X-Sum: 1|"))
  }
}
