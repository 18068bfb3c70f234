import HTTP
import Messages
import Testing

@Suite struct RequestReadingTests {
  private func framings(_ text: String) -> [HTTP1RequestFraming] {
    let trace = RequestTrace.run(Array(text.utf8))
    #expect(trace.events.violation == nil)
    return trace.framings
  }

  private func request(_ fields: String, version: String = "1.1") -> String {
    "POST /p HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"
  }

  @Test("a request without length or chunks has no body")
  func noBody() {
    #expect(framings(request(""))[0].body == .none)
  }

  @Test("a length delimits a body, leading zeros are digits, and the next request follows")
  func length() {
    let text = request("Content-Length: 0003\r\n") + "abc" + request("Content-Length:0\r\n")
    let events = RequestTrace.of(text)
    #expect(framings(text).map(\.body) == [.length(3), .length(0)])
    #expect(events.content == "abc")
    #expect(events.messages == 2)
  }

  @Test("chunks are joined, their extensions ignored, and trailers kept apart")
  func chunks() {
    let body =
      "3\r\nabc\r\n00a ; x ; y=z;q=\"a\\\";b\"\r\n0123456789\r\n0\r\nX-Sum: 5\r\nTe: x\r\n\r\n"
    let events = RequestTrace.of(request("Transfer-Encoding: Chunked\r\n") + body)
    #expect(events.content == "abc0123456789")
    #expect(events.last == .end(trailers: "X-Sum: 5|"))
  }

  @Test("trailers of one request are gone with the next")
  func trailersEnd() {
    let text =
      request("Transfer-Encoding: chunked\r\n") + "0\r\nA: b\r\n\r\n"
      + request("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"
    let ends = RequestTrace.of(text).filter { if case .end = $0 { true } else { false } }
    #expect(ends == [.end(trailers: "A: b|"), .end(trailers: "")])
  }

  @Test("many small chunks are no attack")
  func smallChunks() {
    let body = String(repeating: "1\r\na\r\n", count: 20_000) + "0\r\n\r\n"
    let events = RequestTrace.of(request("Transfer-Encoding: chunked\r\n") + body)
    #expect(events.violation == nil)
    #expect(events.content.utf8.count == 20_000)
  }

  @Test(
    "HTTP/1.1 keeps the connection unless told to close, HTTP/1.0 closes unless told to keep",
    arguments: [
      ("1.1", "", true), ("1.1", "Connection: close\r\n", false),
      ("1.1", "Connection: x, CLOSE ,y\r\n", false), ("1.1", "Connection: keep-alive\r\n", true),
      ("1.0", "", false), ("1.0", "Connection: Keep-Alive\r\n", true),
      ("1.0", "Connection: keep-alive\r\nConnection: close\r\n", false),
      ("1.1", "Connection: closed\r\n", true), ("1.9", "", true),
    ])
  func keepAlive(_ version: String, _ fields: String, _ keeps: Bool) {
    #expect(framings(request(fields, version: version))[0].keepsAlive == keeps)
  }

  @Test(
    "only a body of HTTP/1.1 can wait for 100 Continue",
    arguments: [
      ("1.1", "Expect: 100-Continue\r\nContent-Length: 1\r\n", true),
      ("1.1", "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n", true),
      ("1.1", "Expect: 100-continue\r\nContent-Length: 0\r\n", false),
      ("1.1", "Expect: 100-continue\r\n", false), ("1.1", "Content-Length: 1\r\n", false),
      ("1.0", "Expect: 100-continue\r\nContent-Length: 1\r\n", false),
      ("1.0", "Expect: something\r\nContent-Length: 1\r\n", false),
    ])
  func expectation(_ version: String, _ fields: String, _ expects: Bool) {
    #expect(framings(request(fields, version: version))[0].expectsContinue == expects)
  }

  @Test("up to two empty lines before a request are skipped")
  func emptyLines() {
    let text = "\r\n\r\n" + request("") + "\r\n" + request("")
    #expect(RequestTrace.of(text).messages == 2)
  }

  @Test("between requests no byte has come; an empty line is none")
  func between() {
    var parser = HTTP1RequestParser()
    #expect(parser.isBetweenMessages)
    let pieces: [(String, Bool)] = [
      ("\r\n", true), ("G", false), ("ET / HTTP/1.1\r\n", false), ("Host: a\r", false),
      ("\n\r\n", true), ("\r", false), ("\n", true),
    ]
    for (text, isBetween) in pieces {
      let bytes = Array(text.utf8)
      var offset = 0
      reading: while true {
        if case .needsMore = parser.next(bytes.span, from: &offset) { break reading }
      }
      #expect(parser.isBetweenMessages == isBetween, "\(text)")
    }
  }

  @Test("the fields keep their order and their values, names in canonical form")
  func fields() {
    let events = RequestTrace.of(
      "GET /a?b HTTP/1.0\r\nx-b:  1 \t\r\nX-A:2\r\nx-b: \r\nX-C: é \"q\", 2\r\n\r\n")
    guard case .head(let text) = events[0] else { return }
    #expect(text.hasSuffix(" X-B: 1|X-A: 2|X-B: |X-C: é \"q\", 2|"))
    #expect(text.hasPrefix("GET /a?b http10"))
  }

  @Test("bytes behind the end of a request stay for the next call")
  func leftOver() {
    var parser = HTTP1RequestParser()
    let bytes = Array((request("") + "GET").utf8)
    var offset = 0
    guard case .head = parser.next(bytes.span, from: &offset),
      case .end = parser.next(bytes.span, from: &offset)
    else {
      Issue.record("no request")
      return
    }
    #expect(offset == bytes.count - 3)
    guard case .needsMore = parser.next(bytes.span, from: &offset) else { return }
    #expect(offset == bytes.count)
  }

  @Test("a head may fill its limit to the last byte")
  func exactLimit() {
    let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    for limit in 1...40 {
      let events = RequestTrace.of(text, limits: HTTP1Limits(maxHeadBytes: limit))
      #expect((events.violation == nil) == (limit >= text.utf8.count))
    }
  }
}
