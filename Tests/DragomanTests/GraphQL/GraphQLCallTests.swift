import Document
import DragomanTesting
import Testing

@Suite("Calls to GraphQL backends")
struct GraphQLCallTests {
  /// What a backend saw of a request with this configuration; nil if nothing reached it.
  private static func call(
    _ graphQL: String, endpoint: String = #""endpoint": "/e/{id}""#, backend: String = "",
    _ request: TestRequest
  ) throws -> (answer: TestAnswer, seen: RecordedRequest?) {
    let gateway = try InProcessGateway(
      GraphQLFixture.configuration(graphQL, endpoint: endpoint, backend: backend),
      backend: BackendScript(["*": .json(#"{"data": {"a": 1}}"#)]))
    defer { gateway.stop() }
    let answer = try gateway.client.send(request, port: gateway.port)
    return (answer, gateway.backend.requests.first)
  }

  private static let types =
    "query Q($id: Int, $name: String, $on: Boolean, $x: Float, $tags: [String!], $key: ID) "
    + "{ a(id: $id, name: $name, on: $on, x: $x, tags: $tags, key: $key) }"

  @Test("GQL-3, GQL-5: a placeholder is the value of its variable, by the variable's type")
  func placeholders() throws {
    let (answer, seen) = try Self.call(
      GraphQLFixture.query(Self.types)
        + #", "variables": {"id": "{id}", "name": "{id}", "key": "{id}", "on": true}"#,
      TestRequest("GET", "/e/42"))
    #expect(answer.status == 200)
    let request = try #require(seen)
    #expect(request.method == "POST" && request.target == "/graphql")
    #expect(request.values(of: "Content-Type") == ["application/json"])
    #expect(
      request.text == "{\"query\":\"\(Self.types)\","
        + #""variables":{"id":42,"key":"42","name":"42","on":true}}"#)
  }

  @Test(
    "a value that its variable cannot take is the client's fault, and names the variable",
    arguments: [
      ("/e/4x", #""variables": {"id": "{id}"}"#, "$id"),
      ("/e/2147483648", #""variables": {"id": "{id}"}"#, "$id"),
      ("/e/yes", #""variables": {"on": "{id}"}"#, "$on"),
      ("/e/1?x=a", #""variables": {"x": "{input.query.x}"}"#, "$x"),
    ])
  func refusals(target: String, variables: String, name: String) throws {
    let (answer, seen) = try Self.call(
      GraphQLFixture.query(Self.types) + ", " + variables,
      endpoint: #""endpoint": "/e/{id}", "extra_config": {"dragoman/endpoint": "#
        + #"{"failures": "problem+json"}}"#, TestRequest("GET", target))
    #expect(answer.status == 400)
    #expect(answer.text.contains(name), "\(answer.text)")
    #expect(seen == nil)
  }

  @Test("values come from path, query, header and body together, in the order that `from` says")
  func sources() throws {
    let (_, seen) = try Self.call(
      GraphQLFixture.query(Self.types) + #", "from": ["path", "query", "header", "body"]"#,
      endpoint: #""endpoint": "/e/{id}", "method": "POST", "#
        + #""input_query_strings": ["tags", "id"], "input_headers": ["Name"]"#,
      TestRequest(
        "POST", "/e/1?tags=a&tags=b&id=2&x=7", fields: [TestField("Name", "n")],
        content: Array(#"{"x": 2.5, "name": "other", "id": 3, "more": 1}"#.utf8)))
    #expect(
      try #require(seen).text.hasSuffix(
        #""variables":{"id":1,"name":"n","tags":["a","b"],"x":2.5}}"#))
  }

  @Test("GQL-6: the members of a mutation's body are its variables; the configuration fills gaps")
  func mutation() throws {
    let graphQL =
      GraphQLFixture.query("mutation M($r: R) { m(r: $r) }", kind: "mutation")
      + #", "variables": {"ep": "JEDI", "r": {"stars": 1}}"#
    let (_, seen) = try Self.call(
      graphQL, endpoint: #""endpoint": "/e/{id}", "method": "POST""#,
      TestRequest(
        "POST", "/e/1", content: Array(#"{"r": {"stars": 5}, "z": [12345678901234567890]}"#.utf8)))
    #expect(
      try #require(seen).text.hasSuffix(
        #""variables":{"ep":"JEDI","r":{"stars":5},"z":[12345678901234567890]}}"#))
  }

  @Test(
    "GQL-6: a mutation without an object for a body is none",
    arguments: ["", "null", "[1]", #"{"a":"#, "{} {}"])
  func bodies(body: String) throws {
    let (answer, seen) = try Self.call(
      GraphQLFixture.query("mutation M { m }", kind: "mutation"),
      endpoint: #""endpoint": "/e/{id}", "method": "POST""#,
      TestRequest("POST", "/e/1", content: Array(body.utf8)))
    #expect(answer.status == 500 && seen == nil)
  }

  @Test("GQL-4, GQL-9: by GET all of it is in the query, the same for the same values")
  func get() throws {
    let graphQL =
      GraphQLFixture.query("query Q($id: ID, $a: Int) { q(id: $id, a: $a) }")
      + #", "method": "get", "operationName": "Q", "variables": {"id": "{id}", "a": 1}"#
    let (_, seen) = try Self.call(
      graphQL, endpoint: #""endpoint": "/e/{id}", "input_query_strings": ["k"]"#,
      TestRequest("GET", "/e/a%26b?k=v&l=w"))
    let request = try #require(seen)
    #expect(request.method == "GET" && request.text == "")
    #expect(
      request.target == "/graphql?k=v&operationName=Q"
        + "&query=query+Q%28%24id%3A+ID%2C+%24a%3A+Int%29+%7B+q%28id%3A+%24id%2C+a%3A+%24a%29+%7D"
        + "&variables=%7B%22a%22%3A1%2C%22id%22%3A%22a%26b%22%7D")
    #expect(request.values(of: "Content-Type") == ["application/json"])
  }

  @Test("GQL-11: an empty text is a value like any other")
  func emptyText() throws {
    let (_, seen) = try Self.call(
      GraphQLFixture.query("query Q($n: String) { q(n: $n) }") + #", "variables": {"n": ""}"#,
      TestRequest("GET", "/e/1"))
    #expect(try #require(seen).text.hasSuffix(#""variables":{"n":""}}"#))
  }

  @Test("GQL-7: numbers of the client keep their digits")
  func numbers() throws {
    let (_, seen) = try Self.call(
      GraphQLFixture.query("mutation M($n: Big) { m(n: $n) }", kind: "mutation"),
      endpoint: #""endpoint": "/e/{id}", "method": "POST""#,
      TestRequest("POST", "/e/1", content: Array(#"{"n": 1234567890123456789.10}"#.utf8)))
    #expect(try #require(seen).text.hasSuffix(#""variables":{"n":1234567890123456789.10}}"#))
  }

  @Test("values of any form are made of references, and left out where nothing is there")
  func references() throws {
    let graphQL =
      GraphQLFixture.query("query Q($w: Where, $n: Int) { q(w: $w, n: $n) }")
      + #", "variables": {"w": {"id": "{input.path.id}", "t": ["{input.query.t?}", "k"], "#
      + #""s": "a {input.query.s?b} c"}, "n": "{input.query.n?}"}"#
    let (_, seen) = try Self.call(graphQL, TestRequest("GET", "/e/7"))
    #expect(
      try #require(seen).text.hasSuffix(#""variables":{"w":{"id":"7","t":["k"],"s":"a b c"}}}"#))
  }

  @Test("GQL-10: a GraphQL client talks to the server without `backend/graphql`, untouched")
  func proxied() throws {
    func seen(_ endpoint: String, _ request: TestRequest) throws -> RecordedRequest? {
      let text = """
        {"version": 3, "host": "$BACKEND",
         "endpoints": [{\(endpoint), "backend": [{"url_pattern": "/graphql"}]}]}
        """
      let gateway = try InProcessGateway(
        text, backend: BackendScript(["*": .json(#"{"data": {"a": 1}, "errors": []}"#)]))
      defer { gateway.stop() }
      let answer = try gateway.client.send(request, port: gateway.port)
      #expect(answer.sortedJSON == #"{"data":{"a":1},"errors":[]}"#)
      return gateway.backend.requests.first
    }
    let body = #"{"query": "{ a }", "variables": {"n": 12345678901234567890}}"#
    let posted = try seen(
      #""endpoint": "/graphql", "method": "POST""#,
      TestRequest(
        "POST", "/graphql", fields: [TestField("Content-Type", "application/json")],
        content: Array(body.utf8)))
    #expect(posted?.text == body && posted?.values(of: "Content-Type") == ["application/json"])
    let got = try seen(
      #""endpoint": "/graphql", "input_query_strings": ["query", "operationName", "variables"]"#,
      TestRequest("GET", "/graphql?query=%7B+a+%7D&variables=%7B%22n%22%3A1%7D&x=1"))
    #expect(got?.target == "/graphql?query=%7B+a+%7D&variables=%7B%22n%22%3A1%7D")
  }

  @Test("GQL-6: of a language that only looks like GraphQL, too, the body fills in first")
  func foreignMutation() throws {
    let graphQL =
      GraphQLFixture.query("{ q(func: uid(1)) { uid } }", kind: "mutation")
      + #", "variables": {"foo": "x", "bar": "y"}"#
    let (_, seen) = try Self.call(
      graphQL, endpoint: #""endpoint": "/e/{id}", "method": "POST""#,
      TestRequest("POST", "/e/1", content: Array(#"{"foo": "z", "more": 1}"#.utf8)))
    #expect(
      try #require(seen).text.hasSuffix(#""variables":{"bar":"y","foo":"z","more":1}}"#))
  }

  @Test("what gives a variable is not appended to the URL; what else is listed is (GQL-9)")
  func usedQuery() throws {
    let (_, seen) = try Self.call(
      GraphQLFixture.query("query Q($n: Int) { q(n: $n) }") + #", "from": ["query"]"#,
      endpoint: #""endpoint": "/e/{id}", "input_query_strings": ["*"]"#,
      TestRequest("GET", "/e/1?n=2&k=v&query=%7Bmine%7D&variables=%7B%7D"))
    let request = try #require(seen)
    #expect(request.target == "/graphql?k=v")
    #expect(request.text.hasSuffix(#""variables":{"n":2}}"#))
  }

  @Test(
    "SEQ-4: a value of an earlier answer becomes what its variable declares, with `from` or not",
    arguments: ["", #", "from": ["body"]"#])
  func earlierAnswer(more: String) throws {
    let query = GraphQLFixture.query("query Q($n: Int!) { q(n: $n) }")
    let text = """
      {"version": 3, "host": "$BACKEND", "endpoints": [{
        "endpoint": "/e", "method": "POST",
        "extra_config": {"proxy": {"sequential": true}},
        "backend": [
          {"url_pattern": "/first"},
          {"url_pattern": "/graphql", "extra_config": {
            "backend/graphql": {\(query), "variables": {"n": "{resp0_n}"}\(more)}}}
        ]}]}
      """
    let gateway = try InProcessGateway(
      text,
      backend: BackendScript([
        "/first": .json(#"{"n": 42}"#), "/graphql": .json(#"{"data": {"q": 1}}"#),
      ]))
    defer { gateway.stop() }
    let answer = try gateway.client.send(TestRequest("POST", "/e"), port: gateway.port)
    #expect(answer.status == 200 && answer.completed == "true", "\(answer.text)")
    let seen = try #require(gateway.backend.requests.last)
    #expect(seen.target == "/graphql")
    #expect(seen.text.hasSuffix(#""variables":{"n":42}}"#), "\(seen.text)")
  }
}
