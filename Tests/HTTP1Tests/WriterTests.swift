import Bytes
import HTTP
import Messages
import Testing

@Suite struct WriterTests {
  private func fields(_ pairs: [(String, String)]) -> HeaderFields {
    var fields = HeaderFields()
    for (name, value) in pairs {
      guard let name = FieldName(name), let value = FieldValue(value) else { continue }
      fields.append(name, value)
    }
    return fields
  }

  private func answer(
    _ status: Status = .ok, _ fields: HeaderFields = HeaderFields(), _ framing: HTTP1BodyFraming,
    version: HTTPVersion = .http11, closes: Bool = false, date: String = ""
  ) -> String {
    var output: [UInt8] = []
    let date = Array(date.utf8)
    HTTP1Writer.writeResponseHead(
      ResponseHead(status: status, fields: fields), framing: framing, answering: version,
      closes: closes, date: date.span, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func request(
    _ method: Method, _ target: String, _ fields: HeaderFields, _ framing: HTTP1BodyFraming,
    closes: Bool = false
  ) -> String {
    var output: [UInt8] = []
    guard let target = OriginFormTarget(Array(target.utf8)) else { return "no target" }
    HTTP1Writer.writeRequest(
      method: method, target: target, fields: fields, framing: framing, closes: closes, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("a request has its line, its fields and its framing")
  func requests() {
    let host = fields([("Host", "a:1")])
    #expect(request(.get, "/x?y", host, .none) == "GET /x?y HTTP/1.1\r\nHost: a:1\r\n\r\n")
    #expect(
      request(.post, "/", host, .length(12), closes: true)
        == "POST / HTTP/1.1\r\nHost: a:1\r\nContent-Length: 12\r\nConnection: close\r\n\r\n")
    #expect(
      request(.other(Array("LINK".utf8)), "/", host, .chunked)
        == "LINK / HTTP/1.1\r\nHost: a:1\r\nTransfer-Encoding: chunked\r\n\r\n")
  }

  @Test("a host that is given comes first and is the only one")
  func host() throws {
    var output: [UInt8] = []
    HTTP1Writer.writeRequest(
      method: .get, target: try #require(OriginFormTarget([0x2F])), host: FieldValue("b:2"),
      fields: fields([("A", "1"), ("Host", "a:1"), ("C", "2")]), framing: .none, to: &output)
    #expect(
      String(decoding: output, as: UTF8.self)
        == "GET / HTTP/1.1\r\nHost: b:2\r\nA: 1\r\nC: 2\r\n\r\n")
  }

  @Test("fields that frame the message or describe the connection are the writer's alone")
  func ownFields() {
    let given = fields([
      ("Content-Length", "9"), ("A", "1"), ("Connection", "x"), ("Transfer-Encoding", "chunked"),
      ("B", "2"), ("Keep-Alive", "1"), ("Upgrade", "x"), ("Te", "trailers"), ("C", "3"),
      ("Proxy-Connection", "x"),
    ])
    #expect(
      request(.get, "/", given, .none) == "GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n")
    #expect(
      answer(.ok, given, .length(0))
        == "HTTP/1.1 200 OK\r\nA: 1\r\nB: 2\r\nC: 3\r\nContent-Length: 0\r\n\r\n")
  }

  @Test("an answer says how the connection goes on where the version does not")
  func connection() {
    #expect(answer(.notFound, .init(), .none) == "HTTP/1.1 404 Not Found\r\n\r\n")
    #expect(answer(.ok, .init(), .none, closes: true).contains("Connection: close\r\n"))
    #expect(
      answer(.ok, .init(), .length(1), version: .http10).contains("Connection: keep-alive\r\n"))
    #expect(
      answer(.ok, .init(), .untilClose, version: .http10, closes: true)
        == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
  }

  @Test("a date is written unless the fields have one")
  func dates() {
    #expect(answer(.ok, .init(), .none, date: "D").contains("\r\nDate: D\r\n"))
    let dated = answer(.ok, fields([("Date", "E")]), .none, date: "D")
    #expect(dated == "HTTP/1.1 200 OK\r\nDate: E\r\n\r\n")
  }

  @Test("an answer whose status forbids a body announces none; HTTP/1.0 gets no chunks")
  func framing() throws {
    let noContent = try #require(Status(204))
    #expect(HTTP1Writer.responseFraming(status: noContent, version: .http11, length: 1) == .none)
    #expect(HTTP1Writer.responseFraming(status: .ok, version: .http11, length: 1) == .length(1))
    #expect(HTTP1Writer.responseFraming(status: .ok, version: .http11, length: nil) == .chunked)
    #expect(HTTP1Writer.responseFraming(status: .ok, version: .http10, length: nil) == .untilClose)
  }

  @Test("chunks frame their data; a size of 0 would end the body and is not written")
  func chunks() {
    var output: [UInt8] = []
    let empty = HTTP1Writer.writeChunkHead(0, to: &output)
    let negative = HTTP1Writer.writeChunkHead(-1, to: &output)
    #expect(!empty && !negative && output.isEmpty)
    HTTP1Writer.writeChunkHead(0x1AF, to: &output)
    HTTP1Writer.writeChunkEnd(to: &output)
    HTTP1Writer.writeLastChunk(
      trailers: fields([("X-Sum", "1"), ("Content-Length", "2"), ("Host", "a"), ("Te", "x")]),
      to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "1af\r\n\r\n0\r\nX-Sum: 1\r\n\r\n")
  }

  @Test("an interim answer is a status line alone")
  func interim() {
    var output: [UInt8] = []
    HTTP1Writer.writeInterim(.continue, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
  }

  @Test("an unregistered status has an empty phrase, and its answer is read back")
  func unregistered() throws {
    let text = answer(try #require(Status(299)), .init(), .length(0))
    #expect(text.hasPrefix("HTTP/1.1 299 \r\n"))
    #expect(ResponseTrace.of(text).status == 299)
  }
}
