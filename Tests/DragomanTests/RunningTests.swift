import DragomanTesting
import Synchronization
import Testing

/// Starting and ending a gateway from Swift.
@Suite("A gateway from Swift")
struct RunningTests {
  private static let configuration = """
    {"version": 3, "listen_ip": "127.0.0.1", "endpoints": [
      {"endpoint": "/a", "backend": [{"host": ["http://b"], "url_pattern": "/"}]}]}
    """

  /// Keeps what is logged.
  final class Lines: LogSink {
    private let text = Mutex("")

    var all: String { text.withLock { $0 } }
    func write(_ lines: [UInt8]) { text.withLock { $0 += String(decoding: lines, as: UTF8.self) } }
    func flush() {}
  }

  @Test("a gateway listens on the port that the system chose, logs to a sink, and shuts down")
  func start() throws {
    let lines = Lines()
    let gateway = try Gateway(
      LoadedConfiguration(Self.configuration), port: 0, log: Log(level: .info, output: lines))
    #expect(gateway.port != 0)
    let client = try TestClient()
    defer { client.stop() }
    #expect(try client.send(TestRequest("GET", "/__health"), port: gateway.port).status == 200)
    #expect(gateway.shutDown())
    #expect(lines.all.contains("listening"))
    #expect(lines.all.contains("/__health"))
  }

  @Test("a configuration with mistakes is an error that tells all of them")
  func mistakes() {
    let loaded = LoadedConfiguration(#"{"version": 2, "port": "x"}"#, name: "mine.json")
    #expect(loaded.errorCount == 2)
    do {
      _ = try Gateway(loaded, port: 0)
      Issue.record("it started")
    } catch let error as ConfigurationError {
      #expect(error.diagnostics == loaded.diagnostics)
      #expect(error.description.contains("mine.json:1:13: error: unsupported version: 2"))
    } catch {
      Issue.record("another error: \(error)")
    }
  }

  @Test("a file that is not there is a diagnostic")
  func noFile() {
    let loaded = LoadedConfiguration(file: "/nowhere/krakend.json")
    #expect(loaded.text == nil)
    #expect(loaded.errorCount == 1)
  }

  @Test("cancelling the task that runs a gateway shuts it down", .timeLimit(.minutes(1)))
  func cancellation() async throws {
    let gateway = try Gateway(
      LoadedConfiguration(Self.configuration), port: 0, log: .silent)
    let task = Task { await gateway.runUntilCancelled() }
    task.cancel()
    #expect(await task.value)
    let client = try TestClient()
    defer { client.stop() }
    #expect(throws: (any Error).self) {
      try client.send(TestRequest("GET", "/__health"), port: gateway.port)
    }
  }

  @Test("what was read can be changed before it is compiled")
  func change() {
    let loaded = LoadedConfiguration(Self.configuration) { $0.router.healthPath = nil }
    #expect(loaded.configuration?.router.healthPath == nil)
  }
}
