import DragomanTesting
import Glibc
import Testing

/// What an idle connection may not forget. How long it idles decides only what is tried, not what
/// has to come out.
@Suite("Idle connections", .enabled(if: Workshop.has()))
struct IdleConnectionTests {
  private static let request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

  private func withGateway(
    _ root: String = "", _ body: (RunningGateway) throws -> Void
  ) throws {
    let backend = try ScriptedBackend(BackendScript(["*": .json(#"{"n": 1}"#)]))
    defer { backend.stop() }
    let configuration = """
      {"version": 3, \(root) "host": ["\(backend.url)"], "endpoints": [
        {"endpoint": "/a", "backend": [{"url_pattern": "/"}]}]}
      """
    try RunningGateway.with(configuration, body)
  }

  @Test("a connection that idled serves the next request, and the next two at once")
  func servesOn() throws {
    try withGateway { gateway in
      let client = RawClient(port: gateway.port)
      for _ in 0..<2 {
        client.send(Self.request)
        #expect(client.receive(until: "}").hasPrefix("HTTP/1.1 200"))
        RawClient.idle()
      }
      client.send(Self.request + Self.request)
      var answers = client.receive(until: "}")
      if answers.ranges(of: "HTTP/1.1 200").count < 2 { answers += client.receive(until: "}") }
      #expect(answers.ranges(of: "HTTP/1.1 200").count == 2)
    }
  }

  @Test("a connection that idles before its first request is served")
  func idlesFirst() throws {
    try withGateway { gateway in
      let client = RawClient(port: gateway.port)
      RawClient.idle()
      client.send(Self.request)
      #expect(client.receive(until: "}").hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("a head that comes in two pieces, long apart, is one head")
  func headInPieces() throws {
    try withGateway { gateway in
      let client = RawClient(port: gateway.port)
      client.send("GET /a HTT")
      RawClient.idle()
      client.send("P/1.1\r\nHost: a\r\n\r\n")
      #expect(client.receive(until: "}").hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("idle_timeout ends a connection that idles, also after a request")
  func idleTimeout() throws {
    try withGateway(#""idle_timeout": "700ms","#) { gateway in
      let client = RawClient(port: gateway.port)
      #expect(client.isClosedByPeer())
      let second = RawClient(port: gateway.port)
      second.send(Self.request)
      #expect(second.receive(until: "}").hasPrefix("HTTP/1.1 200"))
      #expect(second.isClosedByPeer())
    }
  }

  @Test("SRV-1: an idle connection holds nobody up when the gateway goes down")
  func drain() throws {
    try withGateway { gateway in
      let client = RawClient(port: gateway.port)
      client.send(Self.request)
      _ = client.receive(until: "}")
      RawClient.idle()
      gateway.program.send(signal: SIGTERM)
      #expect(client.isClosedByPeer())
      #expect(gateway.program.end() == 0)
    }
  }
}
