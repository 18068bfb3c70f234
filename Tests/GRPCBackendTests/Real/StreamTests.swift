import DragomanTesting
import PythonTesting
import SocketTesting
import Testing

@Suite("Streams of a gRPC server", .enabled(if: RealServer.isThere))
struct StreamTests {
  private static func counting(
    _ path: String = "/c", _ grpc: String = "", _ endpoint: String = "", backend: String = "",
    extra: String = ""
  ) -> String {
    let comma = grpc.isEmpty ? "" : ", "
    return Trial.endpoint(
      path, "Count", #""output_remove_unset_values": true"# + comma + grpc, backend: backend,
      #""input_query_strings": ["*"]"# + (endpoint.isEmpty ? "" : ", " + endpoint), extra: extra)
  }

  @Test(
    "the client's Accept chooses among array, lines and events",
    arguments: [
      ("", "application/json; charset=utf-8", "[{\"number\":1},{\"number\":2}]"),
      ("application/json", "application/json; charset=utf-8", "[{\"number\":1},{\"number\":2}]"),
      ("application/x-ndjson", "application/x-ndjson", "{\"number\":1}\n{\"number\":2}\n"),
      (
        "text/event-stream", "text/event-stream; charset=utf-8",
        "data: {\"number\":1}\n\ndata: {\"number\":2}\n\n"
      ),
    ])
  func forms(accept: String, type: String, content: String) throws {
    let trial = try Trial(Self.counting())
    let fields = accept.isEmpty ? [] : [TestField("Accept", accept)]
    let answer = try trial.get("/c?count=2", fields)
    #expect(answer.status == 200 && answer.text == content)
    #expect(answer.fields.values(of: "content-type") == [type])
  }

  @Test("a setting fixes the form, whatever Accept says")
  func fixed() throws {
    let trial = try Trial(
      Self.counting("/n", #""stream": "ndjson""#), Self.counting("/s", #""stream": "sse""#),
      Self.counting("/a", #""stream": {"form": "array"}"#))
    let accept = [TestField("Accept", "application/xml")]
    #expect(try trial.get("/n?count=1", accept).text == "{\"number\":1}\n")
    #expect(try trial.get("/s?count=1", accept).text == "data: {\"number\":1}\n\n")
    #expect(try trial.get("/a?count=1", accept).text == "[{\"number\":1}]")
  }

  @Test("no message at all is an empty answer of its form")
  func none() throws {
    let trial = try Trial(Self.counting())
    #expect(try trial.get("/c").text == "[]")
    #expect(try trial.get("/c", [TestField("Accept", "application/x-ndjson")]).text == "")
  }

  @Test("each message is shaped by itself")
  func shaped() throws {
    let trial = try Trial(
      Self.counting(backend: #""allow": ["number"], "mapping": {"number": "n"}, "group": "g""#))
    let answer = try trial.get("/c?count=2&tag=shaped&bytes=3")
    #expect(answer.text == #"[{"g":{"n":1}},{"g":{"n":2}}]"#)
  }

  @Test(
    "GRPC-3: a client has each message before the server sends the next", arguments: [true, false])
  func flushed(events: Bool) throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.counting())
    let tag = "flush-\(events)"
    let type = events ? "text/event-stream" : "application/x-ndjson"
    let client = try trial.connection(
      "GET /c?count=4&waits=true&tag=\(tag) HTTP/1.1\r\nHost: a\r\nAccept: \(type)\r\n\r\n")
    for number in 1...4 {
      #expect(server.reports("sent \(tag) \(number)"))
      #expect(!server.hasReported("sent \(tag) \(number + 1)"))
      _ = try client.receive(through: "\"number\":\(number)}")
      server.go(tag)
    }
    _ = try client.receive(through: "0\r\n\r\n")
    #expect(server.reports("ended \(tag)"))
  }

  @Test("a stream that is merged, or written as something else, is a list")
  func gathered() throws {
    let rest = BackendScript(["/r": .json(#"{"rest":1}"#)])
    let unset = #""output_remove_unset_values": true"#
    let trial = try Trial(
      """
      {"endpoint": "/m", "input_query_strings": ["*"], "backend": [
        \(Trial.backend("Count", unset)), {"host": ["http://rest.local"], "url_pattern": "/r"}]}
      """,
      Self.counting("/x", "", #""output_encoding": "xml""#),
      backends: ["http://rest.local": rest])
    let merged = try trial.get("/m?count=2")
    #expect(merged.text == #"{"collection":[{"number":1},{"number":2}],"rest":1}"#)
    #expect(try trial.get("/m").text == #"{"collection":[],"rest":1}"#)
    let failed = try trial.get("/m?count=5&fails_after=2&code=5")
    #expect(failed.text == #"{"rest":1}"#)
    #expect(failed.fields.values(of: "x-krakend-completed") == ["false"])
    #expect(try trial.get("/x?count=1").text.contains("<number>1</number>"))
  }

  @Test(
    "GRPC-D1: a stream that fails after its first message ends with an event that says so",
    arguments: [
      ("application/json", #"[{"number":1},{"error":$}]"#),
      ("application/x-ndjson", "{\"number\":1}\n{\"error\":$}\n"),
      ("text/event-stream", "data: {\"number\":1}\n\nevent: error\ndata: {\"error\":$}\n\n"),
    ])
  func failing(accept: String, content: String) throws {
    let trial = try Trial(
      Self.counting(),
      Self.counting("/t", extra: #", "backend/http": {"return_error_code": true}"#))
    let query = "?count=3&fails_after=1&code=10"
    let fields = [TestField("Accept", accept)]
    let plain = try trial.get("/c" + query, fields)
    #expect(plain.status == 200)
    #expect(plain.text == content.replacing("$", with: #"{"code":10,"status":"ABORTED"}"#))
    let told = try trial.get("/t" + query, fields)
    let error = #"{"code":10,"status":"ABORTED","message":"after 1"}"#
    #expect(told.text == content.replacing("$", with: error))
  }

  @Test("GRPC-D1: a stream that fails before its first message is a failure like any other")
  func failingAtOnce() throws {
    let trial = try Trial(
      Trial.endpoint("/s", "/trial.v1.Library/Watch"),
      Self.counting("/c", extra: #", "backend/http": {"return_error_code": true}"#),
      before: "127.0.0.1:\(try RawListener.refusingPort())")
    #expect(try trial.get("/s").status == 500)
    #expect(try trial.get("/c?count=1").status == 500)
  }

  @Test("a client that leaves cancels the stream at the server")
  func leaving() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.counting())
    let client = try trial.connection(
      "GET /c?count=4&waits=true&tag=gone HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = try client.receive(through: "\"number\":1}")
    client.end()
    #expect(server.reports("cancelled gone"))
  }

  @Test("GRPC-D6: the deadline ends a stream: the client is told, the server's call cancelled")
  func deadline() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.counting("/c", "", #""timeout": "500ms""#))
    let answer = try trial.get(
      "/c?count=4&waits=true&tag=late", [TestField("Accept", "application/x-ndjson")])
    let error = #"{"error":{"code":4,"status":"DEADLINE_EXCEEDED"}}"#
    #expect(answer.text == "{\"id\":\"late\",\"number\":1}\n\(error)\n")
    #expect(server.reports("cancelled late"))
  }

  @Test("a server that falls silent is noticed by idle_timeout")
  func silence() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.counting("/c", #""stream": {"idle_timeout": "200ms"}"#))
    let answer = try trial.get("/c?count=4&waits=true&tag=idle")
    #expect(answer.text.hasSuffix(#",{"error":{"code":4,"status":"DEADLINE_EXCEEDED"}}]"#))
    #expect(server.reports("cancelled idle"))
  }

  @Test("a stream of more messages than allowed is broken off")
  func tooMany() throws {
    let trial = try Trial(Self.counting("/c", #""stream": {"max_messages": 2}"#))
    #expect(try trial.get("/c?count=2").text == #"[{"number":1},{"number":2}]"#)
    #expect(
      try trial.get("/c?count=1000").text
        == #"[{"number":1},{"number":2},{"error":{"code":8,"status":"RESOURCE_EXHAUSTED"}}]"#)
  }

  @Test("a client that stops reading stops the server; when it goes on, all of it comes")
  func backPressure() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(Self.counting("/c", "", #""timeout": "60s""#))
    let client = try trial.connection(
      "GET /c?count=4000&bytes=5000&tag=slow HTTP/1.1\r\nHost: a\r\n"
        + "Accept: application/x-ndjson\r\n\r\n", receiveBuffer: 4096)
    #expect(server.reports("sent slow 20"))
    // Nobody reads: what fits into windows and buffers is a small part of twenty megabytes.
    #expect(!server.reports("sent slow 3000", within: 1))
    var (count, end) = (0, [UInt8]())
    while !end.elementsEqual("}\n\r\n0\r\n\r\n".utf8) {
      let some = try client.receiveSome(atMost: 1 << 20)
      count += some.count
      end = Array((end + some).suffix(9))
    }
    #expect(count > 20_000_000)
    #expect(server.reports("ended slow"))
  }

  @Test("idle_timeout holds for the server, not for a client that does not read")
  func slowClientIsNoSilence() throws {
    let server = try #require(RealServer.shared)
    let trial = try Trial(
      Self.counting("/c", #""stream": {"idle_timeout": "200ms"}"#, #""timeout": "60s""#))
    let client = try trial.connection(
      "GET /c?count=1000&bytes=5000&tag=unread HTTP/1.1\r\nHost: a\r\n"
        + "Accept: application/x-ndjson\r\n\r\n", receiveBuffer: 4096)
    #expect(server.reports("sent unread 20"))
    #expect(!server.reports("sent unread 1000", within: 1))
    _ = try client.receive(through: "\"number\":1000,")
    #expect(server.reports("ended unread"))
  }

  @Test("max_messages and idle_timeout hold where messages are gathered, too")
  func gatheredLimits() throws {
    let server = try #require(RealServer.shared)
    let data =
      #""extra_config": {"proxy": {"static": {"strategy": "success", "data": {"s": 1}}}}"#
    let trial = try Trial(
      Self.counting(
        "/l", #""stream": {"max_messages": 2, "idle_timeout": "200ms"}"#, data))
    #expect(try trial.get("/l?count=2").status == 200)
    #expect(try trial.get("/l?count=3").status == 500)
    #expect(try trial.get("/l?count=2&waits=true&tag=gathered").status == 500)
    #expect(server.reports("cancelled gathered"))
  }

  @Test("compressed messages of a stream arrive")
  func compressed() throws {
    let trial = try Trial(Self.counting())
    let answer = try trial.get("/c?count=3&bytes=2000&compresses=true")
    #expect(answer.status == 200 && answer.content.count > 6000)
  }

  @Test("metadata from the head of a stream reaches the client")
  func fields() throws {
    let trial = try Trial(Self.counting("/c", #""response_headers": ["x-initial", "x-none"]"#))
    let answer = try trial.get("/c?count=1")
    #expect(answer.status == 200 && answer.text == #"[{"number":1}]"#)
    #expect(answer.fields.values(of: "x-initial") == ["first"])
  }
}
