public import SocketTesting

/// A connection of a test's server that speaks TLS.
public final class TLSConnection {
  /// The socket under it.
  public let socket: RawSocket
  /// TLS on it.
  public let session: TestSession

  /// Takes a connection over; `handshake` goes first.
  public init(_ socket: RawSocket, _ server: TestServer) {
    self.socket = socket
    session = TestSession(server)
  }

  /// Reads and answers until the handshake is done; false if it failed or the client left.
  @discardableResult
  public func handshake() throws -> Bool {
    while !session.isOpen, session.failure == nil {
      guard try turn() else { return false }
    }
    return session.isOpen
  }

  /// Takes what comes; false at the end.
  public func turn() throws -> Bool {
    let records = try socket.receiveSome()
    guard !records.isEmpty else { return false }
    try socket.send(session.take(records))
    return true
  }

  /// Sends content.
  public func send(_ content: [UInt8]) throws { try socket.send(session.send(content)) }

  /// Sends text.
  public func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// Content up to and including a text.
  public func receive(through ending: String) throws -> String {
    let ending = Array(ending.utf8)
    while true {
      if let end = position(behind: ending) {
        defer { session.received.removeFirst(end) }
        return String(decoding: session.received.prefix(end), as: UTF8.self)
      }
      guard try turn() else { return "" }
    }
  }

  private func position(behind ending: [UInt8]) -> Int? {
    let bytes = session.received
    guard bytes.count >= ending.count else { return nil }
    return (ending.count...bytes.count).first { bytes[($0 - ending.count)..<$0] == ending[...] }
  }

  /// So much content.
  public func receive(_ count: Int) throws -> [UInt8] {
    while session.received.count < count {
      guard try turn() else { break }
    }
    defer { session.received.removeFirst(min(count, session.received.count)) }
    return Array(session.received.prefix(count))
  }

  /// Says that nothing more comes, and ends the connection.
  public func finish() throws {
    try socket.send(session.finish())
    socket.finishWriting()
  }
}

extension RawListener {
  /// The next connection, with TLS on it once the handshake is done.
  public func accept(_ server: TestServer) throws -> TLSConnection {
    let connection = TLSConnection(try accept(), server)
    try connection.handshake()
    return connection
  }
}
