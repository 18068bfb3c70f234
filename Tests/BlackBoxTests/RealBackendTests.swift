import Foundation
import Testing

@Suite("Between curl and nginx", .enabled(if: Workshop.has("curl", "nginx")))
struct RealBackendTests {
  private static let large = [UInt8](repeating: 0x61, count: 3_000_000)

  private func nginx() throws -> Nginx {
    try Nginx(
      server: """
        default_type application/json;
        location = /user { return 200 '{"id": 7, "name": "Ada", "agent": "$http_user_agent"}'; }
        location = /orders { return 200 '{"list": [1, 2.50]}'; }
        location = /missing { return 404 'gone'; }
        location = /moved { return 302 /user; }
        location = /echo {
          return 200 '{"query": "$args", "host": "$http_host", "cookie": "$http_cookie",
            "for": "$http_x_forwarded_for"}';
        }
        location = /large { try_files /large.txt =404; }
        location = /slow { limit_rate 200k; try_files /large.txt =404; }
        location = /put { dav_methods PUT; return 201; }
        """, files: ["large.txt": Self.large])
  }

  private func configuration(_ nginx: Nginx) -> String {
    """
    {"version": 3, "timeout": "3s", "host": ["\(nginx.url)"], "endpoints": [
      {"endpoint": "/profile", "backend": [
        {"url_pattern": "/user", "allow": ["id", "name"]},
        {"url_pattern": "/orders", "group": "orders"}]},
      {"endpoint": "/agent", "backend": [{"url_pattern": "/user", "allow": ["agent"]}]},
      {"endpoint": "/missing", "backend": [{"url_pattern": "/missing"}]},
      {"endpoint": "/echo", "input_query_strings": ["q"], "input_headers": ["Cookie"],
        "backend": [{"url_pattern": "/echo?fixed=1"}]},
      {"endpoint": "/large", "output_encoding": "no-op", "backend": [{"url_pattern": "/large"}]},
      {"endpoint": "/cut", "timeout": "600ms", "output_encoding": "no-op",
        "backend": [{"url_pattern": "/slow"}]}]}
    """
  }

  private func ask(_ arguments: String..., path: String) throws -> Curl {
    let nginx = try nginx()
    defer { nginx.stop() }
    return try RunningGateway.with(configuration(nginx)) { gateway in
      try Curl(arguments: arguments + ["\(gateway.url)\(path)"])
    }
  }

  @Test("two answers of nginx become one")
  func merge() throws {
    let answer = try ask(path: "/profile")
    #expect(answer.status == 200)
    #expect(answer["x-krakend-completed"] == "true")
    let value = try JSONSerialization.jsonObject(with: Data(answer.content.utf8)) as? [String: Any]
    #expect(value?["name"] as? String == "Ada")
    #expect(answer.content.contains("2.50"))
  }

  @Test("HDR-4: the gateway names itself where the client's agent does not pass")
  func agent() throws {
    let answer = try ask("-A", "someone", path: "/agent")
    #expect(answer.content.contains("Dragoman"))
    #expect(!answer.content.contains("someone"))
  }

  @Test("HDR-3, HDR-8, HDR-12, URL-8: what nginx sees of a request")
  func forwarding() throws {
    let answer = try ask(
      "-H", "Cookie: a=b", "-H", "X-Forwarded-For: 10.1.1.1", path: "/echo?q=x+y&r=z")
    let value = try JSONSerialization.jsonObject(with: Data(answer.content.utf8)) as? [String: Any]
    #expect(value?["query"] as? String == "fixed=1&q=x+y")
    #expect(value?["cookie"] as? String == "a=b")
    #expect(value?["for"] as? String == "10.1.1.1")
    #expect((value?["host"] as? String)?.hasPrefix("127.0.0.1:") == true)
  }

  @Test(
    "NOP-1: three megabytes pass unchanged, over HTTP/1.1 and HTTP/1.0", arguments: ["1.1", "1.0"])
  func large(version: String) throws {
    let answer = try ask("--http\(version)", path: "/large")
    #expect(answer.exit == 0)
    #expect(answer.content.utf8.count == Self.large.count)
    #expect(answer.content.utf8.allSatisfy { $0 == 0x61 })
  }

  @Test("NOP-3: the deadline cuts a transfer that is under way")
  func cut() throws {
    let answer = try ask(path: "/cut")
    #expect(answer.status == 200)
    #expect(answer.exit != 0, "curl must see that the answer is not whole")
    #expect(!answer.content.isEmpty)
    #expect(answer.content.utf8.count < Self.large.count)
    #expect(answer.seconds < 3)
  }

  @Test("connections to a backend are used again")
  func keepAlive() throws {
    let nginx = try nginx()
    try RunningGateway.with(configuration(nginx)) { gateway in
      for _ in 0..<8 {
        let answer = try Curl("\(gateway.url)/agent")
        #expect(answer.status == 200)
      }
    }
    nginx.stop()
    let connections = Set(nginx.seen.compactMap { $0.split(separator: " ").last })
    #expect(nginx.seen.count == 8)
    // Each loop has connections of its own.
    #expect(connections.count <= ProcessInfo.processInfo.activeProcessorCount)
  }
}

@Suite("Several hosts", .enabled(if: Workshop.has("curl", "nginx")))
struct BalancingTests {
  @Test("LB-1: hosts take turns, and one that is listed twice gets twice as many")
  func roundRobin() throws {
    let servers = try (0..<2).map { number in
      try Nginx(server: "default_type application/json; return 200 '{\"n\": \(number)}';")
    }
    let hosts = [servers[0], servers[1], servers[1]].map { "\"\($0.url)\"" }
    let configuration = """
      {"version": 3, "host": [\(hosts.joined(separator: ", "))], "endpoints": [
        {"endpoint": "/n", "backend": [{"url_pattern": "/"}]}]}
      """
    try RunningGateway.with(configuration) { gateway in
      for _ in 0..<9 {
        let answer = try Curl("\(gateway.url)/n")
        #expect(answer.status == 200)
      }
    }
    for server in servers { server.stop() }
    #expect(servers.map(\.seen.count) == [3, 6])
  }
}
