import DragomanTesting
import Testing

@Suite("Answers of GraphQL backends")
struct GraphQLAnswerTests {
  private static let query = GraphQLFixture.query("{ a }")

  private static func answer(
    _ body: String, status: Int = 200, errors: String? = nil, backend: String = "",
    http: String = "", failures: String = "", root: String = ""
  ) throws -> TestAnswer {
    let policy = errors.map { ", \"errors\": \($0)" } ?? ""
    let endpoint =
      #""endpoint": "/e""#
      + (failures.isEmpty
        ? ""
        : #", "extra_config": {"dragoman/endpoint": "#
          + "{\"failures\": \(failures)}}")
    let text = GraphQLFixture.configuration(
      query + policy, endpoint: endpoint, backend: backend, root: root
    )
    .replacing(
      #""extra_config": {"backend/graphql""#,
      with: "\"extra_config\": {\(http)\"backend/graphql\"")
    let gateway = try InProcessGateway(
      text, backend: BackendScript(["*": .json(body, status: status)]))
    defer { gateway.stop() }
    return try gateway.get("/e")
  }

  private static let partial =
    #"{"errors": [{"message": "no b", "path": ["b"], "extensions": {"code": "X"}}], "#
    + #""data": {"a": 1, "b": null}}"#
  private static let none = #"{"errors": [{"message": "bad"}, {"message": "worse"}], "data": null}"#

  @Test("GQL-8: without a policy the answer is JSON like any other")
  func pass() throws {
    let answer = try Self.answer(Self.partial)
    #expect(answer.status == 200 && answer.completed == "true")
    #expect(answer.sortedJSON == Self.json(Self.partial))
    let data = try Self.answer(Self.none, backend: #""target": "data","#)
    #expect(data.status == 200 && data.text == "{}")
  }

  @Test("`fail` makes errors a failure, whatever the status")
  func fail() throws {
    for status in [200, 400] {
      let answer = try Self.answer(Self.partial, status: status, errors: #""fail""#)
      #expect(answer.status == 500 && answer.text == "")
    }
    let good = try Self.answer(#"{"data": {"a": 1}}"#, errors: #""fail""#)
    #expect(good.status == 200 && good.text == #"{"data": {"a": 1}}"#)
    // No server may send it, and nothing went wrong.
    let empty = try Self.answer(#"{"data": {"a": 1}, "errors": []}"#, errors: #""fail""#)
    #expect(empty.status == 200)
  }

  @Test("ST-4: the errors and the chosen status are kept where the client may see them")
  func code() throws {
    let answer = try Self.answer(
      Self.partial, errors: #"{"policy": "fail", "status": 409}"#,
      http: #""backend/http": {"return_error_code": true}, "#,
      root: #""extra_config": {"router": {"return_error_msg": true}},"#)
    #expect(answer.status == 409)
    #expect(
      answer.sortedJSON
        == Self.json(
          #"{"errors": [{"message": "no b", "path": ["b"], "extensions": {"code": "X"}}]}"#))
    let details = try Self.answer(
      Self.none, errors: #""fail""#,
      http: #""backend/http": {"return_error_details": "q"}, "#)
    #expect(details.status == 200 && details.completed == "false")
    #expect(details.text.contains(#""http_status_code":502"#), "\(details.text)")
  }

  @Test("a problem tells what kind of failure it was, and keeps the errors")
  func problem() throws {
    let answer = try Self.answer(
      Self.none, errors: #""fail""#,
      failures: #"{"contract": "problem+json", "backend_body": 4096}"#)
    #expect(answer.status == 502)
    #expect(answer.text.contains(#""kind":"graphql_errors""#), "\(answer.text)")
    #expect(
      answer.text.contains(#""errors":[{"message": "bad"}, {"message": "worse"}]"#),
      "\(answer.text)")
  }

  @Test("`partial` serves the data, incomplete, and the errors beside them")
  func partialData() throws {
    let answer = try Self.answer(
      Self.partial, errors: #""partial""#, backend: #""target": "data","#)
    #expect(answer.status == 200 && answer.completed == "false")
    #expect(
      answer.sortedJSON
        == Self.json(
          #"{"a": 1, "b": null, "#
            + #""errors": [{"message": "no b", "path": ["b"], "extensions": {"code": "X"}}]}"#))
    let named = try Self.answer(
      Self.partial, errors: #"{"policy": "partial", "name": "trouble"}"#,
      backend: #""target": "data", "allow": ["a"],"#)
    #expect(named.text.contains("trouble") && !named.text.contains(#""b":"#))
    let all = try Self.answer(Self.none, errors: #""partial""#)
    #expect(all.status == 500)
  }

  @Test("`ignore` serves the data alone")
  func ignore() throws {
    let answer = try Self.answer(Self.partial, errors: #""ignore""#)
    #expect(answer.status == 200 && answer.completed == "true")
    #expect(answer.sortedJSON == Self.json(#"{"data": {"a": 1, "b": null}}"#))
  }

  @Test("what no GraphQL server made is judged by its status, or is no answer")
  func foreign() throws {
    let html = try Self.answer("<html>", status: 502, errors: #""fail""#)
    #expect(html.status == 500)
    let other = try Self.answer(#"{"hello": 1}"#, errors: #""fail""#)
    #expect(other.status == 500)
    let missing = try Self.answer(
      #"{"message": "no"}"#, status: 404, errors: #""ignore""#,
      http: #""backend/http": {"return_error_code": true}, "#)
    #expect(missing.status == 404)
  }

  private static func json(_ text: String) -> String { GraphQLFixture.sorted(Array(text.utf8)) }
}
