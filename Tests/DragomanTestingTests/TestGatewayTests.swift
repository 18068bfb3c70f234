import DragomanTesting
import Testing

/// What users write to test a configuration of theirs.
@Suite("A gateway under test")
struct TestGatewayTests {
  private static let configuration = """
    {"version": 3, "endpoints": [{"endpoint": "/users/{id}", "backend": [
      {"host": ["http://users.local"], "url_pattern": "/v1/{id}"}]}]}
    """

  private static let spec = """
    {"backends": {"http://users.local": {"/v1/7": {"json": {"id": 7}}}},
     "exchanges": [
      {"title": "found", "request": {"target": "/users/7"}, "expect": {"json": {"id": 7}}},
      {"title": "missing", "request": {"target": "/users/8"}, "expect": {"status": 200}}]}
    """

  @Test("the exchanges of a spec are played, and what differs is told by the exchange's title")
  func spec() throws {
    let spec = try ExchangeSpec(json: Array(Self.spec.utf8))
    let gateway = try TestGateway(Self.configuration, spec: spec)
    defer { gateway.stop() }
    #expect(gateway.mismatches() == ["missing: status is 500, not 200"])
  }

  @Test("backends are scripted in Swift, and tell what they were asked")
  func scripts() throws {
    let gateway = try TestGateway(
      Self.configuration,
      backends: ["http://users.local": BackendScript(["/v1/7": .json(#"{"id": 7}"#)])])
    defer { gateway.stop() }
    #expect(try gateway.send(TestRequest("GET", "/users/7")).text == #"{"id": 7}"#)
    #expect(gateway.backend("http://users.local")?.requests.map(\.target) == ["/v1/7"])
    #expect(gateway.backend("http://elsewhere") == nil)
  }

  @Test("a spec is put together in Swift")
  func madeInSwift() throws {
    let spec = ExchangeSpec(
      backends: [("http://users.local", BackendScript(["/v1/7": .json(#"{"id": 7}"#)]))],
      exchanges: [
        .init(
          "found", TestRequest("GET", "/users/7"), .init(json: #"{"id": 7}"#),
          calls: [.init("http://users.local", target: "/v1/7")])
      ])
    let gateway = try TestGateway(Self.configuration, spec: spec)
    defer { gateway.stop() }
    #expect(gateway.mismatches() == [])
  }

  @Test("a configuration with mistakes, and a spec that is not there, are errors")
  func errors() {
    #expect(throws: ConfigurationError.self) { try TestGateway("{}", backends: [:]) }
    #expect(throws: SpecError.self) { try ExchangeSpec(file: "/nowhere.json") }
    #expect(throws: ConfigurationError.self) {
      try TestGateway(file: "/nowhere.json", spec: "/nowhere.json")
    }
  }
}
