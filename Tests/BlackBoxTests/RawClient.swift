import Glibc

/// A connection to the gateway on which a test writes and reads bytes as they are.
final class RawClient {
  private let descriptor: Int32

  /// Connects to a port of 127.0.0.1.
  init(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Writes a text.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Reads until the text received holds `mark`, or to the end.
  func receive(until mark: String) -> String {
    var text = ""
    while !text.contains(mark), let more = read() { text += more }
    return text
  }

  /// Whether the gateway closes the connection.
  func isClosedByPeer() -> Bool { read() == nil }

  private func read() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  /// Does nothing for a while: long enough that the gateway counts a connection as idle.
  static func idle() { poll(nil, 0, 500) }
}
