import Foundation
import Testing

@Suite("The gateway's own endpoints", .enabled(if: Workshop.has("curl")))
struct ServiceEndpointTests {
  private static let configuration = """
    {"version": 3, "host": ["http://127.0.0.1:11"], "endpoints": [
      {"endpoint": "/a", "backend": [{"url_pattern": "/"}]}]}
    """

  private func object(_ answer: Curl) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(answer.content.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("HLT-1: /__health says ok and the time, without the gateway's fields")
  func health() throws {
    try RunningGateway.with(Self.configuration) { gateway in
      let answer = try Curl("\(gateway.url)/__health")
      let health = try object(answer)
      #expect(answer.status == 200)
      #expect(answer["content-type"] == "application/json; charset=utf-8")
      #expect(answer["x-krakend-completed"] == nil)
      #expect(health["status"] as? String == "ok")
      #expect(health["now"] is String)
      #expect(health["agents"] is [String: Any])
    }
  }

  @Test("DBG-1: with -d, /__debug/ answers any method with pong")
  func debug() throws {
    let gateway = try RunningGateway(
      configuration: Array(Self.configuration.utf8), options: ["-d"])
    defer { gateway.stop() }
    for method in ["GET", "POST", "DELETE"] {
      let answer = try Curl("-X", method, "\(gateway.url)/__debug/some/path")
      let message = try object(answer)["message"] as? String
      #expect(answer.status == 200)
      #expect(message == "pong")
    }
  }

  @Test("DBG-2: echo_endpoint offers /__echo/, which tells what the gateway received, in order")
  func echo() throws {
    let configuration = #"{"echo_endpoint": true, "# + Self.configuration.dropFirst()
    try RunningGateway.with(configuration) { gateway in
      let answer = try Curl(
        "-X", "PUT", "-d", #"{"a": "é"}"#, "-H", "X-B: 2", "-H", "X-A: 1", "-H", "X-B: 3",
        "-H", "Accept:", "-H", "User-Agent:", "-H", "Content-Type: a/b",
        "\(gateway.url)/__echo/x%20y?b=2&a=1%26&b=1;2&b=3&c=%zz")
      let port = gateway.port
      #expect(answer.status == 200)
      #expect(answer["content-type"] == "application/json; charset=utf-8")
      #expect(answer["x-krakend-completed"] == nil)
      #expect(
        answer.content == """
          {"req_uri":"/__echo/x%20y?b=2&a=1%26&b=1;2&b=3&c=%zz","req_uri_details":{"user":"",\
          "host":"127.0.0.1:\(port)","path":"/__echo/x y",\
          "query":"b=2&a=1%26&b=1;2&b=3&c=%zz","fragment":""},"req_method":"PUT",\
          "req_querystring":{"a":["1&"],"b":["2","3"]},"req_body":"{\\"a\\": \\"é\\"}",\
          "req_headers":{"Content-Length":["11"],"Content-Type":["a/b"],"X-A":["1"],\
          "X-B":["2","3"]}}
          """)
    }
    try RunningGateway.with(Self.configuration) { gateway in
      let answer = try Curl("\(gateway.url)/__echo/x")
      #expect(answer.status == 404)
    }
  }

  @Test("DBG-1: without -d there is no /__debug/")
  func noDebug() throws {
    try RunningGateway.with(Self.configuration) { gateway in
      let answer = try Curl("\(gateway.url)/__debug/x")
      #expect(answer.status == 404)
    }
  }
}
