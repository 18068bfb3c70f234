import DragomanTesting
import Testing

@Suite("GraphQL backends that are sent together")
struct BatchTests {
  private static func backend(
    _ name: String, graphQL: String = "", more: String = "", path: String = "/graphql"
  ) -> String {
    """
    {"url_pattern": "\(path)", "group": "\(name)", "target": "data", \(more)
     "extra_config": {"backend/graphql": {
       "type": "query", "query": "query Q($n: ID) { \(name)(n: $n) }",
       "variables": {"n": "{id}"}, "batch": true\(graphQL)}}}
    """
  }

  private static func gateway(
    _ backends: [String], _ replies: [ScriptedReply], endpoint: String = "",
    timeout: String = "20s", loops: Int = 1
  ) throws -> InProcessGateway {
    let text = """
      {"version": 3, "host": "$BACKEND", "timeout": "\(timeout)",
       "endpoints": [{"endpoint": "/e/{id}"\(endpoint),
         "backend": [\(backends.joined(separator: ", "))]}]}
      """
    return try InProcessGateway(text, backend: BackendScript(["*": replies]), loops: loops)
  }

  private static func operation(_ name: String, _ id: String = "7") -> String {
    "{\"query\":\"query Q($n: ID) { \(name)(n: $n) }\",\"variables\":{\"n\":\"\(id)\"}}"
  }

  private static func json(_ text: String) -> String { GraphQLFixture.sorted(Array(text.utf8)) }

