import Configuration
import Testing

@Suite("GraphQL backends")
struct GraphQLBackendTests {
  /// One endpoint `/a/{id}` with a GraphQL backend of these members in `backend/graphql`.
  static func reading(
    _ graphQL: String, endpoint: String = "", backend: String = "", more: String = ""
  ) -> Reading {
    Reading.endpoint(
      "\"endpoint\": \"/a/{id}\", \(endpoint) \"backend\": [{\"host\": \"http://b.local\", "
        + "\"url_pattern\": \"/graphql\", \(backend) "
        + "\"extra_config\": {\"backend/graphql\": {\(graphQL)}\(more)}}]")
  }

  private static let query = #""type": "query", "query": "{ a }""#

  @Test("GQL-1, GQL-2: kind and method are read in any case, and the method is POST by default")
  func kinds() throws {
    let plain = Self.reading(Self.query)
    #expect(plain.diagnostics == [])
    #expect(plain.backend?.method == "POST")
    let settings = try #require(plain.backend?.graphQL)
    #expect(settings.kind == .query && !settings.usesGET && settings.errors == .pass)
    #expect(settings.document == Array("{ a }".utf8) && settings.sources == nil)
    #expect(settings.location.pointer == "/endpoints/0/backend/0/extra_config/backend~1graphql")
    let other = Self.reading(
      #""type": "MUTATION", "query": "mutation M { a }", "method": "GET", "operationName": "M""#,
      endpoint: #""method": "POST","#)
    #expect(other.backend?.graphQL?.kind == .mutation)
    #expect(other.backend?.graphQL?.usesGET == true && other.backend?.method == "GET")
    #expect(other.backend?.graphQL?.operationName == "M")
  }

  @Test(
    "GQL-1: what the reference passes over in silence is a mistake",
    arguments: [
      (#""query": "{ a }""#, "`backend/graphql` needs `type`"),
      (#""type": "subscription", "query": "{ a }""#, "unknown type \"subscription\""),
      (
        #""type": "query""#,
        "`backend/graphql` needs `query`, the document, or `query_path`, its file"
      ),
      (
        #""type": "query", "query_path": "/no/such.graphql""#,
        "query_path '/no/such.graphql': the file cannot be opened: No such file or directory"
      ),
      (#""type": "query", "query": [1]"#, "`query` must be a string, not a list"),
      (#""type": "query", "query": "{ a }", "method": "put""#, "unknown method \"put\""),
      (
        #""type": "query", "query": "{ a }", "variables": []"#,
        "`variables` must be an object, not a list"
      ),
      (
        #""type": "query", "query": "{ a }", "from": ["cookie"]"#,
        "variables do not come from \"cookie\""
      ),
      (#""type": "query", "query": "{ a }", "errors": "fial""#, "unknown errors \"fial\""),
      (
        #""type": "query", "query": "{ a }", "errors": {"policy": "fail", "status": 200}"#,
        "`status` must be from 400 to 599, not 200"
      ),
    ])
  func mistakes(text: String, message: String) {
    let reading = Self.reading(text)
    #expect(reading.errors.map(\.message) == [message])
  }

  @Test("GQL-3: variables are in the order of their names")
  func variables() throws {
    let settings = try #require(
      Self.reading(Self.query + #", "variables": {"b": 1, "a": {"x": ["{id}"]}, "A": null}"#)
        .backend?.graphQL)
    #expect(settings.variables.map(\.name) == ["A", "a", "b"])
    guard case .constant(let json) = settings.variables[2].value else {
      return #expect(Bool(false))
    }
    #expect(json == Array("1".utf8))
  }

  @Test(
    "GQL-5: a text that is a placeholder as a whole is one",
    arguments: [
      ("{id}", "id"), ("{resp0_a.b}", "resp0_a.b"), ("{JWT.sub}", "JWT.sub"), ("x-{id}", nil),
      ("{id}{id}", nil), ("{}", nil), ("{input.query.a}", nil), ("{resp0.body.a}", nil),
      ("{a b}", nil),
    ] as [(String, String?)])
  func placeholders(text: String, name: String?) throws {
    let settings = try #require(
      Self.reading(Self.query + ", \"variables\": {\"v\": \"\(text)\"}").backend?.graphQL)
    #expect(settings.variables.first?.placeholder == name)
  }

  @Test("errors are a policy, or an object with a status and a name")
  func errors() {
    let short = Self.reading(Self.query + #", "errors": "partial""#).backend?.graphQL
    #expect(short?.errors == .partial && short?.errorsName == "errors")
    let long = Self.reading(
      Self.query + #", "errors": {"policy": "partial", "status": 503, "name": "trouble"}"#)
    #expect(long.diagnostics == [])
    #expect(long.backend?.graphQL?.errorStatus == 503)
    #expect(long.backend?.graphQL?.errorsName == "trouble")
    #expect(Self.reading(Self.query + #", "errors": {}"#).backend?.graphQL?.errors == .fail)
  }

  @Test("a backend is of one kind")
  func kindsOfBackend() {
    let both = Self.reading(Self.query, more: #", "backend/soap": {}"#)
    #expect(
      both.errors.map(\.message)
        == ["a backend is of one kind, not of `backend/graphql` and `backend/soap`"])
  }

  @Test("what has no effect, or can have none, is said")
  func warnings() {
    let get = #""type": "mutation", "query": "mutation { a }""#
    #expect(
      Self.reading(get).warnings.map(\.message) == [
        "a mutation takes its variables from the client's body, and requests with GET have none"
      ])
    let sources = Self.reading(Self.query + #", "from": ["path", "query", "header", "body"]"#)
    #expect(
      sources.warnings.map(\.message) == [
        "`from`: no parameter of the query passes", "`from`: no header passes",
        "`from`: requests with GET have no body",
      ])
    let raw = Self.reading(
      Self.query + #", "errors": "fail""#, endpoint: #""output_encoding": "no-op","#)
    #expect(
      raw.warnings.map(\.message)
        == ["`errors` has no effect: the answer is not decoded (`no-op`)"])
    let xml = Self.reading(Self.query + #", "errors": "fail""#, backend: #""encoding": "xml","#)
    #expect(
      xml.errors.map(\.message) == ["`errors` needs an answer in JSON; `encoding` is \"xml\""])
  }
}
