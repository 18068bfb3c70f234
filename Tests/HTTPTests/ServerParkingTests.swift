import HTTP
import Messages
import Network
import SocketTesting
import Testing

@Suite("A connection that is idle for long has no task", .timeLimit(.minutes(1)))
struct ServerParkingTests {
  private func parked(
    _ settings: ServerSettings = .patient
  ) throws -> (rig: ServerRig, client: RawSocket) {
    let rig = try ServerRig(settings: settings) { await $0.answer("\($0.path)") }
    let client = try rig.connect()
    try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.receiveAnswer().content == "/1")
    #expect(eventually { rig.tasks == 0 })
    #expect(rig.connections == 1)
    return (rig, client)
  }

  @Test("and gets one with the next request, again and again")
  func wakes() throws {
    let (rig, client) = try parked()
    for number in 2..<5 {
      try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.receiveAnswer().content == "/\(number)")
      #expect(eventually { rig.tasks == 0 })
    }
    rig.stop()
  }

  @Test("and gets one with the first byte of a head that stays")
  func wakesForAByte() throws {
    let (rig, client) = try parked()
    try client.send("G")
    #expect(eventually { rig.tasks == 1 })
    // A head under way is not parked: its bytes wait in the parser.
    #expect(!client.isReadable(withinMilliseconds: 400))
    try client.send("ET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.receiveAnswer().content == "/2")
    rig.stop()
  }

  @Test("and ends with idle_timeout")
  func idleTimeout() throws {
    var settings = ServerSettings.patient
    settings.idleTimeout = 1_500_000_000
    let (rig, client) = try parked(settings)
    #expect(try client.receiveAll() == ("", false))
    #expect(eventually { rig.isIdle })
    rig.stop()
  }

  @Test("and ends when the client leaves")
  func leaves() throws {
    for leave: (RawSocket) -> Void in [{ $0.end() }, { $0.reset() }, { $0.finishWriting() }] {
      let (rig, client) = try parked()
      leave(client)
      #expect(eventually { rig.isIdle })
      rig.stop()
    }
  }

  @Test("and ends when the server drains, or breaks off")
  func drains() throws {
    let (draining, first) = try parked()
    #expect(draining.drain().arrives() == true)
    #expect(try first.receiveAll() == ("", false))
    draining.group.stop()
    let (breaking, second) = try parked()
    breaking.closeAll()
    #expect(try second.receiveAll().wasReset)
    #expect(eventually { breaking.isIdle })
    breaking.stop()
  }
}
