import Configuration
import Dragoman
import DragomanTesting
import Network
import Testing

/// A gateway in the test's own process, before a scripted backend, with a client.
struct InProcessGateway {
  let gateway: Gateway
  let backend: ScriptedBackend
  let client: TestClient
  let log: LogFile

  var port: UInt16 { gateway.address.port }

  /// Starts all of it. `$BACKEND` in the configuration stands for the backend's address.
  init(
    _ configuration: String, backend script: BackendScript, loops: Int = 2,
    level: LogLevel = .critical, before: (ScriptedBackend) -> Void = { _ in },
    configured change: (inout GatewayOptions) -> Void = { _ in }
  ) throws {
    backend = try ScriptedBackend(script)
    before(backend)
    log = try LogFile()
    let text = configuration.replacing("$BACKEND", with: backend.url)
    let (read, diagnostics) = ConfigurationReader.read(text: text, name: "test.json")
    let configuration = try #require(read, "\(diagnostics.map(\.text))")
    let blueprint = try #require(PlanCompiler.compile(configuration).blueprint)
    var options = try #require(GatewayOptions(configuration, port: 0))
    options.address = try #require(SocketAddress(ip: "127.0.0.1", port: 0))
    options.loops = loops
    change(&options)
    gateway = try Gateway(blueprint, options, log: Log(level: level, output: log.output))
    client = try TestClient()
  }

  func get(_ target: String, fields: [TestField] = []) throws -> TestAnswer {
    try client.send(TestRequest("GET", target, fields: fields), port: port)
  }

  /// What the loops hold.
  var census: [LoopCensus] { gateway.census() }

  /// Waits until the gateway holds what it is expected to; returns what it holds then.
  func census(settlingTo expected: [LoopCensus]) -> [LoopCensus] {
    for _ in 0..<2000 {
      if census == expected { break }
      Waiting.briefly()
    }
    return census
  }

  func stop() {
    client.stop()
    gateway.shutDown()
    backend.stop()
  }
}
