import Document
import DragomanTesting
import Foundation
import GraphQL
import PythonTesting
import Testing

@Suite("Operations of a GraphQL server", .enabled(if: RealGraphQLServer.isThere))
struct RealOperationTests {
  private static let schema = #", "schema_path": "\#(GraphQLFixture.schema)""#

  @Test("a query is answered: fragments, aliases, arguments of fields, what is not there")
  func query() throws {
    let document = """
      query Shop($id: ID!) {
        me: customer(id: $id) { ...Person orders(last: 1) { total lines { count } } }
        other: customer(id: "9") { ...Person }
        product(sku: "cup") { title price(currency: USD) }
      }
      fragment Person on Customer { id name email since address { city } }
      """
    let trial = try GraphQLTrial(
      GraphQLFixture.query(document) + #", "variables": {"id": "{id}"}"# + Self.schema,
      backend: #""target": "data","#)
    let answer = try trial.get("/e/1")
    #expect(answer.status == 200)
    #expect(
      answer.equals(
        #"{"me": {"id": "1", "name": "Ada", "email": "ada@shop.test", "since": "2019-05-01", "#
          + #""address": {"city": "Ghent"}, "orders": [{"total": 10.5, "lines": [{"count": 1}]}]}"#
          + #", "other": null, "product": {"title": "A “large” cup", "price": 24.5}}"#),
      "\(answer.text)")
    let seen = try #require(try trial.received().first)
    #expect(seen.method == "POST" && seen.values(of: "content-type") == ["application/json"])
  }

  @Test("interfaces and unions are read by their fragments")
  func abstract() throws {
    let document = """
      query Q($id: ID!, $kinds: [SearchKind!]) {
        node(id: $id) { __typename id ... on Product { sku } ... on Customer { name } }
        search(text: "a", kinds: $kinds) { __typename ... on Customer { name } }
      }
      """
    let trial = try GraphQLTrial(
      GraphQLFixture.query(document) + #", "variables": {"id": "{id}", "kinds": ["CUSTOMER"]}"#
        + Self.schema, backend: #""target": "data","#)
    #expect(
      try trial.get("/e/p1").equals(
        #"{"node": {"__typename": "Product", "id": "p1", "sku": "tea"}, "search": ["#
          + #"{"__typename": "Customer", "name": "Ada"}, "#
          + #"{"__typename": "Customer", "name": "Grace"}]}"#))
  }

  @Test("GQL-4: a query by GET is answered, and its target is the same for the same values")
  func get() throws {
    let trial = try GraphQLTrial(
      GraphQLFixture.query("query Q($id: ID!) { customer(id: $id) { name } }")
        + #", "method": "get", "operationName": "Q", "variables": {"id": "{id}"}"#)
    #expect(try trial.get("/e/2").equals(#"{"data": {"customer": {"name": "Grace"}}}"#))
    #expect(try trial.get("/e/2").status == 200)
    let seen = try trial.received()
    #expect(seen.count == 2 && Set(seen.map(\.target)).count == 1)
    #expect(seen.allSatisfy { $0.method == "GET" && $0.content == "" })
  }

  @Test("GQL-6: a mutation has its variables from the body; by GET the server refuses it")
  func mutation() throws {
    let document = "mutation M($input: ReviewInput!) { addReview(input: $input) { stars text } }"
    let graphQL = GraphQLFixture.query(document, kind: "mutation") + Self.schema
    let endpoint = #""endpoint": "/e/{id}", "method": "POST""#
    let trial = try GraphQLTrial(graphQL, endpoint: endpoint, backend: #""target": "data","#)
    let answer = try trial.post("/e/1", #"{"input": {"sku": "pot", "stars": 4, "text": "„é“"}}"#)
    #expect(answer.equals(#"{"addReview": {"stars": 4, "text": "„é“"}}"#), "\(answer.text)")
    let wrong = try trial.post("/e/1", #"{"input": {"sku": "pot", "stars": "4"}}"#)
    #expect(wrong.status == 400)
    #expect(try trial.received().count == 1)
    let get = try GraphQLTrial(graphQL + #", "method": "get""#, endpoint: endpoint)
    #expect(try get.post("/e/1", #"{"input": {"sku": "pot", "stars": 4}}"#).status == 500)
    #expect(try get.received().count == 1)
  }

  @Test("of several operations the one that is named is executed")
  func named() throws {
    let document = "query A { a: __typename } query B { b: __typename }"
    for (name, answer) in [("A", #"{"data":{"a":"Query"}}"#), ("B", #"{"data":{"b":"Query"}}"#)] {
      let trial = try GraphQLTrial(
        GraphQLFixture.query(document) + ", \"operationName\": \"\(name)\"")
      #expect(try trial.get("/e/1").equals(answer))
    }
  }

  @Test("headers that may pass reach the server; the client's own kind of content does not")
  func headers() throws {
    let trial = try GraphQLTrial(
      GraphQLFixture.query(#"{ header(name: "x-tenant") }"#),
      endpoint: #""endpoint": "/e", "input_headers": ["X-Tenant", "Content-Type", "Accept"]"#)
    let answer = try trial.get(
      "/e", [TestField("X-Tenant", "blue"), TestField("Content-Type", "text/plain")])
    #expect(answer.equals(#"{"data": {"header": ["blue"]}}"#), "\(answer.text)")
    let seen = try #require(try trial.received().first)
    #expect(seen.values(of: "content-type") == ["application/json"])
  }

  @Test("the server's introspection, asked for through the gateway, is the schema it was made of")
  func introspection() throws {
    let query = GraphQLFixture.query(IntrospectionQuery.full)
    let trial = try GraphQLTrial(
      query, endpoint: #""endpoint": "/e", "output_encoding": "no-op""#)
    let answer = try trial.get("/e")
    let schema = try GraphQLSchema.read(answer.content)
    let own = try GraphQLSchema.parse(sdl: try ownSchema())
    #expect(schema.types.keys.sorted() == own.types.keys.sorted())
    #expect(schema.roots == own.roots)
    #expect(schema.type(named: "ProductKey")?.isOneOf == true)
    for (name, type) in own.types where !name.hasPrefix("__") {
      let other = try #require(schema.type(named: name))
      #expect(
        type.fields.map { "\($0.name): \($0.type)" }
          == other.fields.map { "\($0.name): \($0.type)" })
      #expect(
        type.inputs.map { "\($0.name): \($0.type) \($0.defaultValue?.text ?? "")" }
          == other.inputs.map { "\($0.name): \($0.type) \($0.defaultValue?.text ?? "")" })
    }
    let closed = try GraphQLTrial(
      query + #", "errors": "fail""#, endpoint: #""endpoint": "/e""#, at: "closed")
    #expect(try closed.get("/e").status == 500)
  }

  private func ownSchema() throws -> [UInt8] {
    [UInt8](try String(contentsOfFile: GraphQLFixture.schema, encoding: .utf8).utf8)
  }

  @Test("GQL-10: clients of GraphQL talk to the server through an endpoint without any component")
  func proxy() throws {
    let backend = #""backend": [{"url_pattern": "/graphql"}]"#
    let trial = try GraphQLTrial(
      configuration: """
        {"version": 3, "host": "$BACKEND", "endpoints": [
          {"endpoint": "/q", "method": "POST", "input_headers": ["Content-Type"], \(backend)},
          {"endpoint": "/q", "input_query_strings": ["query", "operationName", "variables"],
            \(backend)}]}
        """)
    let answer = #"{"data": {"customer": {"name": "Grace"}}}"#
    let posted = try trial.post(
      "/q",
      #"{"query": "query Q($i: ID!) { customer(id: $i) { name } }", "variables": {"i": "2"}}"#,
      [TestField("Content-Type", "application/json")])
    #expect(posted.equals(answer), "\(posted.text)")
    let target =
      "/q?query=query+Q(%24i%3AID!)%7Bcustomer(id%3A%24i)%7Bname%7D%7D&operationName=Q"
      + "&variables=%7B%22i%22%3A2%7D&other=1"
    let got = try trial.get(target)
    #expect(got.equals(answer), "\(got.text)")
    #expect(try trial.received().map(\.method) == ["POST", "GET"])
  }

  @Test("what `push_down` leaves out is not missed")
  func pushDown() throws {
    let document = "query Q($id: ID!) { customer(id: $id) { name email address { city street } } }"
    let trial = try GraphQLTrial(
      GraphQLFixture.query(document) + #", "push_down": true, "variables": {"id": "{id}"}"#
        + Self.schema,
      backend: #""target": "data.customer", "allow": ["name", "address.city"],"#)
    let answer = try trial.get("/e/1")
    #expect(answer.equals(#"{"name": "Ada", "address": {"city": "Ghent"}}"#), "\(answer.text)")
    let seen = try #require(try trial.received().first)
    #expect(!seen.content.contains("email") && !seen.content.contains("street"))
  }
}
