import Glibc
import HTTP
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

@Suite("What leaves the server when a round of its loop ends", .timeLimit(.minutes(2)))
struct ServerRoundEndTests {
  private static let small = String(repeating: "s", count: 8000)

  @Test("what the client could not take leaves when it can, even while its next request waits")
  func tail() throws {
    let gates = (0..<64).map { _ in LoopGate() }
    let answered = Atomic(0)
    let rig = try ServerRig { exchange in
      if let number = Int(exchange.path.dropFirst()), gates.indices.contains(number) {
        await gates[number].pass(on: exchange.loop)
        return await exchange.answer("passed")
      }
      await exchange.answer(Self.small)
      answered.add(1, ordering: .relaxed)
    }
    let request = "GET /small HTTP/1.1\r\nHost: a\r\n\r\n"
    let size = try Self.sizeOfAnswer(to: request, rig)
    // One answer more each time, until the system has no room for the last one, which is found when
    // the round ends: then the request behind it is under way already.
    for (number, gate) in gates.enumerated() {
      let client = try rig.connect(receiveBuffer: 4096)
      let server = try #require(eventually { Self.otherEnd(of: client) })
      Self.shrinkSendBuffer(of: server)
      for _ in 0..<number {
        let before = answered.load(ordering: .relaxed)
        try client.send(request)
        try #require(eventually { answered.load(ordering: .relaxed) > before })
        _ = rig.loop.run { true }
      }
      try client.send("\(request)GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      try #require(gate.isReached())
      _ = rig.loop.run { true }
      let isFull = Self.unsent(server) + client.waitingBytes < (number + 1) * size
      if isFull {
        for _ in 0...number { #expect(try client.receiveAnswer().content == Self.small) }
      }
      gate.open(on: rig.loop)
      if isFull {
        #expect(try client.receiveAnswer().content == "passed")
        return rig.stop()
      }
    }
    Issue.record("the system takes everything")
    rig.stop()
  }

  @Test("whoever works for a client hears that it has gone when what is staged cannot leave")
  func broken() throws {
    let (isWaiting, goesOn) = (Handover<Bool>(), Handover<Bool>())
    let told = Handover<Bool>()
    let rig = try ServerRig { exchange in
      guard exchange.path == "/wait" else { return await exchange.answer("staged") }
      let event = LoopEvent()
      exchange.observer = LeavingObserver {
        told.put(true)
        event.set()
      }
      // The loop stands still, so that no event tells of the client before the round ends.
      isWaiting.put(true)
      _ = goesOn.take()
      await event.wait()
    }
    let client = try rig.connect()
    try client.send(
      "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(isWaiting.arrives() == true)
    client.reset()
    goesOn.put(true)
    #expect(told.arrives() == true)
    #expect(eventually { rig.isIdle })
    rig.stop()
  }
}

// The server's end of a connection, which is in this process too.
extension ServerRoundEndTests {
  private static func sizeOfAnswer(to request: String, _ rig: ServerRig) throws -> Int {
    let client = try rig.connect()
    try client.send(request)
    let answer = try client.receiveAnswer()
    return answer.head.utf8.count + answer.bytes.count
  }

  private static func otherEnd(of client: RawSocket) -> Int32? {
    let own = address(client.descriptor, getsockname)
    // All tests of the process have theirs open at the same time.
    return (3..<min(getdtablesize(), 1 << 16)).first { descriptor in
      own != nil && address(descriptor, getpeername) == own
    }
  }

  private static func address(
    _ descriptor: Int32,
    _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> UInt16? {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { ask(descriptor, $0, &length) }
    }
    return result == 0 && address.sin_family == AF_INET ? address.sin_port : nil
  }

  private static func shrinkSendBuffer(of descriptor: Int32) {
    var size: Int32 = 4096
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
  }

  /// What the system has taken and not sent yet (`SIOCOUTQNSD`).
  private static func unsent(_ descriptor: Int32) -> Int {
    var count: Int32 = 0
    return ioctl(descriptor, 0x894B, &count) == 0 ? Int(count) : 0
  }
}

/// Looks again and again until there is a value.
private func eventually<Value>(_ value: () -> Value?) -> Value? {
  var found: Value?
  return eventually({
    found = value()
    return found != nil
  }) ? found : nil
}
