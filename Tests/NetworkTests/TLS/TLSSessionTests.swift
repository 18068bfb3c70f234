import SocketTesting
import TLSTesting
import Testing

@testable import Network

@Suite("TLS: sessions, keys, ends and attacks", .timeLimit(.minutes(1)))
struct TLSSessionTests {
  private static func failure(_ outcome: TLSEngine.Outcome) -> TLSFailure? {
    if case .failed(let failure) = outcome { failure } else { nil }
  }

  /// A handshake, what follows it, and a little content.
  private static func visit(_ peer: TLSPeer, _ server: TestServer) throws -> Bool {
    var rig = try EngineRig(peer, server)
    #expect(rig.shakeHands() == .bytes(1))
    let rest = rig.rest + rig.server.take(rig.output())
    #expect(rig.read(rest + rig.server.send([1])).content == [1])
    #expect(rig.engine.isResumed == rig.server.isResumed)
    return rig.engine.isResumed
  }

  @Test("a later connection takes the session up", arguments: [0x0303, 0x0304])
  func resumption(version: Int) throws {
    let fixture = try TLSFixture()
    let server = try fixture.server { $0.versions = version...version }
    let peer = try fixture.peer()
    #expect(try !Self.visit(peer, server))
    for _ in 0..<5 { #expect(try Self.visit(peer, server)) }
    let other = try fixture.peer()
    #expect(try !Self.visit(other, server), "a peer of other settings has sessions of its own")
  }

  @Test("sessions that the server has forgotten do no harm, and too many are not kept")
  func forgotten() throws {
    let fixture = try TLSFixture()
    let peer = try fixture.peer()
    let server = try fixture.server { $0.tickets = 40 }
    #expect(try !Self.visit(peer, server))
    #expect(try Self.visit(peer, server))
    #expect(try !Self.visit(peer, try fixture.server()))
  }

  @Test("keys are changed when the server changes its own, and when it asks for it")
  func keyUpdate() throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(try fixture.peer(), try fixture.server())
    #expect(rig.shakeHands() == .bytes(1))
    _ = rig.read(rig.rest + rig.server.take(rig.output()))
    for asks in [false, true, true] {
      let records = rig.server.updateKeys(asks: asks) + rig.server.send([7, 8])
      #expect(rig.read(records).content == [7, 8])
      rig.server.received = []
      _ = rig.server.take(rig.output() + rig.write([1, 2, 3]))
      #expect(rig.server.received == [1, 2, 3])
      #expect(rig.server.failure == nil)
    }
  }

  @Test("a wish for another handshake is declined, and the connection goes on")
  func renegotiation() throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(
      try fixture.peer(), try fixture.server { $0.versions = 0x0303...0x0303 })
    #expect(rig.shakeHands() == .bytes(1))
    _ = rig.read(rig.rest + rig.server.take(rig.output()))
    let (content, last) = rig.read(rig.server.renegotiate())
    #expect(content == [])
    #expect(last == .needsInput)
  }

  @Test("a close_notify is the end, and what comes behind it is not read")
  func end() throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(try fixture.peer(), try fixture.server())
    #expect(rig.shakeHands() == .bytes(1))
    let records =
      rig.rest + rig.server.take(rig.output()) + rig.server.send([1]) + rig.server.finish()
    let (content, last) = rig.read(records + [UInt8](repeating: 0x17, count: 40))
    #expect(content == [1])
    #expect(last == .ended)
    rig.engine.finish()
    _ = rig.server.take(rig.output())
    #expect(rig.server.hasEnded)
  }

  @Test(
    "what is no TLS is called so",
    arguments: [
      "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "SSH-2.0-x\r\n", "\0\0\0\0\0\0\0\0",
      "220 mail ESMTP\r\n", "<html>not here</html>",
    ])
  func noTLS(answer: String) throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(try fixture.peer(), try fixture.server())
    #expect(rig.engine.advance(nil) == .needsInput)
    let failure = try #require(Self.failure(rig.advance(Array(answer.utf8))))
    #expect(failure.kind == .notTLS, "\(failure)")
    #expect("\(failure)" == "TLS to api.test:443: the server does not speak TLS on this port")
  }

  @Test("changed bytes of a handshake or of content never pass, and never trap")
  func mutations() throws {
    let fixture = try TLSFixture()
    let server = try fixture.server()
    let peer = try fixture.peer()
    var random = Randomness(seed: 4)
    for round in 0..<400 {
      var rig = try EngineRig(peer, server)
      #expect(rig.engine.advance(nil) == .needsInput)
      var answer = rig.server.take(rig.output())
      let place = Int(random.next() % UInt64(answer.count))
      switch round % 4 {
      case 0: answer[place] ^= UInt8(truncatingIfNeeded: 1 << (random.next() % 8))
      case 1: answer.removeSubrange(place..<min(answer.count, place + 9))
      case 2: answer.insert(contentsOf: (0..<9).map { _ in UInt8(random.next() % 256) }, at: place)
      default: answer = (0..<200).map { _ in UInt8(random.next() % 256) }
      }
      var outcome = rig.advance(answer)
      if outcome == .needsInput { outcome = rig.advance([UInt8](repeating: 0, count: 20_000)) }
      if round % 4 == 3 { #expect(Self.failure(outcome) != nil) }
      #expect(outcome != .needsInput)
    }
  }

  @Test("changed content breaks the connection, and nothing of it is read")
  func changedContent() throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(try fixture.peer(), try fixture.server())
    #expect(rig.shakeHands() == .bytes(1))
    _ = rig.read(rig.rest + rig.server.take(rig.output()))
    var records = rig.server.send([1, 2, 3])
    records[records.count - 1] ^= 1
    let (content, last) = rig.read(records)
    #expect(content == [])
    #expect(Self.failure(last)?.kind == .protocolError)
  }
}
