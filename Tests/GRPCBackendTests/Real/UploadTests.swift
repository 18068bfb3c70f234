import DragomanTesting
import PythonTesting
import SocketTesting
import Testing

@Suite("Streams and files to a gRPC server", .enabled(if: RealServer.isThere))
struct UploadTests {
  private static let body = #""use_request_body": true, "output_remove_unset_values": true"#
  private static let problem =
    #""extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}"#

  private static func adding(_ endpoint: String = "") -> String {
    Trial.endpoint(
      "/add", "Add", body, #""method": "POST""# + (endpoint.isEmpty ? "" : ", ") + endpoint)
  }

  @Test(
    "the elements of an array, or texts one behind the other, are the messages of a call",
    arguments: [
      (
        #"[{"id": "a", "number": 1}, {"id": "b", "number": 2}]"#,
        #"{"count":2,"total":3,"ids":["a","b"]}"#
      ),
      (
        "{\"id\": \"a\", \"number\": 1}\n{\"number\": 5}\n",
        #"{"count":2,"total":6,"ids":["a",""]}"#
      ),
      (#"{"number":1}{"number":2} {"number":3}"#, #"{"count":3,"total":6,"ids":["","",""]}"#),
      (#"[{"id": "] } \" ["}]"#, #"{"count":1,"ids":["] } \" ["]}"#),
      ("[]", "{}"), ("", "{}"), ("\n\n", "{}"), ("[{}]", #"{"count":1,"ids":[""]}"#),
    ])
  func messages(content: String, answer: String) throws {
    let trial = try Trial(Self.adding())
    #expect(try trial.post("/add", content).text == answer)
  }

  @Test(
    "what is wrong with a message of a stream is named with its place",
    arguments: [
      (#"[{}, {}, {}, {"small": "x"}]"#, "[3].small"),
      ("{}\n{}\n{}\n{\"place\": {\"city\": 1}}\n", "[3].place.city"),
      ("[{}, {}, {}, {\"id\": 1e}]", "[3]"), ("[{}, {}, {}, 7]", "[3]"),
      ("[{}, {}, {}, {]", "[3]"), ("[{}, {}, {}", "[3]"), ("[{}, {}, {} {}]", "[3]"),
    ])
  func malformed(content: String, field: String) throws {
    let trial = try Trial(Self.adding(Self.problem))
    let answer = try trial.post("/add", content)
    #expect(answer.status == 400)
    #expect(answer.text.contains(field), "\(answer.text)")
    #expect(try trial.post("/add", "[{}]").status == 200)
  }

  @Test("messages reach the server while the client still sends")
  func whileSending() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.adding())
    let client = try trial.connection(
      "POST /add HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    func send(_ text: String) throws {
      try client.send("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
    }
    try send("[{\"id\": \"tag-sending\", \"num")
    try send("ber\": 1}")
    #expect(server.reports("took tag-sending 1"))
    try send(", {\"number\": 2}")
    #expect(server.reports("took tag-sending 2"))
    try send("]")
    try client.send("0\r\n\r\n")
    #expect(try client.receive(through: "]}").contains(#""count":2,"total":3"#))
  }

  @Test("a client that leaves in the middle of its messages cancels the call at the server")
  func leaving() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.adding())
    let client = try trial.connection(
      "POST /add HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n[{\"id\": \"tag-left\"}")
    #expect(server.reports("took tag-left 1"))
    client.end()
    #expect(server.reports("cancelled tag-left"))
    #expect(try trial.post("/add", "[{}]").status == 200)
  }

  @Test("a fault in a later message cancels the call at the server")
  func laterFault() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.adding(Self.problem))
    let client = try trial.connection(
      "POST /add HTTP/1.1\r\nHost: a\r\nContent-Length: 39\r\n\r\n[{\"id\": \"tag-fault\"}")
    #expect(server.reports("took tag-fault 1"))
    try client.send(", {\"small\": \"x\"}   ]")
    #expect(try client.receive(through: "}").contains("400"))
    #expect(server.reports("cancelled tag-fault"))
  }

