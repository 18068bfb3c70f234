import Configuration
import Dragoman
import DragomanTesting
import Foundation
import Testing

@Suite("GraphQL operations of a configuration")
struct GraphQLCompilerTests {
  private static func errors(
    _ graphQL: String, endpoint: String = #""endpoint": "/e/{id}""#, backend: String = ""
  ) -> [String] {
    GraphQLFixture.findings(graphQL, endpoint: endpoint, backend: backend)
      .filter { $0.severity == .error }.map(\.message)
  }

  private static func warnings(_ graphQL: String, backend: String = "") -> [String] {
    GraphQLFixture.findings(graphQL, backend: backend).filter { $0.severity == .warning }
      .map(\.message)
  }

  @Test(
    "a document that cannot be right stops the start, and the place in it is told",
    arguments: [
      ("{ a", "query, line 1, column 4: "), ("{\n  a(x: )\n}", "query, line 2, column 8: "),
      ("query Q($a: Int) { a }", "query, line 1, column 10: "),
      ("{ a(x: $b) }", "query, line 1, column 8: "),
      ("query A { a } query A { a }", "query, line 1, column 21: "),
      ("{ a ...F }", "query, line 1, column 8: "),
      ("query A { a } query B { b }", "the document has "),
    ])
  func documents(document: String, beginning: String) {
    let errors = Self.errors(GraphQLFixture.query(document))
    #expect(errors.count == 1 && errors.first?.hasPrefix(beginning) == true, "\(errors)")
  }

