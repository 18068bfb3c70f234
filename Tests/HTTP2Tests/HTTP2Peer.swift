import DragomanTesting
import HTTP
import SocketTesting

/// A server that a test plays frame by frame.
final class HTTP2Peer {
  let socket: RawSocket

  init(_ listener: RawListener) throws { socket = try listener.accept() }

  /// Reads the client's preface and settings, and sends settings.
  func greet(_ settings: [(id: UInt16, value: UInt32)] = []) throws {
    _ = try socket.receive(24)
    try socket.send(RawHTTP2.settings(settings) + RawHTTP2.settingsAcknowledgement)
  }

  /// Reads frames up to one whose text begins so; returns the texts of all.
  func frames(through wanted: String) throws -> [String] {
    var frames: [String] = []
    while true {
      let header = try socket.receive(9)
      let length = header[0..<3].reduce(0) { $0 << 8 | Int($1) }
      let stream = header[5..<9].reduce(0) { $0 << 8 | Int($1) }
      let payload = length > 0 ? try socket.receive(length) : []
      frames.append(
        SessionProbe.text(Int(header[3]), stream, flags: header[4], payload))
      if frames.last?.hasPrefix(wanted) == true { return frames }
    }
  }

  /// Answers a call with status 0 and nothing else.
  func answer(_ stream: UInt32, content: [UInt8] = []) throws {
    var bytes = RawHTTP2.headers(
      stream: stream, [(":status", "200"), ("content-type", "application/grpc")])
    if !content.isEmpty { bytes += RawHTTP2.data(stream: stream, content) }
    bytes += RawHTTP2.headers(stream: stream, [("grpc-status", "0")], ends: true)
    try socket.send(bytes)
  }

  /// Whether the connection ends: reads what is still there.
  func ends() throws -> Bool {
    _ = try socket.skipAll()
    return true
  }
}