  @Test("several backends are one request, and each takes its own answer")
  func one() throws {
    let gateway = try Self.gateway(
      [Self.backend("a"), Self.backend("b"), Self.backend("c")],
      [.json(#"[{"data": {"a": 1}}, {"data": {"b": [2]}}, {"data": {"c": "3"}}]"#)])
    defer { gateway.stop() }
    for _ in 0..<2 {
      let answer = try gateway.get("/e/7")
      #expect(answer.status == 200 && answer.completed == "true")
      #expect(answer.sortedJSON == #"{"a":{"a":1},"b":{"b":[2]},"c":{"c":"3"}}"#)
    }
    let seen = try #require(gateway.backend.requests.first)
    #expect(gateway.backend.requests.count == 2)
    #expect(seen.method == "POST" && seen.target == "/graphql")
    #expect(seen.text == "[\(["a", "b", "c"].map { Self.operation($0) }.joined(separator: ","))]")
    #expect(seen.values(of: "Content-Type") == ["application/json"])
    #expect(seen.values(of: "Accept") == ["application/json"])
  }

  @Test("an answer of one is judged by its own rules, and says nothing of the others")
  func policies() throws {
    let gateway = try Self.gateway(
      [
        Self.backend("a", graphQL: #", "errors": "fail""#),
        Self.backend("b", graphQL: #", "errors": "partial""#),
        Self.backend("c", more: #""allow": ["x"],"#),
      ],
      [
        .json(
          #"[{"errors": [{"message": "no"}]}, {"data": {"b": 1}, "errors": [{"message": "m"}]}, "#
            + #"{"data": {"x": 1, "y": 2}}]"#)
      ])
    defer { gateway.stop() }
    let answer = try gateway.get("/e/7")
    #expect(answer.status == 200 && answer.completed == "false")
    #expect(
      answer.sortedJSON
        == Self.json(#"{"b": {"b": 1}, "c": {"x": 1}, "errors": [{"message": "m"}]}"#))
  }

  @Test(
    "an answer that is no such list is the failure of all of them",
    arguments: [
      (#"{"data": {"a": 1}}"#, 200), (#"[{"data": {"a": 1}}]"#, 200), ("[]", 200), ("", 200),
      (#"[{"data": {"a": 1}}, {"data": {"b": 1}}, {"data": {"c": 1}}]"#, 200),
      (#"[{"data": {"a": 1}}, {"data": {"b": 1}}"#, 200), ("<html>", 200), ("<html>", 502),
      (#"[{"data": {"a": 1}}, {"data": {"b": 1}}]"#, 500),
      (#"{"data": {"a": 1}, "errors": [{"message": "m"}]}"#, 400),
    ])
  func failures(text: String, status: Int) throws {
    for policy in ["pass", "fail", "partial", "ignore"] {
      let gateway = try Self.gateway(
        ["a", "b"].map { Self.backend($0, graphQL: ", \"errors\": \"\(policy)\"") },
        [.json(text, status: status)])
      defer { gateway.stop() }
      #expect(try gateway.get("/e/7").status == 500)
      #expect(gateway.backend.requests.count == 1)
    }
  }

  @Test("what the server says of a batch that it refuses is kept, as of a call by itself")
  func refusals() throws {
    let refusal = #"{"errors": [{"message": "no batches here"}]}"#
    let gateway = try Self.gateway(
      [
        Self.backend("a", graphQL: #", "errors": {"policy": "fail", "status": 503}"#),
        Self.backend("b", graphQL: #", "errors": {"policy": "fail", "status": 503}"#),
      ], [.json(refusal, status: 400)],
      endpoint: #", "extra_config": {"dragoman/endpoint": {"failures": "#
        + #"{"contract": "problem+json", "backend_body": 4096}}}"#)
    defer { gateway.stop() }
    let answer = try gateway.get("/e/7")
    #expect(answer.status == 503)
    #expect(answer.text.contains("no batches here"), "\(answer.text)")
    let details = try Self.gateway(
      ["a", "b"].map {
        Self.backend($0).replacing(
          #""extra_config": {"#,
          with: "\"extra_config\": {\"backend/http\": {\"return_error_details\": \"\($0)\"},")
      }, [.json(refusal, status: 400)])
    defer { details.stop() }
    #expect(try details.get("/e/7").text.contains(#""error_a":{"http_status_code":400"#))
  }

  @Test("who has another server, path or header, or no `batch`, is called by itself")
  func others() throws {
    let gateway = try Self.gateway(
      [
        Self.backend("a"), Self.backend("b"), Self.backend("c", path: "/other"),
        Self.backend("d", more: #""input_headers": ["X-Forwarded-Host"],"#),
        Self.backend("e").replacing(#""batch": true"#, with: #""batch": false"#),
      ],
      [.json(#"[{"data": {"a": 1}}, {"data": {"b": 1}}]"#)])
    defer { gateway.stop() }
    _ = try gateway.get("/e/7")
    let texts = gateway.backend.requests.map(\.text)
    #expect(texts.count == 4)
    let batch = "[\(Self.operation("a")),\(Self.operation("b"))]"
    #expect(texts.filter { $0.hasPrefix("[") } == [batch])
  }

  @Test("a request has at most ten operations")
  func limit() throws {
    let names = (0..<13).map { "q\($0)" }
    func reply(_ count: Int) -> ScriptedReply {
      .json("[\((0..<count).map { "{\"data\": {\"v\": \($0)}}" }.joined(separator: ", "))]")
    }
    let gateway = try Self.gateway(names.map { Self.backend($0) }, [reply(10), reply(3)])
    defer { gateway.stop() }
    _ = try gateway.get("/e/7")
    let sizes = gateway.backend.requests.map { request in
      request.text.split(separator: "\"query\"", omittingEmptySubsequences: false).count - 1
    }
    #expect(sizes.sorted() == [3, 10])
  }

  @Test("a large operation goes by itself")
  func size() throws {
    let large = String(repeating: "x", count: 600_000)
    let gateway = try Self.gateway(
      ["a", "b"].map { Self.backend($0).replacing("{id}", with: "{input.body.n}") },
      [.json(#"{"data": {"v": 1}}"#)], endpoint: #", "method": "POST""#)
    defer { gateway.stop() }
    let answer = try gateway.client.send(
      TestRequest("POST", "/e/7", content: Array("{\"n\": \"\(large)\"}".utf8)), port: gateway.port)
    #expect(answer.status == 200)
    #expect(gateway.backend.requests.count == 2)
    #expect(gateway.backend.requests.allSatisfy { $0.text.hasPrefix("{") })
  }

  @Test("a client that leaves takes its batch with it")
  func leaving() throws {
    var held = ScriptedReply.json("[]")
    held.isHeld = true
    let gateway = try Self.gateway([Self.backend("a"), Self.backend("b")], [held])
    defer { gateway.stop() }
    let before = gateway.census
    let visits = try Visits(gateway, [TestRequest("GET", "/e/7")])
    gateway.wait(requests: 1, visits: 1)
    visits.leave()
    for _ in 0..<2000 where gateway.backend.abandonedCount == 0 { Waiting.briefly() }
    #expect(gateway.backend.abandonedCount == 1)
    #expect(gateway.census(settlingTo: before) == before)
  }

  @Test("when one does not wait any more, the others of its batch still do")
  func cancelling() throws {
    var held = ScriptedReply.json(#"[{"data": {"a": 1}}, {"data": {"b": 1}}]"#)
    held.isHeld = true
    var own = ScriptedReply.json(#"{"data": {"b": 2}}"#)
    own.isHeld = true
    let gateway = try Self.gateway(
      [Self.backend("a", graphQL: #", "share": true"#), Self.backend("b")], [held, own])
    defer { gateway.stop() }
    let before = gateway.census
    let first = try Visits(gateway, [TestRequest("GET", "/e/7")])
    gateway.wait(requests: 1, visits: 1)
    // Its `a` is that of the first; its `b` has nothing to go with.
    let second = try Visits(gateway, [TestRequest("GET", "/e/7")])
    gateway.wait(requests: 2, visits: 2)
    #expect(gateway.backend.requests.last?.text == Self.operation("b"))
    first.leave()
    gateway.wait(requests: 2, visits: 1)
    gateway.backend.letGo()
    let answer = try #require(try second.answers().first)
    #expect(Self.json(answer.text) == #"{"a":{"a":1},"b":{"b":2}}"#)
    #expect(gateway.backend.abandonedCount == 0)
    gateway.wait(requests: 2, visits: 0)
    #expect(gateway.census.map(\.tasks) == before.map(\.tasks))
  }

  @Test("an operation whose hash the server does not know is asked for again by itself")
  func hashes() throws {
    let gateway = try Self.gateway(
      ["a", "b"].map { Self.backend($0, graphQL: #", "persisted_queries": true"#) },
      [
        .json(#"[{"errors": [{"message": "PersistedQueryNotFound"}]}, {"data": {"b": 1}}]"#),
        .json(#"{"data": {"a": 1}}"#),
      ])
    defer { gateway.stop() }
    let answer = try gateway.get("/e/7")
    #expect(answer.completed == "true" && answer.sortedJSON == #"{"a":{"a":1},"b":{"b":1}}"#)
    let texts = gateway.backend.requests.map(\.text)
    #expect(texts.count == 2 && !texts[0].contains("query Q"))
    #expect(texts[1].hasPrefix(#"{"query":"query Q($n: ID) { a(n: $n) }","extensions":"#))
  }

  @Test("no server at all is the failure of all of them")
  func nobody() throws {
    let gateway = try Self.gateway([Self.backend("a"), Self.backend("b")], [])
    gateway.backend.stop()
    defer {
      gateway.client.stop()
      gateway.gateway.shutDown()
    }
    #expect(try gateway.get("/e/7").status == 500)
  }
}
