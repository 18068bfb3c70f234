import Dragoman
import DragomanTesting
import Testing

@Suite("The access log")
struct AccessLogTests {
  private static let configuration = """
    {"version": 3, "host": ["$BACKEND"], "endpoints": [
      {"endpoint": "/users/{id}", "backend": [{"url_pattern": "/{id}"}]}]}
    """

  private func lines(_ send: (InProcessGateway) throws -> Void) throws -> [String] {
    let gateway = try InProcessGateway(
      Self.configuration, backend: BackendScript(["/7": .json(#"{"a": 1}"#)]))
    try send(gateway)
    gateway.stop()
    return gateway.log.lines.filter { $0.contains(" ACCESS ") }
  }

  @Test("each request is one line with status, target, endpoint and id")
  func entry() throws {
    let lines = try lines { gateway in
      let answer = try gateway.get("/users/7?a=b", fields: [TestField("X-Request-Id", "my-id.1")])
      #expect(answer.status == 200)
      #expect(try gateway.get("/nowhere").status == 404)
    }
    #expect(lines.count == 2)
    let line = try #require(lines.first { $0.contains("/users/7") })
    #expect(line.contains(" 200 GET \"/users/7?a=b\" "))
    #expect(line.contains("endpoint=\"/users/{id}\""))
    #expect(line.contains("client=127.0.0.1"))
    #expect(line.hasSuffix("id=my-id.1"))
  }

  @Test("an id that could forge a line is replaced", arguments: ["a b", "a\"b", "id=x;", "é"])
  func forgedID(id: String) throws {
    let lines = try lines { gateway in
      _ = try gateway.get("/users/7", fields: [TestField("X-Request-Id", id)])
    }
    let made = try #require(lines.first?.split(separator: "id=").last)
    #expect(made.count == 16)
    #expect(made.allSatisfy { $0.isHexDigit })
  }

  @Test("requests without an id get ids of their own")
  func ids() throws {
    let lines = try lines { gateway in
      for _ in 0..<20 { _ = try gateway.get("/users/7") }
    }
    #expect(Set(lines.compactMap { $0.split(separator: "id=").last }).count == 20)
  }
}
