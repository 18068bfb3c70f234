import Document
import DragomanTesting
import PythonTesting
import SocketTesting
import Testing

@Suite("Metadata to and from a gRPC server", .enabled(if: RealServer.isThere))
struct MetadataTests {
  /// The metadata that reached the server, its authority and what it had left of the time.
  private func seen(
    _ grpc: String, _ endpoint: String, _ fields: [TestField], extra: String = ""
  ) throws -> (answer: TestAnswer, text: String) {
    let trial = try Trial(Trial.endpoint("/m", "Look", grpc, endpoint, extra: extra))
    let answer = try trial.get("/m", fields)
    return (answer, answer.text)
  }

  @Test("GRPC-11: headers become metadata as input_headers lets them through")
  func passing() throws {
    let fields = [
      TestField("X-One", "1"), TestField("X-Two", "2"), TestField("Authorization", "Bearer t"),
    ]
    let some = try seen("", #""input_headers": ["X-One", "Authorization"]"#, fields).text
    #expect(some.contains(#""x-one":"1""#) && some.contains(#""authorization":"Bearer t""#))
    #expect(!some.contains("x-two"))
    let all = try seen("", #""input_headers": ["*"]"#, fields).text
    #expect(all.contains(#""x-two":"2""#))
    let none = try seen("", "", fields).text
    #expect(!none.contains("x-one"))
  }

  @Test("GRPC-11: header_mapping renames; names of gRPC's own become in-grpc-…")
  func mapping() throws {
    let text = try seen(
      #""header_mapping": {"X-One": "first", "X-Two": "grpc-second"}"#,
      #""input_headers": ["*"]"#,
      [
        TestField("X-One", "1"), TestField("X-Two", "2"), TestField("Grpc-Timeout", "1n"),
        TestField("Grpc-Other", "o"),
      ]
    ).text
    #expect(text.contains(#""first":"1""#) && !text.contains("x-one"))
    #expect(text.contains(#""in-grpc-second":"2""#))
    #expect(text.contains(#""in-grpc-timeout":"1n""#) && text.contains(#""in-grpc-other":"o""#))
  }

  @Test("GRPC-11: binary metadata goes as bytes, several values of a name arrive")
  func binary() throws {
    let text = try seen(
      "", #""input_headers": ["*"]"#,
      [
        TestField("X-Raw-Bin", "AP8="), TestField("X-Text-Bin", "h€llo".prefix(1) + "i!"),
        TestField("X-Many", "a"), TestField("X-Many", "b"),
      ]
    ).text
    #expect(text.contains(#""x-raw-bin":"AP8=""#))
    #expect(text.contains(#""x-text-bin":"aGkh""#))
    #expect(text.contains(#""x-many":"a,b""#))
  }

  @Test("what belongs to HTTP and to the content stays behind")
  func hopFields() throws {
    let trial = try Trial(Trial.endpoint("/m", "Look", "", #""input_headers": ["*"]"#))
    let client = try trial.connection(
      "GET /m HTTP/1.1\r\nHost: a\r\nConnection: x-gone\r\nX-Gone: 1\r\nTE: trailers\r\n"
        + "Accept: text/html\r\nAccept-Encoding: br\r\nContent-Type: text/plain\r\n"
        + "X-Latin: caf\u{e9}\r\nKeep-Alive: 5\r\nX-Kept: 1\r\n\r\n")
    let text = try client.receive(through: "}") + client.receive(through: "}")
    for name in ["x-gone", "connection", "accept\"", "content-type", "x-latin", "keep-alive"] {
      #expect(!text.contains("\"\(name)"), "\(name): \(text)")
    }
    #expect(text.contains(#""user-agent":"#) && text.contains(#""x-kept":"1""#))
    #expect(text.contains(#""x-forwarded-for":"127.0.0.1""#))
  }

  @Test("GRPC-D6: the server is told what is left of the time")
  func timeout() throws {
    let text = try seen("", #""timeout": "7s""#, []).text
    let digits = text.split(separator: "\"remaining_milliseconds\":").last?.prefix { $0.isNumber }
    let left = try #require(digits.flatMap { Int($0) })
    #expect((1...7000).contains(left), "\(text)")
  }

  @Test("GRPC-D6: a call that takes too long is cancelled at the server, and the client told")
  func deadline() throws {
    let trial = try Trial(
      Trial.endpoint("/s/{tag}/{milliseconds}", "Sleep", "", #""timeout": "300ms""#),
      Trial.endpoint(
        "/p/{tag}/{milliseconds}", "Sleep", "",
        #""timeout": "300ms", "extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}"#)
    )
    #expect(try trial.get("/s/slow/60000").status == 500)
    #expect(RealServer.shared?.reports("cancelled slow") == true)
    let problem = try trial.get("/p/slower/60000")
    #expect(problem.status == 504)
    // Whose clock strikes first is left to them.
    let kinds = ["timeout\"}]", "status\",\"status\":504}]"]
    #expect(
      kinds.contains { problem.text.contains("\"failures\":[{\"backend\":0,\"kind\":\"" + $0) })
    #expect(try trial.get("/s/quick/1").status == 200)
  }

  @Test("a client that leaves cancels the call at the server")
  func leaving() throws {
    let trial = try Trial(Trial.endpoint("/s/{tag}/{milliseconds}", "Sleep"))
    let client = try trial.connection("GET /s/left/60000 HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(RealServer.shared?.reports("begun left") == true)
    client.end()
    #expect(RealServer.shared?.reports("cancelled left") == true)
    #expect(try trial.get("/s/stays/1").status == 200)
  }

  @Test("metadata of the answer reaches clients by allow-list, from its head and its end")
  func answers() throws {
    let lists =
      #""response_headers": ["X-Initial", "x-initial-bin"], "response_trailers": ["x-trailing"]"#
    let answer = try seen(lists, "", []).answer
    #expect(answer.fields.values(of: "x-initial") == ["first"])
    #expect(answer.fields.values(of: "x-initial-bin").count == 1)
    #expect(answer.fields.values(of: "x-trailing") == ["last"])
    #expect(answer.fields.values(of: "x-trailing-bin") == [])
    let none = try seen("", "", []).answer
    #expect(none.fields.values(of: "x-initial") == [])
  }

  @Test("headers of the request's template become metadata")
  func template() throws {
    let text = try seen(
      "", "", [],
      extra: #", "dragoman/backend": {"request": {"headers": {"X-Made": "by {input.query.q?us}"}}}"#
    ).text
    #expect(text.contains(#""x-made":"by us""#))
  }
}
