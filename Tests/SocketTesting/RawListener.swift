import Glibc

/// A listening socket on a free port of 127.0.0.1 whose connections a test plays by hand.
public final class RawListener: Sendable {
  private let descriptor: Int32
  /// The port.
  public let port: UInt16

  /// Listens.
  public init(backlog: Int32 = 1024) throws {
    descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw RawSocketError(call: "socket", code: errno) }
    var limit = timeval(tv_sec: RawSocket.patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    guard withLoopback(port: 0, { [descriptor] in bind(descriptor, $0, $1) }) == 0,
      listen(descriptor, backlog) == 0
    else { throw RawSocketError(call: "listen", code: errno) }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { Glibc.close(descriptor) }

  /// The next connection.
  public func accept() throws -> RawSocket {
    let client = Glibc.accept(descriptor, nil, nil)
    guard client >= 0 else { throw RawSocketError(call: "accept", code: errno) }
    return RawSocket(descriptor: client)
  }

  /// A port of 127.0.0.1 where nobody listens.
  public static func refusingPort() throws -> UInt16 { try RawListener().port }
}
