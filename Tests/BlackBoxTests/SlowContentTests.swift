import DragomanTesting
import Testing

/// Content of a request that is gathered, because it goes to more than one backend.
@Suite("Content that comes too slowly", .enabled(if: Workshop.has()))
struct SlowContentTests {
  @Test("gathered content that is not whole within read_timeout is answered with 408")
  func isTimedOut() throws {
    let backend = try ScriptedBackend(BackendScript(["*": .json(#"{"n": 1}"#)]))
    defer { backend.stop() }
    let configuration = """
      {"version": 3, "read_timeout": "300ms", "host": ["\(backend.url)"], "endpoints": [
        {"endpoint": "/a", "method": "POST",
         "backend": [{"url_pattern": "/b"}, {"url_pattern": "/c"}]}]}
      """
    try RunningGateway.with(configuration) { gateway in
      let client = RawClient(port: gateway.port)
      client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
      #expect(client.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 408"))
    }
  }
}
