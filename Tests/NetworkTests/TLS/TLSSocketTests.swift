import Glibc
import SocketTesting
import TLSTesting
import Testing

@testable import Network

@Suite("A socket with TLS", .timeLimit(.minutes(2)))
struct TLSSocketTests {
  private static let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }

  @Test("reads and writes content, and tells which protocol was agreed on")
  func content() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(
      try fixture.peer(protocols: ["h2"]), try fixture.server { $0.protocols = ["h2"] })
    #expect(rig.onLoop { $0.applicationProtocol == "h2" && !$0.canSplice && $0.canWrite })
    #expect(rig.write([1, 2, 3]) == .bytes(3))
    #expect(try server.receive(3) == [1, 2, 3])
    try server.send([4, 5])
    #expect(rig.waits { $0.canRead && !$0.isQuiet() })
    #expect(rig.read(limit: 1).bytes == [4])
    #expect(rig.onLoop { $0.canRead }, "a part of a record waits")
    #expect(rig.read().bytes == [5])
    #expect(rig.read().result == .wouldBlock)
    #expect(rig.onLoop { !$0.canRead })
    rig.stop()
  }

  @Test("tickets are no content: an idle connection stays quiet, and keeps no buffer")
  func tickets() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server { $0.tickets = 5 })
    #expect(rig.waits { $0.isQuiet() && !$0.canRead })
    let loop = rig.loop
    #expect(loop.run { loop.leasedBufferCount } == 0)
    try server.socket.send(server.session.updateKeys(asks: true))
    #expect(rig.waits { $0.canRead })
    #expect(rig.onLoop { $0.isQuiet() && !$0.canRead })
    try server.send([9])
    #expect(rig.waits { $0.canRead && !$0.isQuiet() })
    #expect(rig.read().bytes == [9])
    try server.finish()
    #expect(rig.waits { $0.peerFinished && !$0.isQuiet() })
    rig.stop()
  }

  @Test("a handshake that comes byte by byte succeeds")
  func slow() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let socket = try rig.connect(try fixture.peer())
    let session = TestSession(try fixture.server())
    while !session.isOpen {
      for byte in session.take(try socket.receiveSome()) { try socket.send([byte]) }
    }
    #expect(rig.waits { $0.tlsState == .open })
    rig.stop()
  }

  @Test("a server that says nothing leaves nothing behind")
  func stalled() throws {
    let rig = try TLSRig()
    let socket = try rig.connect(try TLSFixture().peer())
    _ = try socket.receive(100)
    try socket.send([0x16, 3, 3, 0xFF])
    #expect(rig.onLoop { $0.tlsState == .handshake && !$0.canRead && !$0.canWrite })
    #expect(rig.read().result == .wouldBlock)
    #expect(rig.write([1]) == .wouldBlock)
    #expect(rig.onLoop { $0.tlsFailure == nil })
    rig.stop()
  }

  @Test(
    "an end or a reset during the handshake is a failure",
    arguments: [(false, "closed the connection"), (true, "")])
  func leaves(resets: Bool, reason: String) throws {
    let rig = try TLSRig()
    let socket = try rig.connect(try TLSFixture().peer())
    resets ? socket.reset() : socket.end()
    #expect(rig.failure()?.contains(reason) == true)
    rig.stop()
  }

  @Test("without a close_notify the end is none: content before it is read, then it fails")
  func truncated() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    try server.send("all of it?")
    server.socket.finishWriting()
    let (bytes, last) = rig.readAll()
    #expect(bytes == Array("all of it?".utf8))
    #expect(last == .failed(EPROTO))
    #expect(rig.failure() == "the connection ended without a close_notify")
    rig.stop()
  }

  @Test("a record that is cut is no end either")
  func cutRecord() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    try server.socket.send(Array(server.session.send([1, 2, 3]).dropLast(4)))
    server.socket.finishWriting()
    #expect(rig.readAll() == ([], .failed(EPROTO)))
    rig.stop()
  }

  @Test("a close_notify is the end")
  func end() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    try server.send("all of it")
    try server.finish()
    #expect(rig.readAll() == (Array("all of it".utf8), .end))
    #expect(rig.onLoop { $0.tlsFailure == nil })
    rig.stop()
  }

  @Test("closing says so, an abort does not", arguments: [false, true])
  func closing(abort: Bool) throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let peer = try fixture.peer()
    let server = try rig.connect(peer, try fixture.server())
    // With unread bytes, such as tickets, the system resets the connection in any case.
    let loop = rig.loop
    #expect(eventually { rig.onLoop { $0.isQuiet() } && peer.sessionCount == 2 })
    #expect(loop.run { loop.leasedBufferCount } == 0)
    rig.close(abort: abort)
    if abort {
      #expect(try server.socket.receiveAll().wasReset)
    } else {
      while try server.turn() {}
      #expect(server.session.hasEnded)
    }
    #expect(server.session.failure == nil)
    rig.stop()
  }

  @Test("much content comes whole, however slowly it is taken", arguments: [999, 20_000, 65_536])
  func reading(limit: Int) throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    let records = server.session.send(Self.large) + server.session.finish()
    let sender = Handover<Bool>()
    let socket = server.socket
    try Thread(name: "sender") {
      sender.put((try? socket.send(records)) != nil)
      socket.finishWriting()
    }.detach()
    let (bytes, last) = rig.readAll(limit: limit)
    #expect(bytes == Self.large)
    #expect(last == .end)
    #expect(sender.arrives() == true)
    rig.stop()
  }

  @Test("much content leaves whole; a server that does not read stops the writer")
  func writing() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    var sent = 0
    var stops = 0
    while stops < 5 {
      let start = sent % Self.large.count
      switch rig.write(Array(Self.large[start..<min(Self.large.count, start + 200_000)])) {
      case .bytes(let count): sent += count
      case .wouldBlock:
        stops += 1
        #expect(rig.onLoop { !$0.canWrite })
        #expect(try server.turn())
        #expect(try server.turn())
        _ = eventually { rig.onLoop { $0.canWrite } || server.socket.waitingBytes > 0 }
      case .end, .failed:
        Issue.record("the connection broke")
        return rig.stop()
      }
    }
    let all = try server.receive(sent)
    #expect(all.count == sent)
    #expect(
      stride(from: 0, to: sent, by: Self.large.count).allSatisfy {
        let end = min(sent, $0 + Self.large.count)
        return all[$0..<end].elementsEqual(Self.large[0..<end - $0])
      })
    #expect(rig.waits { $0.canWrite })
    rig.stop()
  }

  @Test("two pieces arrive one behind the other")
  func gathering() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    #expect(
      rig.onLoop { socket in
        let (head, tail, nothing): ([UInt8], [UInt8], [UInt8]) = ([1, 2], [3, 4, 5], [])
        return socket.write(head.span, tail.span) == .bytes(5)
          && socket.write(nothing.span, tail.span) == .bytes(3)
          && socket.write(head.span, nothing.span) == .bytes(2)
      })
    #expect(try server.receive(10) == [1, 2, 3, 4, 5, 3, 4, 5, 1, 2])
    rig.stop()
  }

  @Test("what has left counts, though TLS breaks behind it; the next write tells")
  func brokenWriting() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let peer = try fixture.peer()
    TLSFault.refusesSecondContent(peer.context.pointer)
    let server = try rig.connect(peer, try fixture.server())
    let content = Array(Self.large.prefix(200_000))
    guard case .bytes(let count) = rig.write(content) else {
      Issue.record("what left does not count")
      return rig.stop()
    }
    #expect(count > 0 && count < content.count)
    #expect(rig.onLoop { $0.canWrite }, "the failure wants to be asked for")
    #expect(rig.write(Array(content[count...])) == .failed(EPROTO))
    #expect(rig.failure() == "protocol is shutdown")
    #expect(try server.receive(count) == Array(content[..<count]))
    rig.stop()
  }

  @Test("splicing is refused")
  func splicing() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    try server.send([1])
    let loop = rig.loop
    #expect(
      rig.onLoop { socket in
        guard let pipe = loop.takePipe() else { return false }
        defer { loop.giveBack(pipe) }
        return socket.read(into: pipe, limit: 10) == .failed(EBADF)
          && socket.write(from: pipe) == .failed(EBADF)
      })
    rig.stop()
  }
}
