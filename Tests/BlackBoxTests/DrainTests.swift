import DragomanTesting
import Foundation
import Testing

@Suite("Going down", .enabled(if: Workshop.has("curl")))
struct DrainTests {
  private static func configuration(_ backend: ScriptedBackend, _ root: String = "") -> String {
    """
    {"version": 3, "timeout": "10s", \(root) "host": ["\(backend.url)"], "endpoints": [
      {"endpoint": "/slow", "backend": [{"url_pattern": "/slow"}]}]}
    """
  }

  private static func backend(delay: Int) throws -> ScriptedBackend {
    var reply = ScriptedReply.json(#"{"late": true}"#)
    reply.delayMilliseconds = delay
    return try ScriptedBackend(BackendScript(["*": reply]))
  }

  /// Begins a request and waits until the backend has it.
  private func begin(_ gateway: RunningGateway, _ backend: ScriptedBackend) throws -> Program {
    let curl = try #require(Workshop.path(of: "curl"))
    let request = try Program(curl, ["-s", "-i", "\(gateway.url)/slow"])
    while backend.requests.isEmpty, request.isRunning { poll(nil, 0, 5) }
    return request
  }

  @Test(
    "SRV-1: a signal stops accepting and lets open requests finish", arguments: [SIGTERM, SIGINT])
  func drain(signal: Int32) throws {
    let backend = try Self.backend(delay: 1200)
    defer { backend.stop() }
    let gateway = try RunningGateway(Self.configuration(backend))
    let request = try begin(gateway, backend)
    gateway.program.send(signal: signal)
    while FreePort.answers(gateway.port), request.isRunning { poll(nil, 0, 5) }
    #expect(request.isRunning, "the port was closed only when the request was over")
    #expect(request.end() == 0)
    #expect(request.output.contains(#"{"late":true}"#) || request.output.contains(#""late": true"#))
    #expect(gateway.program.end() == 0)
  }

  @Test("SRV-1: a gateway that had something to say at its start goes down in the same way")
  func drainAfterWarnings() throws {
    let backend = try Self.backend(delay: 600)
    defer { backend.stop() }
    let gateway = try RunningGateway(Self.configuration(backend, #""nonsense": 1,"#))
    let request = try begin(gateway, backend)
    gateway.program.send(signal: SIGTERM)
    #expect(request.end() == 0)
    #expect(gateway.program.end() == 0)
  }

  @Test("SRV-1: max_shutdown_wait_time bounds the wait")
  func boundedDrain() throws {
    let backend = try Self.backend(delay: 9000)
    defer { backend.stop() }
    let gateway = try RunningGateway(
      Self.configuration(backend, #""max_shutdown_wait_time": "300ms","#))
    let request = try begin(gateway, backend)
    let start = ContinuousClock.now
    gateway.program.send(signal: SIGTERM)
    gateway.program.end()
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(request.end() != 0)
  }
}
