import Glibc

/// A blocking TCP connection that a test drives byte by byte. Every wait ends after a while, so a
/// test that would hang fails instead.
public final class RawSocket: Sendable {
  /// How long any wait may take, in seconds: far more than it ever does.
  static let patience = 30

  /// The descriptor.
  public let descriptor: Int32

  /// Takes over a connected descriptor.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    setOption(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
  }

  deinit { Glibc.close(descriptor) }

  /// Connects to a port of 127.0.0.1. A small receive buffer makes a reader that stops matter soon.
  public static func connect(port: UInt16, receiveBuffer: Int32? = nil) throws -> RawSocket {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw RawSocketError(call: "socket", code: errno) }
    let socket = RawSocket(descriptor: descriptor)
    if let receiveBuffer { socket.setOption(SOL_SOCKET, SO_RCVBUF, receiveBuffer) }
    let result = withLoopback(port: port) { Glibc.connect(descriptor, $0, $1) }
    guard result == 0 else { throw RawSocketError(call: "connect", code: errno) }
    return socket
  }

  /// Sends all of it.
  public func send(_ bytes: [UInt8]) throws {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor, bytes.baseAddress.map { $0 + position }, bytes.count - position,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw RawSocketError(call: "send", code: errno) }
      position += count
    }
  }

  /// Sends text.
  public func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// Some bytes as they come, at most so many; empty at the end.
  public func receiveSome(atMost limit: Int = 65536) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = recv(descriptor, &bytes, limit, 0)
    guard count >= 0 else { throw RawSocketError(call: "recv", code: errno) }
    return Array(bytes.prefix(count))
  }

  /// Exactly so many bytes.
  public func receive(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let some = try receiveSome(atMost: min(65536, count - bytes.count))
      guard !some.isEmpty else { throw RawSocketError(call: "recv", code: 0, received: bytes) }
      bytes += some
    }
    return bytes
  }

  /// Everything up to and including a text.
  public func receive(through ending: String) throws -> String {
    let ending = Array(ending.utf8)
    var bytes: [UInt8] = []
    while true {
      // A look at what is there tells how much of it is wanted; the rest stays.
      let waiting = try peek()
      guard !waiting.isEmpty else { throw RawSocketError(call: "recv", code: 0, received: bytes) }
      for (index, byte) in waiting.enumerated() {
        bytes.append(byte)
        guard byte == ending.last, bytes.suffix(ending.count) == ending[...] else { continue }
        _ = try receive(index + 1)
        return String(decoding: bytes, as: UTF8.self)
      }
      _ = try receive(waiting.count)
    }
  }

  private func peek() throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_PEEK))
    guard count >= 0 else { throw RawSocketError(call: "recv", code: errno) }
    return Array(bytes.prefix(count))
  }

  /// Everything up to the end of the connection, be it a proper one or a reset.
  public func receiveAll() throws -> (text: String, wasReset: Bool) {
    var bytes: [UInt8] = []
    do {
      while true {
        let some = try receiveSome()
        if some.isEmpty { return (String(decoding: bytes, as: UTF8.self), false) }
        bytes += some
      }
    } catch let error as RawSocketError where error.code == ECONNRESET || error.code == EPIPE {
      return (String(decoding: bytes, as: UTF8.self), true)
    }
  }

  /// Reads to the end of the connection and keeps nothing: how many bytes came, and whether it
  /// ended with a reset.
  public func skipAll() throws -> (count: Int, wasReset: Bool) {
    var count = 0
    do {
      while true {
        let some = try receiveSome(atMost: 1 << 20)
        if some.isEmpty { return (count, false) }
        count += some.count
      }
    } catch let error as RawSocketError where error.code == ECONNRESET || error.code == EPIPE {
      return (count, true)
    }
  }

  /// How many bytes wait to be read.
  public var waitingBytes: Int {
    var count: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
  }

  /// Says that nothing more will be sent.
  public func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Ends the connection with a reset.
  public func reset() {
    var value = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    end()
  }

  /// Ends the connection; the descriptor itself lives as long as the object.
  public func end() {
    // The number must stay taken: another socket could get it and be closed with this object.
    let nothing = open("/dev/null", O_RDWR)
    dup2(nothing, descriptor)
    Glibc.close(nothing)
  }

  func setOption(_ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}

/// Calls the system with the address of a port of 127.0.0.1.
func withLoopback<Result>(
  port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}

extension RawSocket {
  /// Sends what the connection takes and stops when it has taken nothing for a while; returns how
  /// many bytes that were.
  public func sendUntilBlocked(_ bytes: [UInt8]) -> Int {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor, bytes.baseAddress.map { $0 + position }, bytes.count - position,
          Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count > 0 {
        position += count
      } else {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 100) > 0 else { break }
      }
    }
    return position
  }
}
