import DragomanTesting
import Testing

@Suite("A scripted backend")
struct ScriptedBackendTests {
  private let client: TestClient

  init() throws { client = try TestClient() }

  private func answers(
    to requests: [TestRequest], of routes: [String: [ScriptedReply]]
  ) throws -> (answers: [TestAnswer], recorded: [RecordedRequest]) {
    let backend = try ScriptedBackend(BackendScript(routes))
    defer {
      client.stop()
      backend.stop()
    }
    let answers = try requests.map { try client.send($0, port: backend.port) }
    return (answers, backend.requests)
  }

  @Test("answers by method and path, path, or with its last resort")
  func routes() throws {
    let (answers, _) = try answers(
      to: [
        TestRequest("GET", "/a?x=1"), TestRequest("GET", "/a"), TestRequest("POST", "/a"),
        TestRequest("GET", "/b"),
      ],
      of: [
        "/a?x=1": [.text("query")], "GET /a": [.text("get")], "/a": [.text("path")],
        "*": [.text("any", status: 201)],
      ])
    #expect(answers.map(\.text) == ["query", "get", "path", "any"])
    #expect(answers.map(\.status) == [200, 200, 200, 201])
  }

  @Test("answers 404 where nothing is scripted, and says so")
  func unknownRoute() throws {
    let (answers, _) = try answers(to: [TestRequest("GET", "/a")], of: [:])
    #expect(answers[0].status == 404)
    #expect(answers[0].text.contains("GET /a"))
  }

  @Test("plays a list of replies call by call and repeats the last")
  func lists() throws {
    let (answers, _) = try answers(
      to: [TestRequest](repeating: TestRequest("GET", "/a"), count: 3),
      of: ["/a": [.json("1"), .json("2")]])
    #expect(answers.map(\.text) == ["1", "2", "2"])
  }

  @Test("remembers requests with their fields and content")
  func records() throws {
    let request = TestRequest(
      "POST", "/a?b=c", fields: [TestField("x-one", "1"), TestField("X-One", "2")],
      content: Array("hello".utf8))
    let (_, recorded) = try answers(to: [request], of: [:])
    #expect(recorded.count == 1)
    #expect(recorded[0].method == "POST")
    #expect(recorded[0].target == "/a?b=c")
    #expect(recorded[0].fields.values(of: "X-ONE") == ["1", "2"])
    #expect(recorded[0].content == Array("hello".utf8))
    #expect(!recorded[0].isChunked)
  }

  @Test("sends content in chunks, as a fill, and late", arguments: [0, 1, 4096, 100_000])
  func framing(count: Int) throws {
    var chunked = ScriptedReply()
    chunked.content = .fill(0x61, count: count)
    chunked.isChunked = true
    var late = ScriptedReply()
    late.content = .fill(0x61, count: count)
    late.contentDelayMilliseconds = 5
    let (answers, recorded) = try answers(
      to: [TestRequest("GET", "/chunked"), TestRequest("GET", "/late")],
      of: ["/chunked": [chunked], "/late": [late]])
    let content = [UInt8](repeating: 0x61, count: count)
    #expect(answers.map(\.content) == [content, content])
    #expect(answers[0].fields.values(of: "Transfer-Encoding") == ["chunked"])
    #expect(answers[1].fields.values(of: "Content-Length") == ["\(count)"])
    #expect(recorded.map(\.connection) == [0, 0])
  }

  @Test("breaks off, closes without an answer, and stays silent")
  func faults() throws {
    var cut = ScriptedReply.text("hello")
    cut.cutAfter = 2
    var closed = ScriptedReply()
    closed.raw = []
    var silent = ScriptedReply()
    silent.isSilent = true
    let backend = try ScriptedBackend(
      BackendScript(["/cut": cut, "/closed": closed, "/silent": silent]))
    defer { backend.stop() }
    defer { client.stop() }
    #expect(throws: (any Error).self) {
      try client.send(TestRequest("GET", "/cut"), port: backend.port)
    }
    #expect(throws: (any Error).self) {
      try client.send(TestRequest("GET", "/closed"), port: backend.port)
    }
    #expect(throws: (any Error).self) {
      try client.send(TestRequest("GET", "/silent"), port: backend.port, timeoutMilliseconds: 20)
    }
    let answer = try client.send(TestRequest("GET", "/none"), port: backend.port)
    #expect(answer.status == 404)
  }

  @Test("sends raw bytes as they are")
  func raw() throws {
    var reply = ScriptedReply()
    reply.raw = Array("HTTP/1.1 203 Odd\r\nX-Raw: yes\r\n\r\nto the end".utf8)
    let (answers, _) = try answers(to: [TestRequest("GET", "/")], of: ["*": [reply]])
    #expect(answers[0].status == 203)
    #expect(answers[0].text == "to the end")
    #expect(answers[0].fields == [TestField("X-Raw", "yes")])
  }

  @Test("sends gzip that gzip reads", arguments: [0, 5, 70_000])
  func gzip(count: Int) throws {
    var reply = ScriptedReply()
    reply.content = .bytes([UInt8](repeating: 0x62, count: count))
    reply.isGzipped = true
    let (answers, _) = try answers(to: [TestRequest("GET", "/")], of: ["*": [reply]])
    #expect(answers[0].fields.values(of: "Content-Encoding") == ["gzip"])
    #expect(try Gunzip.run(answers[0].content) == [UInt8](repeating: 0x62, count: count))
  }
}
