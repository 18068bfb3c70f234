import DragomanTesting
import PythonTesting
import Testing

@Suite("Errors of a GraphQL server", .enabled(if: RealGraphQLServer.isThere))
struct RealFailureTests {
  private static let problem =
    #""endpoint": "/e", "extra_config": {"dragoman/endpoint": {"failures": "#
    + #"{"contract": "problem+json", "backend_body": 4096, "show_detail": true}}}"#

  private static func trial(
    _ document: String, _ policy: String? = nil, endpoint: String = #""endpoint": "/e""#,
    backend: String = "", at behaviour: String = "graphql", kind: String = "query"
  ) throws -> GraphQLTrial {
    try GraphQLTrial(
      GraphQLFixture.query(document, kind: kind) + (policy.map { ", \"errors\": \($0)" } ?? ""),
      endpoint: endpoint, backend: backend, at: behaviour)
  }

  private static let partial = "{ broken brokenItems(count: 2) __typename }"

  @Test("GQL-8: by default partial data and errors pass as they came")
  func pass() throws {
    let answer = try Self.trial(Self.partial).get("/e")
    #expect(answer.status == 200 && answer.completed == "true")
    #expect(answer.text.contains(#""message": "it broke""#), "\(answer.text)")
    #expect(answer.text.contains(#""details": {"tries": [1, 2]}"#), "\(answer.text)")
    #expect(answer.text.contains(#""brokenItems": [0, null]"#), "\(answer.text)")
  }

  @Test("`fail`: one error of a field is a failure, with the status that is chosen")
  func fail() throws {
    #expect(try Self.trial(Self.partial, #""fail""#).get("/e").status == 500)
    let chosen = try Self.trial(
      Self.partial, #"{"policy": "fail", "status": 409}"#, endpoint: Self.problem)
    let answer = try chosen.get("/e")
    #expect(answer.status == 409)
    #expect(answer.text.contains(#""code": "BROKEN""#), "\(answer.text)")
    #expect(answer.text.contains(#""path": ["brokenItems", 1]"#), "\(answer.text)")
    let good = try Self.trial("{ __typename }", #""fail""#).get("/e")
    #expect(good.equals(#"{"data": {"__typename": "Query"}}"#))
  }

  @Test("`partial`: the data are served, incomplete, and the errors beside them")
  func partialData() throws {
    let trial = try Self.trial(
      Self.partial, #"{"policy": "partial", "name": "trouble"}"#, backend: #""target": "data","#)
    let answer = try trial.get("/e")
    #expect(answer.status == 200 && answer.completed == "false")
    #expect(answer.text.contains(#""__typename": "Query""#) || answer.text.contains("Query"))
    #expect(answer.text.contains("trouble") && answer.text.contains("item 1 broke"))
    let seen = try #require(try trial.received().first)
    #expect(seen.values(of: "accept").joined().contains("application/graphql-response+json"))
  }

  @Test("`ignore`: the data alone are served")
  func ignore() throws {
    let answer = try Self.trial(Self.partial, #""ignore""#, backend: #""target": "data","#)
      .get("/e")
    #expect(answer.status == 200 && answer.completed == "true")
    #expect(
      answer.equals(#"{"broken": null, "brokenItems": [0, null], "__typename": "Query"}"#),
      "\(answer.text)")
  }

  @Test("an error where null may not be leaves no data: a failure by every policy but `ignore`")
  func nonNull() throws {
    let document = "{ __typename brokenRequired }"
    for policy in [#""fail""#, #""partial""#] {
      let answer = try Self.trial(document, policy, endpoint: Self.problem).get("/e")
      #expect(answer.status == 502, "\(policy)")
      #expect(answer.text.contains("it broke"), "\(answer.text)")
    }
    let ignored = try Self.trial(document, #""ignore""#).get("/e")
    #expect(ignored.status == 200 && ignored.equals(#"{"data": null}"#), "\(ignored.text)")
    let passed = try Self.trial(document).get("/e")
    #expect(passed.status == 200 && passed.text.contains("it broke"))
  }

  @Test(
    "a query that the server refuses, with 400 or with 200, is a failure that keeps its messages",
    arguments: [#""fail""#, #""partial""#])
  func refused(policy: String) throws {
    let answer = try Self.trial("{ nothing }", policy, endpoint: Self.problem).get("/e")
    #expect(answer.status == 502)
    #expect(answer.text.contains("Cannot query field 'nothing'"), "\(answer.text)")
  }

  @Test("a mutation that fails in part has happened in part, and says so")
  func mutation() throws {
    let document =
      #"mutation { setPrice(sku: "tea", price: 1.5) { price } fail(message: "no more") { id } }"#
    let trial = try Self.trial(
      document, #""partial""#, endpoint: #""endpoint": "/e", "method": "POST""#,
      backend: #""target": "data","#, kind: "mutation")
    let answer = try trial.post("/e", "{}")
    #expect(answer.status == 200 && answer.completed == "false")
    #expect(answer.text.contains("no more") && answer.text.contains("1.5"))
    #expect(try trial.received().count == 1)
  }

  @Test(
    "what is no answer of GraphQL is a failure", .timeLimit(.minutes(1)),
    arguments: ["html", "garbage", "truncated", "no-data", "empty", "errors-only"])
  func foreign(behaviour: String) throws {
    for policy in [#""fail""#, #""partial""#] {
      let trial = try Self.trial("{ a }", policy, at: behaviour)
      #expect(try trial.get("/e").status == 500, "\(policy)")
    }
    let problem = try Self.trial("{ a }", #""fail""#, endpoint: Self.problem, at: behaviour)
      .get("/e")
    #expect(problem.status == 502, "\(problem.text)")
  }

  @Test("a large answer passes whole")
  func large() throws {
    let answer = try Self.trial("{ big(bytes: 3000000) }", #""fail""#).get("/e")
    #expect(answer.status == 200 && answer.content.count > 3_000_000)
  }

  @Test("a field that takes too long is a timeout, and the server hears that nobody waits")
  func timeout() throws {
    let tag = "late-\(UInt64.random(in: 0...UInt64.max))"
    let trial = try Self.trial(
      "{ wait(tag: \\\"\(tag)\\\") }".replacing("\\\"", with: "\""), #""fail""#,
      endpoint: #""endpoint": "/e", "timeout": "300ms""#)
    let answer = try trial.get("/e")
    #expect(answer.status == 500)
    #expect(trial.server.reports("cancelled \(tag)"))
  }

  @Test("a server that never answers is given up, and what it does is dropped")
  func silent() throws {
    let trial = try Self.trial(
      "{ a }", #""partial""#, endpoint: #""endpoint": "/e", "timeout": "200ms""#, at: "silent")
    #expect(try trial.get("/e").status == 500)
    #expect(trial.server.reports("cancelled \(trial.folder)/silent"))
  }

  @Test("a field that waits is answered as soon as it can be")
  func waits() throws {
    let tag = "soon-\(UInt64.random(in: 0...UInt64.max))"
    let trial = try Self.trial("{ wait(tag: \"\(tag)\") }")
    trial.server.go(tag)
    #expect(try trial.get("/e").equals(#"{"data": {"wait": "\#(tag)"}}"#))
    #expect(trial.server.reports("ended \(tag)"))
  }
}
