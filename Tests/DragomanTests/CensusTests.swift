import Dragoman
import DragomanTesting
import Foundation
import Testing

/// Whatever clients and backends did, the gateway gives back every task, descriptor and connection.
@Suite("What a gateway holds")
struct CensusTests {
  private static let configuration = """
    {"version": 3, "timeout": "200ms", "idle_connection_timeout": "100ms", "host": ["$BACKEND"],
     "endpoints": [
      {"endpoint": "/one", "backend": [{"url_pattern": "/a"}]},
      {"endpoint": "/many", "backend": [
        {"url_pattern": "/a"}, {"url_pattern": "/b"}, {"url_pattern": "/slow"},
        {"url_pattern": "/silent"}, {"url_pattern": "/closed"}]},
      {"endpoint": "/raw", "output_encoding": "no-op", "backend": [{"url_pattern": "/large"}]},
      {"endpoint": "/cut", "output_encoding": "no-op", "backend": [{"url_pattern": "/cut"}]},
      {"endpoint": "/silent", "timeout": "20s", "backend": [{"url_pattern": "/silent"}]}]}
    """

  private static var script: BackendScript {
    var slow = ScriptedReply.json(#"{"slow": 1}"#)
    slow.delayMilliseconds = 30
    var silent = ScriptedReply()
    silent.isSilent = true
    var closed = ScriptedReply()
    closed.raw = []
    var large = ScriptedReply()
    large.content = .fill(0x61, count: 2_000_000)
    var cut = large
    cut.cutAfter = 100_000
    return BackendScript([
      "/a": .json(#"{"a": 1}"#), "/b": .json(#"{"b": 1}"#), "/slow": slow, "/silent": silent,
      "/closed": closed, "/large": large, "/cut": cut,
    ])
  }

  @Test("everything is given back after load, faults and clients that left", arguments: [1, 2])
  func givesBack(loops: Int) throws {
    let gateway = try InProcessGateway(Self.configuration, backend: Self.script, loops: loops)
    defer { gateway.stop() }
    let before = gateway.census
    #expect(before.count == loops)
    #expect(before.allSatisfy { $0.tasks == 0 && $0.clients == 0 && $0.backendConnections == 0 })
    let clients = try (0..<8).map { _ in try TestClient() }
    DispatchQueue.concurrentPerform(iterations: clients.count) { index in
      for target in ["/one", "/many", "/raw", "/cut", "/one", "/none"] {
        _ = try? clients[index].send(TestRequest("GET", target), port: gateway.port)
      }
      // This client leaves while the backend is silent.
      _ = try? clients[index].send(
        TestRequest("GET", "/silent"), port: gateway.port, timeoutMilliseconds: 30)
    }
    for client in clients { client.stop() }
    #expect(gateway.census(settlingTo: before) == before)
    #expect(gateway.backend.requests.filter { $0.target == "/silent" }.count == 16)
  }

  @Test("connections are spread over the loops, and each stays on its own")
  func spread() throws {
    let gateway = try InProcessGateway(Self.configuration, backend: Self.script, loops: 2)
    defer { gateway.stop() }
    let clients = try (0..<40).map { _ in try TestClient() }
    for client in clients {
      for _ in 0..<3 {
        #expect(try client.send(TestRequest("GET", "/one"), port: gateway.port).status == 200)
      }
    }
    let loops = gateway.gateway.census()
    #expect(loops.map(\.clients).reduce(0, +) == 40)
    // The kernel spreads by a hash: 40 on one loop of two has a chance of 2^-39.
    #expect(loops.allSatisfy { $0.clients > 0 })
    for client in clients { client.stop() }
  }

  @Test("a shutdown ends idle connections and reports that nothing was broken off")
  func cleanShutdown() throws {
    let gateway = try InProcessGateway(Self.configuration, backend: Self.script)
    #expect(try gateway.get("/one").status == 200)
    #expect(gateway.gateway.shutDown())
    gateway.client.stop()
    gateway.backend.stop()
  }
}