  @Test("a hundred thousand messages pass")
  func many() throws {
    let trial = try Trial(Self.adding())
    let content = "[" + [String](repeating: #"{"number":2}"#, count: 100_000).joined(separator: ",")
    let answer = try trial.post("/add", content + "]")
    #expect(answer.text.hasPrefix(#"{"count":100000,"total":200000"#))
  }

  @Test("both sides stream: the client sends first")
  func both() throws {
    let trial = try Trial(Trial.endpoint("/chat", "Chat", Self.body))
    let answer = try trial.post("/chat", "{\"number\": 1}\n{\"number\": 2}\n")
    #expect(answer.text == #"[{"number":2},{"number":4}]"#)
    let lines = try trial.post(
      "/chat", #"[{"number": 3}]"#, [TestField("Accept", "application/x-ndjson")])
    #expect(lines.text == "{\"number\":6}\n")
    #expect(try trial.post("/chat", "[]").text == "[]")
  }

  @Test("both sides stream at a time: an answer comes while the request is still open")
  func duplex() throws {
    let trial = try Trial(Trial.endpoint("/chat", "Chat", Self.body))
    let client = try trial.connection(
      "POST /chat HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        + "Accept: application/x-ndjson\r\n\r\n")
    for number in 1...3 {
      let text = "{\"number\":\(number)}\n"
      try client.send("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
      _ = try client.receive(through: "{\"number\":\(number * 2)}\n")
    }
    try client.send("0\r\n\r\n")
    _ = try client.receive(through: "0\r\n\r\n")
  }

  @Test("a fault of the client in the middle of both streams is the last thing it hears")
  func duplexFault() throws {
    let trial = try Trial(Trial.endpoint("/chat", "Chat", Self.body))
    let client = try trial.connection(
      "POST /chat HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        + "Accept: application/x-ndjson\r\n\r\n")
    try client.send("d\r\n{\"number\":1}\n\r\n")
    _ = try client.receive(through: "{\"number\":2}\n")
    try client.send("f\r\n{\"number\":\"x\"}\n\r\n")
    _ = try client.receive(through: #"{"error":{"code":3,"status":"INVALID_ARGUMENT""#)
    _ = try client.receive(through: "0\r\n\r\n")
  }

  @Test("a server that ends a stream of both sides is heard")
  func duplexFailure() throws {
    let trial = try Trial(
      Trial.endpoint(
        "/chat", "Chat", Self.body, extra: #", "backend/http": {"return_error_code": true}"#),
      more: Trial.telling)
    let answer = try trial.post("/chat", #"[{"number": 1}, {"id": "fail"}, {"number": 2}]"#)
    #expect(
      answer.text
        == #"[{"number":2},{"error":{"code":10,"status":"ABORTED","message":"asked to"}}]"#)
    let first = try trial.post("/chat", #"[{"id": "fail"}]"#)
    #expect(first.status == 409 && first.text.contains("asked to"))
  }

  @Test("content of any kind goes to a stream of HttpBody part by part, with its type")
  func uploadParts() throws {
    let trial = try Trial(Trial.endpoint("/t", "TakeParts", Self.body))
    let type = [TestField("Content-Type", "image/x-trial")]
    let large = try trial.post("/t", String(repeating: "0123456789", count: 100_000), type)
    #expect(large.text.hasPrefix(#"{"name":"parts","type":"image/x-trial","length":1000000,"#))
    let small = try trial.post("/t", "x", type)
    #expect(small.text.hasPrefix(#"{"name":"one part","type":"image/x-trial","length":1,"#))
    #expect(try trial.post("/t", "", type).text.hasPrefix(#"{"name":"parts","digest":"#))
  }

  @Test("metadata goes with an HttpBody, too")
  func downloadFields() throws {
    let trial = try Trial(
      Trial.endpoint("/d/{count}", "Download", #""response_headers": ["x-initial"]"#))
    let answer = try trial.get("/d/1")
    #expect(answer.content.count == 256)
    #expect(answer.fields.values(of: "x-initial") == ["first"])
  }

  @Test("an HttpBody passes as it is, with its type")
  func download() throws {
    let trial = try Trial(
      Trial.endpoint("/d/{count}", "Download"), Trial.endpoint("/p/{count}", "DownloadParts"),
      Trial.endpoint("/x/{count}", "Download", "", #""output_encoding": "xml""#))
    let answer = try trial.get("/d/1000")
    #expect(answer.status == 200)
    #expect(answer.fields.values(of: "content-type") == ["image/x-trial"])
    #expect(answer.content.count == 256_000 && answer.content.prefix(256).elementsEqual(0...255))
    #expect(try trial.get("/d/0").content.isEmpty)
    let parts = try trial.get("/p/3")
    #expect(parts.fields.values(of: "content-type") == ["text/x-trial"])
    #expect(parts.text == "part 0\npart 1\npart 2\n")
    #expect(try trial.get("/x/1").text.contains("AAECAw"))
  }

  @Test("a stream of parts that fails is cut, so that nobody takes it for whole")
  func cutDownload() throws {
    let trial = try Trial(
      Trial.endpoint("/p", "DownloadParts", "", #""input_query_strings": ["*"]"#))
    #expect(throws: (any Error).self) {
      try trial.get("/p?count=5&fails_after=2&code=5")
    }
    let client = try trial.connection(
      "GET /p?count=5&fails_after=2&code=5 HTTP/1.1\r\nHost: a\r\n\r\n")
    let all = try client.receiveAll().text
    #expect(all.contains("part 1") && !all.hasSuffix("0\r\n\r\n"))
  }

  @Test("bytes of any type are sent as an HttpBody")
  func upload() throws {
    let trial = try Trial(Trial.endpoint("/t", "Take", Self.body))
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let answer = try trial.gateway.send(
      TestRequest("POST", "/t", fields: [TestField("Content-Type", "image/png")], content: bytes))
    #expect(answer.text.hasPrefix(#"{"type":"image/png","length":100000,"digest":""#))
    let empty = try trial.post("/t", "")
    #expect(empty.status == 200)
  }
}
