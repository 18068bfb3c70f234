import Foundation
import SocketTesting
import Synchronization

/// A server with TLS on a free port that answers every request alike.
public final class TLSBackend: Sendable {
  private let listener: RawListener
  private let server: TestServer
  private let answer: String
  private let seen = Mutex<[String]>([])

  /// Begins to answer with a JSON text.
  public init(_ server: TestServer, json: String) throws {
    listener = try RawListener()
    self.server = server
    answer =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(json.utf8.count)\r\n\r\n\(json)"
    Thread.detachNewThread { [self] in
      while let socket = try? listener.accept() {
        Thread.detachNewThread { [self] in serve(TLSConnection(socket, server)) }
      }
    }
  }

  /// Its port.
  public var port: UInt16 { listener.port }

  /// The heads of the requests so far.
  public var requests: [String] { seen.withLock { $0 } }

  private func serve(_ connection: TLSConnection) {
    guard (try? connection.handshake()) == true else { return }
    while let head = try? connection.receive(through: "\r\n\r\n"), !head.isEmpty {
      seen.withLock { $0.append(head) }
      guard (try? connection.send(answer)) != nil else { return }
    }
  }
}
