import Dragoman
import DragomanTesting
import SocketTesting
import Testing

/// Requests that are under way at once, each of a client of its own.
final class Visits {
  /// What a client got.
  struct Answer {
    var status: Int
    var text: String
  }

  private let sockets: [RawSocket]

  /// Sends them, one after the other.
  init(_ gateway: InProcessGateway, _ requests: [TestRequest]) throws {
    sockets = try requests.map { request in
      let socket = try RawSocket.connect(port: gateway.port)
      let fields = request.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
      try socket.send(
        "\(request.method) \(request.target) HTTP/1.1\r\nHost: g\r\n\(fields)"
          + "Connection: close\r\n\r\n")
      return socket
    }
  }

  /// All answers, in the order of the requests.
  func answers() throws -> [Answer] {
    try sockets.map { socket in
      let text = try socket.receiveAll().text
      let head = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      return Answer(
        status: Int(text.dropFirst(9).prefix(3)) ?? 0, text: head.count > 1 ? String(head[1]) : "")
    }
  }

  /// The clients go away without their answers.
  func leave() { for socket in sockets { socket.reset() } }
}

extension InProcessGateway {
  /// Waits until the backend has so many requests and so many clients wait for an answer.
  func wait(requests: Int, visits: Int) {
    for _ in 0..<2000 {
      let waiting = census.reduce(0) { $0 + $1.tasks }
      if backend.requests.count >= requests, waiting == visits { return }
      Waiting.briefly()
    }
  }
}
