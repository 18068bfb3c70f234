import DragomanTesting
import Testing

@Suite("How GraphQL clients are refused")
struct GraphQLProxyRefusalTests {
  private static func refused(
    _ endpoint: String, accept: [String] = [], root: String = ""
  ) throws -> TestAnswer {
    let proxy = try GraphQLProxyFixture(#""operations": ["A"]"#, endpoint: endpoint, root: root)
    defer { proxy.stop() }
    let outcome = try proxy.post(
      Array(#"{"query":"query B { b }"}"#.utf8), fields: accept.map { TestField("Accept", $0) })
    #expect(outcome.seen == nil)
    return outcome.answer
  }

  private static let errors =
    #"[{"message":"the operation is not on the list of those that are allowed","#
    + #""extensions":{"code":"OPERATION_NOT_ALLOWED"}}]"#

  @Test(
    "a refusal is an answer that GraphQL clients understand, whatever the endpoint's form",
    arguments: [#""output_encoding": "no-op""#, "", #""output_encoding": "xml""#])
  func contract(endpoint: String) throws {
    let answer = try Self.refused(endpoint)
    #expect(answer.status == 403)
    #expect(answer.text == #"{"errors":\#(Self.errors)}"#)
    #expect(
      answer.fields.filter { $0.name == "Content-Type" }.map(\.value)
        == ["application/json; charset=utf-8"])
    #expect(answer.completed == "false")
  }

  @Test(
    "its type is what the client likes",
    arguments: [
      ([], false), (["*/*"], false), (["application/json"], false),
      (["application/graphql-response+json"], true),
      (["application/graphql-response+json, application/json;q=0.9"], true),
      (["application/json", "Application/GraphQL-Response+JSON; q=1"], true),
      (["application/graphql-response+json;q=0.5, application/json"], false),
      (["application/graphql-response+json;q=0"], false), (["text/html, ;;,"], false),
    ])
  func types(accept: [String], isNewer: Bool) throws {
    let answer = try Self.refused(#""output_encoding": "no-op""#, accept: accept)
    let type = isNewer ? "application/graphql-response+json" : "application/json"
    #expect(
      answer.fields.filter { $0.name == "Content-Type" }.map(\.value)
        == ["\(type); charset=utf-8"])
  }

  @Test("with problem+json the errors stand in the problem")
  func problem() throws {
    let answer = try Self.refused(
      #""extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}"#)
    #expect(answer.status == 403)
    #expect(
      answer.fields.first { $0.name == "Content-Type" }?.value == "application/problem+json")
    #expect(answer.text.contains(#""title":"Forbidden","status":403,"#))
    #expect(answer.text.contains(#""errors":\#(Self.errors)"#), "\(answer.text)")
  }
}
