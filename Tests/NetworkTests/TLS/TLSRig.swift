import SocketTesting
import TLSTesting
import Testing

@testable import Network

/// One socket of a loop that speaks TLS, and its server, which a test plays.
struct TLSRig {
  let group: LoopGroup
  private let listener: RawListener
  private let state: LoopBound<State>

  final class State: SocketObserver {
    var socket: StreamSocket?
    let buffer = IOBuffer()
    var changes = 0

    func socketChanged(_ readiness: Readiness) { changes += 1 }
  }

  init() throws {
    group = try LoopGroup(count: 1)
    listener = try RawListener()
    state = LoopBound(State(), to: group.loops[0])
  }

  var loop: EventLoop { group.loops[0] }

  /// Connects, begins TLS, and returns the other end, which has done nothing yet.
  func connect(_ peer: TLSPeer) throws -> RawSocket {
    let address = try #require(SocketAddress(ip: "127.0.0.1", port: listener.port))
    let loop = loop
    _ = loop.run { [state] in
      state.get.socket = try? StreamSocket.connect(to: address, on: loop)
      state.get.socket?.observer = state.get
      return true
    }
    let server = try listener.accept()
    #expect(waits { $0.canWrite })
    #expect(onLoop { (try? $0.startTLS(to: peer)) != nil })
    return server
  }

  /// Connects and shakes hands.
  func connect(_ peer: TLSPeer, _ server: TestServer) throws -> TLSConnection {
    let connection = TLSConnection(try connect(peer), server)
    try connection.handshake()
    #expect(waits { $0.tlsState == .open })
    return connection
  }

  func onLoop(_ look: @escaping @Sendable (StreamSocket) -> Bool) -> Bool {
    loop.run { [state] in state.get.socket.map(look) ?? false }
  }

  func waits(_ condition: @escaping @Sendable (StreamSocket) -> Bool) -> Bool {
    eventually { onLoop(condition) }
  }

  /// What TLS failed with, once it has.
  func failure() -> String? {
    _ = waits { if case .failed? = $0.tlsState { true } else { false } }
    return loop.run { [state] in state.get.socket?.tlsFailure?.reason }
  }

  func read(limit: Int = IOBuffer.capacity) -> (result: IOResult, bytes: [UInt8]) {
    loop.run { [state] in
      let buffer = state.get.buffer
      buffer.reset()
      let result = state.get.socket?.read(into: buffer, limit: limit) ?? .end
      return (result, Array(buffer.bytes[0..<buffer.end]))
    }
  }

  /// Reads until the end or a failure.
  func readAll(limit: Int = IOBuffer.capacity) -> (bytes: [UInt8], last: IOResult) {
    var bytes: [UInt8] = []
    var last = IOResult.wouldBlock
    _ = eventually {
      // As users do: only what the hint promises is asked for.
      guard onLoop({ $0.canRead }) else { return false }
      let (result, some) = read(limit: limit)
      bytes += some
      last = result
      if case .bytes = result { return false }
      return result != .wouldBlock
    }
    return (bytes, last)
  }

  func write(_ bytes: [UInt8]) -> IOResult {
    loop.run { [state] in state.get.socket?.write(bytes.span) ?? .end }
  }

  func close(abort: Bool = false) {
    _ = onLoop { socket in
      socket.close(abort: abort)
      return true
    }
  }

  /// Ends it, and checks that nothing is left.
  func stop() {
    close()
    let loop = loop
    #expect(loop.run { loop.leasedBufferCount == 0 && loop.descriptorCount == 1 })
    group.stop()
  }
}
