import DragomanTesting
import PythonTesting
import Testing

@Suite("Hashes and batches of a GraphQL server", .enabled(if: RealGraphQLServer.isThere))
struct RealSavingTests {
  private static func persisted(_ more: String = "", at behaviour: String) throws -> GraphQLTrial {
    try GraphQLTrial(
      GraphQLFixture.query("query Echo($int: Int) { echo(int: $int) }")
        + #", "variables": {"int": "{id}"}, "persisted_queries": true"# + more, at: behaviour)
  }

  private static func answer(_ number: Int) -> String { #"{"data":{"echo":{"int":\#(number)}}}"# }

  @Test(
    "a document is sent once, whatever comes later, by POST and by GET",
    arguments: ["", #", "method": "get""#, #", "errors": "fail""#])
  func once(more: String) throws {
    let trial = try Self.persisted(more, at: "graphql")
    for number in 1...4 {
      let answer = try trial.get("/e/\(number)")
      #expect(answer.status == 200 && answer.equals(Self.answer(number)), "\(answer.text)")
    }
    let documents = try trial.received().map { seen in
      seen.content.contains("query Echo") || seen.target.contains("query=")
    }
    #expect(documents == [false, true, false, false, false])
  }

  @Test("a server without hashes gets the document each time from then on")
  func unsupported() throws {
    let trial = try Self.persisted(at: "single")
    for number in 1...3 { #expect(try trial.get("/e/\(number)").equals(Self.answer(number))) }
    #expect(
      try trial.received().map { $0.content.contains("persistedQuery") }
        == [true, false, false, false])
  }

  private static func batch(_ more: String = "", at behaviour: String) throws -> GraphQLTrial {
    let backends = [
      ("product", "query P($n: String!) { product(sku: $n) { title } }"),
      ("echo", "query E($n: String) { echo(text: $n) }"),
      ("broken", "query B($n: String) { broken echo(text: $n) }"),
    ].map { name, document in
      """
      {"url_pattern": "/graphql", "group": "\(name)", "target": "data", "extra_config":
       {"backend/graphql": {\(GraphQLFixture.query(document)), "variables": {"n": "{id}"},
         "errors": "fail", "batch": true\(more)}}}
      """
    }
    return try GraphQLTrial(
      configuration: """
        {"version": 3, "host": "$BACKEND", "timeout": "20s", "endpoints": [
          {"endpoint": "/e/{id}", "backend": [\(backends.joined(separator: ", "))]}]}
        """, at: behaviour)
  }

  @Test("three backends are one request; the one that fails is missing")
  func batches() throws {
    let trial = try Self.batch(at: "graphql")
    let answer = try trial.get("/e/tea")
    #expect(answer.status == 200 && answer.completed == "false")
    #expect(
      answer.equals(
        #"{"product": {"product": {"title": "Green tea"}}, "echo": {"echo": {"text": "tea"}}}"#),
      "\(answer.text)")
    #expect(try trial.received().count == 1)
  }

  @Test("a batch of hashes brings the documents that are missing after it")
  func both() throws {
    let trial = try Self.batch(#", "persisted_queries": true"#, at: "graphql")
    for _ in 0..<2 {
      let answer = try trial.get("/e/cup")
      #expect(answer.text.contains("large") && answer.text.contains("cup"), "\(answer.text)")
    }
    #expect(try trial.received().count == 5)
  }

  @Test("a server without batches fails all of them")
  func single() throws {
    let trial = try Self.batch(at: "single")
    #expect(try trial.get("/e/tea").status == 500)
    #expect(try trial.received().count == 1)
  }
}