  @Test("an operation that is not there stops the start, with what was probably meant")
  func operationName() throws {
    let found = GraphQLFixture.findings(
      GraphQLFixture.query("query Hero { a } query Villain { a }")
        + #", "operationName": "Heros""#)
    let error = try #require(found.first { $0.severity == .error })
    #expect(error.location.pointer.hasSuffix("/operationName"))
    #expect(error.suggestion == "did you mean Hero?")
  }

  @Test("a fault of a file is told with the file's own line and column")
  func file() throws {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "dragoman-\(UUID().uuidString).graphql")
    try "query C($id: ID!) {\n  customer(id: $id) {\n    nmae\n  }\n}\n".write(
      to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let found = GraphQLFixture.findings(
      "\"type\": \"query\", \"query_path\": \"\(path.path)\", "
        + "\"schema_path\": \"\(GraphQLFixture.schema)\"")
    let error = try #require(found.first { $0.severity == .error })
    #expect(error.location.file == path.path)
    #expect(error.location.line == 3 && error.location.column == 5)
    #expect(error.message.contains("nmae") && error.message.contains("Customer"))
    #expect(error.suggestion == "did you mean name?")
  }

  @Test("a schema that cannot be used stops the start, with its own line")
  func schema() throws {
    let missing = Self.errors(
      GraphQLFixture.query("{ a }") + #", "schema_path": "/no/such.graphql""#)
    #expect(missing.count == 1 && missing[0].hasPrefix("schema_path '/no/such.graphql': "))
    let path = FileManager.default.temporaryDirectory.appending(
      path: "dragoman-\(UUID().uuidString).graphql")
    try "type Query {\n  a: Strin\n}\n".write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let found = GraphQLFixture.findings(
      GraphQLFixture.query("{ a }") + ", \"schema_path\": \"\(path.path)\"")
    let error = try #require(found.first { $0.severity == .error })
    #expect(error.location.file == path.path && error.location.line == 2)
  }

  @Test("documents in Dgraph's language pass, and are told not to be checked")
  func foreignDialect() {
    let query = GraphQLFixture.query("{ q(func: uid(1)) { uid } }")
    #expect(Self.errors(query) == [])
    #expect(Self.warnings(query).contains { $0.hasPrefix("the document is Dgraph's language") })
  }

  @Test("a constant that its variable cannot take is a mistake")
  func constants() {
    let query = GraphQLFixture.query("query Q($n: Int!, $l: [Int]) { q(n: $n, l: $l) }")
    #expect(Self.errors(query + #", "variables": {"n": 1, "l": [1, null]}"#) == [])
    #expect(Self.errors(query + #", "variables": {"n": "x"}"#).count == 1)
    #expect(Self.errors(query + #", "variables": {"l": [1, "x"]}"#).count == 1)
  }

  @Test("what the operation does not declare is sent as KrakenD does, but never beside `from`")
  func undeclared() {
    let query = GraphQLFixture.query("query Q($name: String) { q(name: $name) }")
    let found = GraphQLFixture.findings(query + #", "variables": {"nmae": "x"}"#)
    #expect(
      found.map(\.message)
        == ["the operation declares no variable $nmae; it is sent all the same"])
    #expect(found.first?.suggestion == "did you mean name?")
    #expect(
      Self.errors(query + #", "variables": {"nmae": "x"}, "from": ["path"]"#)
        == ["the operation declares no variable $nmae"])
  }

  @Test("a placeholder that is no parameter of the path is told")
  func placeholder() {
    let query = GraphQLFixture.query("query Q($a: String) { q(a: $a) }")
    #expect(
      Self.warnings(query + #", "variables": {"a": "{di}"}"#)
        == ["{di} is always an empty text: the path '/e/{id}' has only {id}"])
    #expect(Self.errors(query + #", "variables": {"a": "{JWT.sub}"}"#).count == 1)
    #expect(
      Self.errors(query + #", "variables": {"a": "{input.qurey.x}"}"#) == [
        "{input.qurey.x} is no reference: a request has no part 'qurey'"
      ])
  }

  @Test(
    "names that no answer can have are told, with and without a schema",
    arguments: [
      (#""target": "data.custmer","#, "target \"data.custmer\" gives an empty answer: "),
      (#""target": "customer","#, "target \"customer\" gives an empty answer: "),
      (#""target": "data.customer", "allow": ["nmae"],"#, "allow \"nmae\" has no effect: "),
      (#""target": "data", "deny": ["customer.total"],"#, "deny \"customer.total\" has no effect"),
      (#""target": "data.customer", "mapping": {"nme": "n"},"#, "mapping \"nme\" has no effect"),
    ])
  func fields(backend: String, beginning: String) {
    let query = GraphQLFixture.query("{ customer(id: 1) { name orders { total } } }")
    for more in ["", ", \"schema_path\": \"\(GraphQLFixture.schema)\""] {
      let warnings = Self.warnings(query + more, backend: backend)
      #expect(warnings.count == 1 && warnings[0].hasPrefix(beginning), "\(warnings)")
    }
    let good = #""target": "data.customer", "allow": ["name", "orders[].total"],"#
    #expect(Self.warnings(query, backend: good) == [])
  }

  /// The document that a backend gets.
  private static func sent(_ document: String, backend: String, schema: Bool) throws -> String {
    let more = schema ? ", \"schema_path\": \"\(GraphQLFixture.schema)\"" : ""
    let gateway = try InProcessGateway(
      GraphQLFixture.configuration(
        GraphQLFixture.query(document) + ", \"push_down\": true" + more, backend: backend),
      backend: BackendScript(["*": .json(#"{"data": {}}"#)]))
    defer { gateway.stop() }
    _ = try gateway.get("/e/1")
    let content = try #require(gateway.backend.requests.first).content
    let body = try #require(try? JSONSerialization.jsonObject(with: Data(content)))
    let query = try #require((body as? [String: Any])?["query"] as? String)
    return query.split { " \n".contains($0) }.joined(separator: " ")
  }

  private static let document =
    "query C($id: ID = 1, $last: Int = 2) { customer(id: $id) { name email "
    + "orders(last: $last) { id total } } }"

  @Test("fields that shaping drops are not asked for, nor what only they need")
  func pushDown() throws {
    #expect(
      try Self.sent(
        Self.document, backend: #""target": "data.customer", "allow": ["name"],"#, schema: false)
        == "query C($id: ID = 1) { customer(id: $id) { name } }")
    #expect(
      try Self.sent(
        Self.document, backend: #""target": "data", "allow": ["customer.orders.id"],"#,
        schema: false)
        == "query C($id: ID = 1, $last: Int = 2) { customer(id: $id) { "
        + "orders(last: $last) { id } } }"
    )
    #expect(
      try Self.sent(
        Self.document, backend: #""target": "data.customer", "deny": ["email"],"#, schema: true)
        == "query C($id: ID = 1, $last: Int = 2) { customer(id: $id) { name "
        + "orders(last: $last) { id total } } }")
  }

  @Test("what cannot be told for certain is asked for")
  func noPushDown() throws {
    let whole = Self.document
    for backend in [
      #""target": "data.customer", "deny": ["orders.total"],"#,
      #""deny": ["data.customer.orders.id"],"#, #""target": "data.customer","#, "",
    ] {
      #expect(try Self.sent(whole, backend: backend, schema: true) == whole, "\(backend)")
    }
    #expect(
      try Self.sent(
        whole, backend: #""target": "data.customer", "deny": ["orders[].total"],"#, schema: false)
        == whole)
    #expect(
      try Self.sent(
        whole, backend: #""target": "data.customer", "deny": ["orders[].total"],"#, schema: true
      )
      .contains("{ id }"))
  }
}
