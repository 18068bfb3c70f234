import Configuration
import Dragoman
import Testing

@Suite("Mistakes in references")
struct ReferenceMistakeTests {
  /// Everything that is said about two backends, of which the second has this pattern and request.
  private static func findings(
    _ pattern: String, _ request: String = "", proxy: String = #""sequential": true"#,
    second: String = "", first: String = ""
  ) -> [Diagnostic] {
    let own = "\"dragoman/backend\": {\"request\": {\(request)}}\(second)"
    let text = """
      {"version": 3, "host": "http://b.test:8080", "endpoints": [{
        "endpoint": "/e/{id}", "extra_config": {"proxy": {\(proxy)}},
        "backend": [
          {"url_pattern": "/a"\(first)},
          {"url_pattern": "\(pattern)", "extra_config": {\(own)}}
        ]}]}
      """
    let (configuration, found) = ConfigurationReader.read(text: text, name: "k.json")
    guard let configuration else { return found }
    return found + PlanCompiler.compile(configuration).diagnostics
  }

  @Test("a good reference says nothing, in each place")
  func good() {
    let request =
      #""headers": {"A": "{resp0.header.B}"}, "query": {"q": "{id}"}, "#
      + #""body": {"x": ["{resp0.body.a[0]}", 1], "y": "{input.query.z?}"}"#
    let found = Self.findings("/{resp0.status}/{id}", request).filter { $0.severity == .error }
    #expect(found.map(\.message) == [])
  }

  @Test(
    "what cannot have a value is a mistake at its place, with what to write",
    arguments: [
      (
        "/{resp1.status}", "",
        "{resp1.status}: this is the call of backend 1; only resp0 is earlier", 5
      ),
      ("/{resp0.stauts}", "", "{resp0.stauts} is no reference: an answer has no part 'stauts'", 5),
      (
        "/{resp0.body.x?}", "",
        "{resp0.body.x?} may come to nothing, and the path would lead elsewhere", 5
      ),
      ("/x", #""query": {"q": "{od}"}"#, "{od}: the path '/e/{id}' has only {id}", 5),
      (
        "/x", #""body": {"q": "{resp0_a}"}"#,
        "{resp0_a} is no reference: it names neither an answer nor a part of the request", 5
      ),
      (
        "/x", #""headers": {"Host": "a"}"#,
        "`Host` belongs to the connection; the gateway sets it itself", 5
      ),
      ("/x", #""headers": {"A b": "a"}"#, "no header can be named \"A b\"", 5),
      ("/x", #""headers": {"A": "{"}"#, "{ is no reference: the brace has no partner", 5),
    ])
  func mistakes(pattern: String, request: String, message: String, line: Int) {
    let errors = Self.findings(pattern, request).filter { $0.severity == .error }
    #expect(errors.map(\.message) == [message])
    #expect(errors.first?.location.line == line)
    #expect((errors.first?.location.column ?? 0) > 0)
  }

  @Test("an answer is there only in a sequence, and not for a shadow")
  func flow() {
    let parallel = Self.findings("/{resp0.status}", proxy: "").filter { $0.severity == .error }
    #expect(
      parallel.map(\.message)
        == ["{resp0.status}: the backends of 'GET /e/{id}' are called all at once"])
    #expect(parallel.first?.suggestion == "set \"sequential\": true in `proxy` of the endpoint")
    let shadow = Self.findings("/{resp0.status}", second: #", "proxy": {"shadow": true}"#)
    #expect(
      shadow.contains { $0.message.hasSuffix("a shadow gets its copy before there is any answer") })
  }

  @Test("of an answer that is not decoded there is only all of it")
  func undecoded() {
    let first = #", "encoding": "no-op""#
    let found = Self.findings("/{resp0.body.a}", first: first)
    #expect(found.contains { $0.message.hasSuffix("is not decoded (`no-op`)") })
    let all = Self.findings("/{resp0.body}", first: first).filter { $0.severity == .error }
    #expect(all.isEmpty)
  }

  @Test("unknown keys of `request` and a body of a GET are said")
  func keys() {
    let found = Self.findings("/x", #""header": {}, "body": {"a": 1}"#).map(\.message)
    #expect(found.contains { $0.contains("header") })
    #expect(found.contains { $0.hasPrefix("the body of a GET request has no meaning") })
  }
}
