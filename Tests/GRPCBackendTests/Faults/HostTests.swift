import DragomanTesting
import SocketTesting
import Testing

@Suite("Several hosts of a gRPC backend", .timeLimit(.minutes(2)))
struct HostTests {
  private func servers(_ first: [GRPCReply], _ second: [GRPCReply]) throws -> [ScriptedGRPCServer] {
    try [first, second].map { try ScriptedGRPCServer([FaultyServer.path: $0]) }
  }

  private func hosts(_ authorities: [String]) -> String {
    "\"host\": [\(authorities.map { "\"\($0)\"" }.joined(separator: ", "))]"
  }

  /// What so many calls come to.
  private func outcomes(
    _ authorities: [String], _ grpc: String, calls: Int, own: String = ""
  ) throws -> [String: Int] {
    let trial = try FaultyServer.trial(
      before: authorities[0], grpc, backend: hosts(authorities) + own)
    var counts: [String: Int] = [:]
    for _ in 0..<calls { counts[FaultyServer.summary(try trial.get("/e")), default: 0] += 1 }
    return counts
  }

  private static let good = #"200 {"id":"7"}"#

  @Test("LB-1: hosts take turns")
  func turns() throws {
    let both = try servers([FaultyServer.good], [FaultyServer.good])
    defer { both.forEach { $0.stop() } }
    #expect(try outcomes(both.map(\.authority), "", calls: 6) == [Self.good: 6])
    #expect(both.map(\.requests.count) == [3, 3])
  }

  @Test("GRPC-14: without being asked to, a call does not go to another host")
  func notAsked() throws {
    let server = try ScriptedGRPCServer([FaultyServer.path: [FaultyServer.good]])
    defer { server.stop() }
    let dead = "127.0.0.1:\(try RawListener.refusingPort())"
    #expect(
      try outcomes([dead, server.authority], "", calls: 4)
        == [Self.good: 2, "502 not_connected": 2])
  }

  @Test("GRPC-14: use_alternate_host_on_error repeats a call elsewhere and avoids a dead host")
  func alternate() throws {
    let server = try ScriptedGRPCServer([FaultyServer.path: [FaultyServer.good]])
    defer { server.stop() }
    let dead = "127.0.0.1:\(try RawListener.refusingPort())"
    #expect(
      try outcomes([dead, server.authority], #""use_alternate_host_on_error": true"#, calls: 8)
        == [Self.good: 8])
    #expect(server.requests.count == 8)
  }

  @Test("GRPC-14: a call that a server answers with UNAVAILABLE is repeated elsewhere")
  func unavailable() throws {
    let both = try servers([.failure(14, "down")], [FaultyServer.good])
    defer { both.forEach { $0.stop() } }
    let hosts = both.map(\.authority)
    #expect(
      try outcomes(hosts, #""use_alternate_host_on_error": true"#, calls: 4) == [Self.good: 4])
    #expect(try outcomes(hosts, "", calls: 4) == [Self.good: 2, "503 status": 2])
    #expect(try outcomes(hosts, #""retries": 1"#, calls: 4) == [Self.good: 4])
  }

  @Test("GRPC-14: retries are counted, and other statuses are not repeated")
  func counted() throws {
    let down = GRPCReply.failure(14)
    let server = try ScriptedGRPCServer([FaultyServer.path: [down, down, down, FaultyServer.good]])
    defer { server.stop() }
    #expect(
      try outcomes([server.authority], #""retries": 2"#, calls: 2)
        == ["503 status": 1, Self.good: 1])
    let internalFault = try ScriptedGRPCServer([FaultyServer.path: [.failure(13)]])
    defer { internalFault.stop() }
    #expect(
      try outcomes([internalFault.authority], #""retries": 5"#, calls: 1) == ["500 status": 1])
    #expect(internalFault.requests.count == 1)
  }

  @Test("failover of a backend holds for gRPC: what could not connect goes to another host")
  func failover() throws {
    let server = try ScriptedGRPCServer([FaultyServer.path: [FaultyServer.good]])
    defer { server.stop() }
    let dead = try (0..<2).map { _ in "127.0.0.1:\(try RawListener.refusingPort())" }
    let trial = try Trial(
      Trial.endpoint(
        "/e", "Echo", #""output_remove_unset_values": true"#,
        backend: hosts(dead + [server.authority]),
        extra: #", "dragoman/backend": {"failover": true}"#), before: server.authority)
    for _ in 0..<6 { #expect(try trial.get("/e").text == #"{"id":"7"}"#) }
    #expect(server.requests.count == 6)
  }

  @Test("a compressed request says so, and short messages go as they are")
  func compression() throws {
    let server = try ScriptedGRPCServer([FaultyServer.path: [FaultyServer.good]])
    defer { server.stop() }
    let trial = try FaultyServer.trial(before: server.authority, #""compression": "gzip""#)
    #expect(try trial.get("/e?id=7").status == 200)
    let long = String(repeating: "x", count: 3000)
    #expect(try trial.get("/e?id=\(long)").status == 200)
    let requests = server.takeRequests()
    #expect(requests.map(\.wasCompressed) == [false, true])
    #expect(requests.map { $0.field("grpc-encoding") } == ["gzip", "gzip"])
    #expect(requests.allSatisfy { $0.field("grpc-accept-encoding") == "gzip" })
    #expect(requests[1].messages == [[0x0A, 0xB8, 0x17] + Array(long.utf8)])
    #expect(requests[0].field("te") == "trailers" && requests[0].scheme == "http")
    #expect(requests[0].field("content-type") == "application/grpc")
  }

  @Test("GRPC-D9: a scheme in front of a host is no part of the authority, and no TLS")
  func authority() throws {
    let server = try ScriptedGRPCServer([FaultyServer.path: [FaultyServer.good]])
    defer { server.stop() }
    for host in ["http://\(server.authority)", "https://\(server.authority)/", server.authority] {
      let trial = try FaultyServer.trial(before: server.authority, backend: hosts([host]))
      #expect(try trial.get("/e").status == 200)
    }
    #expect(server.requests.map(\.authority) == [String](repeating: server.authority, count: 3))
    #expect(server.requests.allSatisfy { $0.scheme == "http" && $0.path == FaultyServer.path })
  }

  @Test("GRPC-13: one connection carries calls that are made at a time; when idle it is closed")
  func connections() throws {
    var held = FaultyServer.good
    held.holdsAfter = 0
    let replies = [GRPCReply](repeating: held, count: 5) + [FaultyServer.good]
    let server = try ScriptedGRPCServer([FaultyServer.path: replies])
    defer { server.stop() }
    let trial = try FaultyServer.trial(
      before: server.authority, #""idle_conn_disconnect_time": "50ms""#)
    let clients = try (0..<5).map { _ in
      try trial.connection("GET /e HTTP/1.1\r\nHost: a\r\n\r\n")
    }
    #expect(eventually { server.requests.count == 5 })
    #expect(server.connectionCount == 1 && server.largestLoad == 5)
    server.release()
    for client in clients { _ = try client.receive(through: "\"id\":\"7\"") }
    #expect(eventually { server.openConnectionCount == 0 })
    #expect(try trial.get("/e").status == 200)
  }
}
