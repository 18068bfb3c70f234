import DragomanTesting
import SocketTesting
import Testing

@Suite("Asking whether a gRPC server is there", .timeLimit(.minutes(1)))
struct PingTests {
  /// What the next PING carries (RFC 9113 §6.7); other frames are passed over.
  private func ping(_ server: RawSocket) throws -> [UInt8] {
    while true {
      let header = try server.receive(9)
      let length = header[0..<3].reduce(0) { $0 << 8 | Int($1) }
      let payload = length > 0 ? try server.receive(length) : []
      if header[3] == 6, header[4] == 0 { return payload }
    }
  }

  @Test("a server that is silent for `ping_interval` is asked, and kept when it answers")
  func asks() throws {
    let listener = try RawListener()
    let trial = try FaultyServer.trial(
      before: "127.0.0.1:\(listener.port)", #""ping_interval": "20ms""#)
    let client = try trial.connection("GET /e HTTP/1.1\r\nHost: a\r\n\r\n")
    let server = try listener.accept()
    _ = try server.receive(RawHTTP2.preface.count)
    try server.send(RawHTTP2.settings() + RawHTTP2.settingsAcknowledgement)
    for _ in 0..<3 { try server.send(RawHTTP2.frame(6, flags: 1, try ping(server))) }
    try server.send(
      RawHTTP2.headers(stream: 1, [(":status", "200"), ("content-type", "application/grpc")])
        + RawHTTP2.data(stream: 1, [0, 0, 0, 0, 3] + FaultyServer.item)
        + RawHTTP2.headers(stream: 1, [("grpc-status", "0")], ends: true))
    #expect(try client.receive(through: #"{"id":"7"}"#).hasPrefix("HTTP/1.1 200 "))
  }
}
