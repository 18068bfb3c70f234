import Bytes
import Glibc
import SocketTesting
import Testing

@testable import Network

@Suite("A stream socket", .timeLimit(.minutes(1)))
struct StreamSocketTests {
  @Test("tells what comes, when nothing is there, and the peer's end")
  func reading() throws {
    let rig = try SocketRig()
    let peer = try rig.peer()
    #expect(rig.onLoop { $0.isQuiet() })
    try peer.send("hello")
    #expect(rig.waits { $0.canRead })
    #expect(!rig.onLoop { $0.isQuiet() })
    #expect(rig.read() == .bytes(5))
    #expect(rig.read() == .wouldBlock)
    #expect(rig.onLoop { $0.isQuiet() && !$0.canRead })
    peer.finishWriting()
    #expect(rig.waits { $0.peerFinished })
    #expect(!rig.onLoop { $0.isHungUp })
    #expect(rig.read() == .end)
    rig.stop()
  }

  @Test("tells a reset")
  func reset() throws {
    let rig = try SocketRig()
    let peer = try rig.peer()
    peer.reset()
    #expect(rig.waits { $0.isHungUp })
    #expect(rig.read() == .failed(ECONNRESET))
    rig.stop()
  }

  @Test("takes no more than the peer's window, and says when there is room again")
  func writing() throws {
    let rig = try SocketRig()
    let peer = try rig.peer()
    var sent = 0
    while case .bytes(let count) = rig.write(1 << 20) { sent += count }
    #expect(sent > 0)
    #expect(!rig.onLoop { $0.canWrite })
    _ = try peer.receive(sent)
    #expect(rig.waits { $0.canWrite })
    rig.stop()
  }

  @Test("does nothing once it is closed, and lets go of its slot")
  func closed() throws {
    let rig = try SocketRig()
    let peer = try rig.peer()
    _ = rig.onLoop { socket in
      socket.close()
      socket.close(abort: true)
      socket.finishWriting()
      return true
    }
    #expect(rig.read() == .failed(EBADF))
    #expect(rig.write(10) == .failed(EBADF))
    #expect(try peer.receiveAll() == ("", false))
    let loop = rig.group.loops[0]
    let descriptors = loop.run { loop.descriptorCount }
    #expect(descriptors == 1)
    rig.stop()
  }

  @Test("an abort reaches the peer as a reset")
  func aborted() throws {
    let rig = try SocketRig()
    let peer = try rig.peer()
    _ = rig.onLoop { socket in
      socket.close(abort: true)
      return true
    }
    #expect(try peer.receiveAll().wasReset)
    rig.stop()
  }

  @Test("a socket that met itself is refused")
  func selfConnection() throws {
    let group = try LoopGroup(count: 1)
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #expect(bind(descriptor, $0, length) == 0)
        #expect(getsockname(descriptor, $0, &length) == 0)
        #expect(connect(descriptor, $0, length) == 0)
      }
    }
    let loop = group.loops[0]
    let code = loop.run {
      let socket = try? StreamSocket(descriptor: descriptor, loop: loop, connected: true)
      defer { socket?.close() }
      return socket?.connectionError()?.code
    }
    #expect(code == ECONNREFUSED)
    group.stop()
  }
}

/// One socket of a loop and its peer.
private struct SocketRig {
  let group: LoopGroup
  private let listener: RawListener
  private let state: LoopBound<State>

  final class State {
    var socket: StreamSocket?
    let buffer = IOBuffer()
  }

  init() throws {
    group = try LoopGroup(count: 1)
    listener = try RawListener()
    state = LoopBound(State(), to: group.loops[0])
  }

  /// Connects, and returns the other end.
  func peer() throws -> RawSocket {
    let loop = group.loops[0]
    let address = try #require(SocketAddress(ip: "127.0.0.1", port: listener.port))
    _ = loop.run { [state] in
      state.get.socket = try? StreamSocket.connect(to: address, on: loop)
      return true
    }
    let peer = try listener.accept()
    #expect(waits { $0.canWrite })
    #expect(onLoop { $0.connectionError() == nil })
    return peer
  }

  func onLoop(_ look: @escaping @Sendable (StreamSocket) -> Bool) -> Bool {
    group.loops[0].run { [state] in state.get.socket.map(look) ?? false }
  }

  func waits(_ condition: @escaping @Sendable (StreamSocket) -> Bool) -> Bool {
    eventually { onLoop(condition) }
  }

  func read() -> IOResult {
    group.loops[0].run { [state] in
      let buffer = state.get.buffer
      buffer.reset()
      return state.get.socket?.read(into: buffer) ?? .end
    }
  }

  func write(_ count: Int) -> IOResult {
    group.loops[0].run { [state] in
      let bytes = [UInt8](repeating: 0x61, count: count)
      return state.get.socket?.write(bytes.span) ?? .end
    }
  }

  func stop() {
    _ = onLoop { socket in
      socket.close()
      return true
    }
    group.stop()
  }
}
