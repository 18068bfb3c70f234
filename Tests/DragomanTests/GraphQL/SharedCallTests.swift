import Dragoman
import DragomanTesting
import Testing

@Suite("Queries that share a call")
struct SharedCallTests {
  private static let document = "query Q($n: Int) { q(n: $n) }"

  private static func gateway(
    _ replies: [ScriptedReply], graphQL: String = #", "share": true"#, endpoint: String = "",
    backend: String = "", root: String = #""timeout": "20s","#
  ) throws -> InProcessGateway {
    let text = GraphQLFixture.configuration(
      GraphQLFixture.query(document) + #", "variables": {"n": "{id}"}"# + graphQL,
      endpoint: #""endpoint": "/e/{id}", "input_headers": ["X-Who"]"# + endpoint,
      backend: backend, root: root)
    return try InProcessGateway(text, backend: BackendScript(["*": replies]), loops: 1)
  }

  private static func held(_ text: String, status: Int = 200) -> ScriptedReply {
    var reply = ScriptedReply.json(text, status: status)
    reply.isHeld = true
    return reply
  }

  private static let data = #"{"data": {"q": 1}}"#

  @Test("equal queries that are under way at once are one call, and each gets its answer")
  func one() throws {
    let gateway = try Self.gateway([Self.held(Self.data), .json(#"{"data": {"q": 2}}"#)])
    defer { gateway.stop() }
    let before = gateway.census
    let visits = try Visits(gateway, (0..<5).map { _ in TestRequest("GET", "/e/1") })
    gateway.wait(requests: 1, visits: 5)
    #expect(gateway.backend.requests.count == 1)
    gateway.backend.letGo()
    #expect(try visits.answers().map(\.text) == Array(repeating: Self.data, count: 5))
    #expect(gateway.backend.requests.count == 1)
    // What was answered is not kept.
    #expect(try gateway.get("/e/1").text == #"{"data": {"q": 2}}"#)
    #expect(gateway.backend.requests.count == 2)
    gateway.wait(requests: 2, visits: 0)
    #expect(gateway.census.map(\.tasks) == before.map(\.tasks))
  }

  @Test("what differs in its values, its headers or its path is another call")
  func different() throws {
    let gateway = try Self.gateway([Self.held(Self.data)])
    defer { gateway.stop() }
    let visits = try Visits(
      gateway,
      [
        TestRequest("GET", "/e/1"), TestRequest("GET", "/e/2"),
        TestRequest("GET", "/e/1", fields: [TestField("X-Who", "a")]),
        TestRequest("GET", "/e/1", fields: [TestField("X-Who", "b")]),
      ])
    gateway.wait(requests: 4, visits: 4)
    gateway.backend.letGo()
    #expect(try visits.answers().map(\.status) == [200, 200, 200, 200])
  }

  @Test("without `share` each client has a call of its own")
  func unshared() throws {
    let gateway = try Self.gateway([Self.held(Self.data)], graphQL: "")
    defer { gateway.stop() }
    let visits = try Visits(gateway, (0..<3).map { _ in TestRequest("GET", "/e/1") })
    gateway.wait(requests: 3, visits: 3)
    gateway.backend.letGo()
    #expect(try visits.answers().map(\.status) == [200, 200, 200])
  }

  @Test("a failure is shared too")
  func failures() throws {
    let errors = #"{"errors": [{"message": "no"}]}"#
    for (reply, status) in [(Self.held(errors), 502), (Self.held("{}", status: 503), 503)] {
      let gateway = try Self.gateway(
        [reply], graphQL: #", "share": true, "errors": "fail""#,
        endpoint: #", "extra_config": {"dragoman/endpoint": {"failures": "problem+json"}}"#)
      defer { gateway.stop() }
      let visits = try Visits(gateway, (0..<3).map { _ in TestRequest("GET", "/e/1") })
      gateway.wait(requests: 1, visits: 3)
      gateway.backend.letGo()
      #expect(try visits.answers().map(\.status) == [status, status, status])
      #expect(gateway.backend.requests.count == 1)
    }
  }

  @Test("who leaves does not end the call of the others; when the last one has left, it ends")
  func leaving() throws {
    let gateway = try Self.gateway([Self.held(Self.data)])
    defer { gateway.stop() }
    let before = gateway.census
    let first = try Visits(gateway, [TestRequest("GET", "/e/1")])
    gateway.wait(requests: 1, visits: 1)
    let others = try Visits(gateway, [TestRequest("GET", "/e/1"), TestRequest("GET", "/e/1")])
    gateway.wait(requests: 1, visits: 3)
    first.leave()
    gateway.wait(requests: 1, visits: 2)
    #expect(gateway.backend.abandonedCount == 0)
    gateway.backend.letGo()
    #expect(try others.answers().map(\.text) == [Self.data, Self.data])
    let again = try Visits(gateway, [TestRequest("GET", "/e/1"), TestRequest("GET", "/e/1")])
    gateway.wait(requests: 2, visits: 2)
    again.leave()
    gateway.wait(requests: 2, visits: 0)
    for _ in 0..<2000 where gateway.backend.abandonedCount == 0 { Waiting.briefly() }
    #expect(gateway.backend.abandonedCount == 1)
    #expect(gateway.census(settlingTo: before) == before)
  }

  @Test("each request has its own deadline, and the last one ends the call")
  func deadlines() throws {
    let gateway = try Self.gateway([Self.held(Self.data)], root: #""timeout": "200ms","#)
    defer { gateway.stop() }
    let before = gateway.census
    let visits = try Visits(gateway, (0..<3).map { _ in TestRequest("GET", "/e/1") })
    #expect(try visits.answers().map(\.status) == [500, 500, 500])
    let requests = gateway.backend.requests.count
    for _ in 0..<2000 where gateway.backend.abandonedCount < requests { Waiting.briefly() }
    #expect(gateway.backend.abandonedCount == requests)
    #expect(gateway.census(settlingTo: before) == before)
  }
}
