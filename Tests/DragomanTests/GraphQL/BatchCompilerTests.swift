import Configuration
import Dragoman
import Testing

@Suite("What `batch` of a configuration comes to")
struct BatchCompilerTests {
  private static func warnings(_ backends: [String], endpoint: String = "") -> [String] {
    let text = """
      {"version": 3, "host": "http://b.test", "endpoints": [
        {"endpoint": "/e"\(endpoint), "backend": [\(backends.joined(separator: ", "))]}]}
      """
    return LoadedConfiguration(text).diagnostics.map(\.message)
  }

  private static func backend(_ more: String = "", _ graphQL: String = "") -> String {
    """
    {"url_pattern": "/graphql", \(more) "extra_config": {"backend/graphql": {
      "type": "query", "query": "{ a }", "batch": true\(graphQL)}}}
    """
  }

  private static let lonely =
    "`batch` has no effect: no other backend of the endpoint has it with the same `host`, "
    + "`url_pattern` and `input_headers`"

  @Test("two backends with the same server are one batch, and nothing is to be said")
  func pair() {
    #expect(Self.warnings([Self.backend(), Self.backend()]) == [])
  }

  @Test(
    "a backend that finds no other is told so",
    arguments: [
      #""host": "http://c.test","#, #""method": "GET", "input_headers": ["X-A"],"#,
      #""input_query_strings": ["a"],"#, #""sd": "dns", "host": "b.test","#,
      #""host": ["http://b.test", "http://c.test"],"#,
    ])
  func alone(more: String) {
    #expect(
      Self.warnings([Self.backend(), Self.backend(more)]).filter { $0 == Self.lonely }.count == 2)
    #expect(Self.warnings([Self.backend()]) == [Self.lonely])
  }

  @Test("calls that are not begun at once, or begun several times, are not sent together")
  func flows() {
    let pair = [Self.backend(), Self.backend()]
    #expect(
      Self.warnings(pair, endpoint: #", "extra_config": {"proxy": {"sequential": true}}"#)
        == Array(
          repeating: "`batch` has no effect: the backends are called one after the other "
            + "(`sequential`)", count: 2))
    #expect(
      Self.warnings(pair, endpoint: #", "concurrent_calls": 2"#)
        == Array(repeating: "`batch` has no effect with `concurrent_calls`", count: 2))
  }

  @Test("more than one request holds are several, and none of them is told anything")
  func many() {
    #expect(Self.warnings(Array(repeating: Self.backend(), count: 11)) == [])
  }
}
