import Dragoman
import DragomanTesting
import Foundation
import Network
import Testing

@Suite("Finding gRPC servers", .timeLimit(.minutes(1)))
struct GRPCUpstreamTests {
  private static let catalog = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/descriptors/trial.pb").path

  private static func configuration(_ backend: String) -> String {
    """
    {"version": 3, "extra_config": {"grpc": {"catalog": ["\(catalog)"]}}, "endpoints": [
      {"endpoint": "/e", "backend": [{"url_pattern": "/trial.v1.Trial/Echo", \(backend)}]}]}
    """
  }

  private static let found = configuration(
    #""sd": "dns", "disable_host_sanitize": true, "host": ["_grpc._tcp.shop.internal"],"#
      + #""extra_config": {"backend/grpc": {"output_remove_unset_values": true}}"#)

  private static func server(_ id: UInt8) throws -> ScriptedGRPCServer {
    try ScriptedGRPCServer(["/trial.v1.Trial/Echo": [.unary([0x0A, 1, id])]])
  }

  private static func record(_ port: UInt16, weight: UInt16 = 1) -> ServiceRecord {
    ServiceRecord(priority: 0, weight: weight, port: port, target: "127.0.0.1")
  }

  @Test("LB-2, GRPC-2: calls go to the servers that SRV records name, by weight")
  func weights() throws {
    let servers = [try Self.server(0x31), try Self.server(0x32)]
    defer { servers.forEach { $0.stop() } }
    let services = ScriptedServices([
      Self.record(servers[0].port, weight: 10), Self.record(servers[1].port, weight: 20),
    ])
    let gateway = try InProcessGateway(
      Self.found, backend: BackendScript(), configured: { $0.serviceResolver = services })
    defer { gateway.stop() }
    for _ in 0..<9 { #expect(try gateway.get("/e").status == 200) }
    #expect(servers.map(\.requests.count) == [3, 6])
    #expect(servers[0].requests.allSatisfy { $0.authority == servers[0].authority })
  }

  @Test("LB-2: a server that goes gets no more calls, and its connections end")
  func changes() throws {
    let (old, new) = (try Self.server(0x31), try Self.server(0x32))
    defer {
      old.stop()
      new.stop()
    }
    let services = ScriptedServices([Self.record(old.port)])
    let gateway = try InProcessGateway(
      Self.found, backend: BackendScript(),
      configured: {
        $0.serviceResolver = services
        $0.resolutionInterval = 20_000_000
      })
    defer { gateway.stop() }
    #expect(try gateway.get("/e").text == #"{"id":"1"}"#)
    services.set([Self.record(new.port)])
    var text = ""
    for _ in 0..<2000 where text != #"{"id":"2"}"# {
      text = try gateway.get("/e").text
      Waiting.briefly()
    }
    #expect(text == #"{"id":"2"}"#)
    for _ in 0..<2000 where old.openConnectionCount > 0 { Waiting.briefly() }
    #expect(old.openConnectionCount == 0)
  }

  @Test("CFG-31: without a server that anybody knows a call fails")
  func nobody() throws {
    let gateway = try InProcessGateway(
      Self.found, backend: BackendScript(),
      configured: { $0.serviceResolver = ScriptedServices([]) })
    defer { gateway.stop() }
    #expect(try gateway.get("/e").status == 500)
  }

  @Test("nothing of a gateway's calls is left when they are over")
  func census() throws {
    let server = try ScriptedGRPCServer([
      "/trial.v1.Trial/Echo": [.unary([]), .failure(5), .failure(14)]
    ])
    defer { server.stop() }
    let gateway = try InProcessGateway(
      Self.configuration(
        "\"host\": [\"\(server.authority)\"],"
          + #""extra_config": {"backend/grpc": {"idle_conn_disconnect_time": "20ms"}}"#),
      backend: BackendScript(), loops: 1)
    defer { gateway.stop() }
    for _ in 0..<20 { _ = try gateway.get("/e") }
    for _ in 0..<2000 where server.openConnectionCount > 0 { Waiting.briefly() }
    #expect(server.openConnectionCount == 0)
  }
}
