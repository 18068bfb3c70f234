import DragomanTesting
import PythonTesting
import Testing

/// What other tests build on: asked without a gateway, the server is one of GraphQL over HTTP.
@Suite("The GraphQL server itself", .enabled(if: RealGraphQLServer.isThere))
struct RealServerTests {
  private static let newer = "application/graphql-response+json"

  private let trial: GraphQLTrial

  init() throws { trial = try GraphQLTrial(GraphQLFixture.query("{ __typename }")) }

  private func send(
    _ method: String, _ query: String = "", _ content: String? = nil,
    accept: String = "application/json", type: String = "application/json", to path: String
  ) throws -> TestAnswer {
    try trial.gateway.client.send(
      TestRequest(
        method, "\(trial.folder)/\(path)\(query)",
        fields: [TestField("Accept", accept), TestField("Content-Type", type)],
        content: content.map { Array($0.utf8) }), port: trial.server.port)
  }

  @Test("what cannot be executed is a 400 in the newer media type, and a 200 in the older")
  func statuses() throws {
    for query in ["{ nothing }", "{", "query A { a: __typename } query B { b: __typename }"] {
      let request = "{\"query\": \"\(query)\"}"
      #expect(try trial.ask(request, accept: Self.newer).status == 400)
      #expect(try trial.ask(request).status == 200)
    }
    for request in ["", "7", "{}", #"{"query": 1}"#, #"{"query": "{a}", "variables": []}"#] {
      #expect(try trial.ask(request).status == 400, "\(request)")
    }
    #expect(try send("POST", "", "{}", type: "text/plain", to: "graphql").status == 415)
    #expect(try send("PUT", "", "{}", to: "graphql").status == 405)
    #expect(
      try send("GET", "?query=mutation%7Bfail(message:%22a%22)%7Bid%7D%7D", to: "graphql")
        .status == 405)
  }

  @Test("a document that was sent with its hash once is known by it")
  func persisted() throws {
    let hash = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"
    let known =
      #""extensions": {"persistedQuery": {"version": 1, "sha256Hash": "\#(hash)"}}"#
    func ask(_ more: String, to path: String = "graphql") throws -> TestAnswer {
      try send("POST", "", "{\(more)\(known)}", to: path)
    }
    #expect(try ask("").text.contains("PERSISTED_QUERY_NOT_FOUND"))
    #expect(try ask(#""query": "{ __typename }", "#).status == 400)
    #expect(try ask(#""query": "{__typename}", "#).equals(#"{"data":{"__typename":"Query"}}"#))
    #expect(try ask("").equals(#"{"data":{"__typename":"Query"}}"#))
    #expect(try ask("", to: "single").text.contains("PERSISTED_QUERY_NOT_SUPPORTED"))
  }

  @Test("requests in a list are answered in a list")
  func batch() throws {
    let batch = #"[{"query": "{a: __typename}"}, {"query": "{ broken }"}]"#
    let answer = try send("POST", "", batch, to: "graphql")
    #expect(answer.text.hasPrefix(#"[{"data": {"a": "Query"}}, {"data": {"broken": null}"#))
    #expect(try send("POST", "", batch, to: "single").status == 400)
  }

  @Test("a subscription is a stream of events, each as soon as it can be")
  func events() throws {
    let tag = "events-\(UInt64.random(in: 0...UInt64.max))"
    let request =
      #"{"query": "subscription($tag: ID) { count(to: 2, tag: $tag) }", "#
      + #""variables": {"tag": "\#(tag)"}}"#
    trial.server.go(tag, times: 2)
    let answer = try send("POST", "", request, accept: "text/event-stream", to: "graphql")
    #expect(
      answer.text == """
        :

        event: next
        data: {"data": {"count": 1}}

        :

        event: next
        data: {"data": {"count": 2}}

        :

        event: complete
        data:


        """)
    #expect(trial.server.reports("sent \(tag) 2") && trial.server.reports("ended \(tag)"))
  }
}
