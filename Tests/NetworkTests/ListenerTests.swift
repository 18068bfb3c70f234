import Glibc
import SocketTesting
import Synchronization
import Testing

@testable import Network

@Suite("A listener", .timeLimit(.minutes(1)))
struct ListenerTests {
  @Test("pauses when descriptors run out, neither spins nor dies, and recovers")
  func outOfDescriptors() async {
    await #expect(processExitsWith: .success) {
      try starveAndRecover()
    }
  }

  @Test("takes no connection while it may not, and takes those that waited later")
  func mayNotAccept() throws {
    let group = try LoopGroup(count: 1)
    let loop = group.loops[0]
    let door = try Door(on: loop)
    door.isOpen.store(false, ordering: .relaxed)
    let clients = try (0..<5).map { _ in try RawSocket.connect(port: door.port) }
    for client in clients { try client.send("x") }
    #expect(loop.run { door.taken } == 0)
    door.isOpen.store(true, ordering: .relaxed)
    #expect(eventually { loop.run { door.taken } == 5 })
    door.close(on: loop)
    #expect(loop.run { loop.descriptorCount } == 1)
    group.stop()
  }

  @Test("shares its port with its siblings and with nobody else")
  func exclusivePort() throws {
    let address = try #require(SocketAddress(ip: "127.0.0.1", port: 0))
    let sockets = try ListeningSocket.open(address, count: 3)
    #expect(Set(sockets.map { $0.address.port }).count == 1)
    #expect(throws: SystemError.self) {
      _ = try ListeningSocket.open(sockets[0].address, count: 1)
    }
    for socket in sockets { close(socket.descriptor) }
  }
}

/// In a process of its own: takes all descriptors but a few away, and lets more clients come than
/// there are left.
private func starveAndRecover() throws {
  let group = try LoopGroup(count: 1)
  let loop = group.loops[0]
  let door = try Door(on: loop)
  let clients = try (0..<20).map { _ in try RawSocket.connect(port: door.port) }
  try #require(eventually { loop.run { door.taken } == 20 })

  let late = (0..<10).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
  var old = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &old)
  let free = dup(0)
  close(free)
  var few = rlimit(rlim_cur: rlim_t(free), rlim_max: old.rlim_max)
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &few)
  for descriptor in late {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = door.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
  }
  // The loop tries, fails and pauses, again and again: twenty times a second, not more.
  try #require(eventually { loop.run { door.pauses } == 1 })
  let attempts = door.attempts.load(ordering: .relaxed)
  let begun = Instant.now()
  #expect(eventually { Instant.now().nanoseconds - begun.nanoseconds > 500_000_000 })
  try #require(door.attempts.load(ordering: .relaxed) - attempts < 25)
  try #require(loop.run { door.taken } == 20)
  try #require(loop.run { door.pauses } == 1)

  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &old)
  try #require(eventually { loop.run { door.taken } == 30 })
  for descriptor in late { close(descriptor) }
  _ = clients.count
  door.close(on: loop)
  group.stop()
}

/// A listener that keeps what comes in.
private final class Door: Sendable {
  let port: UInt16
  let isOpen = Atomic(true)
  let attempts = Atomic(0)
  private let state: LoopBound<State>

  private final class State {
    var listener: Listener?
    var sockets: [StreamSocket] = []
    var pauses = 0
  }

  init(on loop: EventLoop) throws {
    let address = try #require(SocketAddress(ip: "127.0.0.1", port: 0))
    let socket = try ListeningSocket.open(address, count: 1)[0]
    port = socket.address.port
    state = LoopBound(State(), to: loop)
    _ = loop.run { [self, state] in
      let listener = Listener(socket, on: loop) { socket, _ in state.get.sockets.append(socket) }
      listener.mayAccept = {
        self.attempts.add(1, ordering: .relaxed)
        return self.isOpen.load(ordering: .relaxed)
      }
      listener.paused = { _ in state.get.pauses += 1 }
      state.get.listener = listener
      return true
    }
  }

  /// On the loop.
  var taken: Int { state.get.sockets.count }
  /// On the loop.
  var pauses: Int { state.get.pauses }

  func close(on loop: EventLoop) {
    _ = loop.run { [state] in
      state.get.listener?.close()
      for socket in state.get.sockets { socket.close() }
      return true
    }
  }
}
