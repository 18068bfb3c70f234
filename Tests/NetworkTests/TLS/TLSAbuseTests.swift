import Glibc
import SocketTesting
import TLSTesting
import Testing

@testable import Network

@Suite("TLS with a server that means harm", .timeLimit(.minutes(2)))
struct TLSAbuseTests {
  @Test("changes of keys without end break the connection")
  func keyUpdates() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    var records: [UInt8] = []
    while records.count < 1 << 20 { records += server.session.updateKeys(asks: false) }
    let (socket, flood) = (server.socket, records)
    try Thread(name: "flood") { try? socket.send(flood) }.detach()
    #expect(rig.readAll().last == .failed(EPROTO))
    #expect(rig.failure() == "records without content do not end")
    rig.stop()
  }

  @Test("answers that nobody reads do not pile up")
  func unreadAnswers() throws {
    let fixture = try TLSFixture()
    let rig = try TLSRig()
    let server = try rig.connect(try fixture.peer(), try fixture.server())
    // Each wish for new keys is worth an answer; the server reads none of them.
    for _ in 0..<40_000 {
      guard
        (try? server.socket.send(server.session.updateKeys(asks: true) + server.session.send([1])))
          != nil
      else { break }
      _ = rig.read()
      if rig.onLoop({ $0.tlsFailure != nil }) { break }
    }
    rig.stop()
  }

  @Test("a handshake without end is broken off")
  func endlessHandshake() throws {
    let rig = try TLSRig()
    let socket = try rig.connect(try TLSFixture().peer())
    // Changes of the cipher are passed over for the sake of old middleboxes (RFC 8446 §D.4).
    let records = [[UInt8]](repeating: [0x14, 3, 3, 0, 1, 1], count: 100_000).flatMap { $0 }
    try Thread(name: "flood") { try? socket.send(records) }.detach()
    #expect(rig.failure() != nil)
    rig.stop()
  }

  @Test("a server that wants a certificate: it is shown, or the connection fails")
  func clientCertificate() throws {
    let fixture = try TLSFixture()
    let folder = try #require(fixture.folder)
    let clients = try TestAuthority("Clients")
    let pair = try clients.issue("", for: "gateway").write(to: folder, as: "client")
    let other = try TestAuthority("Others").issue("", for: "other").write(to: folder, as: "other")
    for version in [0x0303, 0x0304] {
      let server = try fixture.server {
        $0.clientAuthority = clients
        $0.versions = version...version
      }
      for (pairs, name) in [
        ([other, pair], "gateway"), ([pair], "gateway"), ([other], nil), ([], nil),
      ] {
        let peer = try fixture.peer {
          $0.certificates = pairs.map {
            TLSSettings.Certificate(certificateFile: $0.0, keyFile: $0.1)
          }
        }
        let rig = try TLSRig()
        let connection = TLSConnection(try rig.connect(peer), server)
        try connection.handshake()
        #expect(connection.session.isOpen == (name != nil))
        #expect(connection.session.clientName == name)
        if name == nil {
          if rig.waits({ $0.canRead }) { _ = rig.readAll() }
          #expect(
            rig.failure()?.contains(
              version == 0x0304 ? "certificate required" : "handshake failure") == true)
        }
        rig.stop()
      }
    }
  }
}
