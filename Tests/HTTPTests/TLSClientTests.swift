import HTTP
import Messages
import SocketTesting
import TLSTesting
import Testing

@testable import Network

@Suite("The client with TLS", .timeLimit(.minutes(1)))
struct TLSClientTests {
  private let authority: TestAuthority
  private let folder: TestFolder
  private let context: TLSContext

  init() throws {
    authority = try TestAuthority()
    folder = try TestFolder()
    var settings = TLSSettings()
    settings.caFiles = [try folder.write(authority.certificate, as: "ca.pem")]
    context = try TLSContext(settings)
  }

  private func server(_ names: String = "IP:127.0.0.1") throws -> TestServer {
    try TestServer(try authority.issue(names))
  }

  private func origin(_ port: UInt16, index: Int = 0, tunnel: Tunnel? = nil) -> Origin {
    Origin(
      index: index, host: "127.0.0.1", port: port,
      tls: TLSPeer(context, name: "127.0.0.1", port: port), tunnel: tunnel)
  }

  @Test("an exchange passes, and the next one uses the connection again")
  func exchange() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let origin = origin(listener.port)
    var call = rig.start(to: origin)
    let connection = try listener.accept(try server())
    for round in 0..<3 {
      if round > 0 { call = rig.start(to: origin) }
      #expect(try connection.receive(through: "\r\n\r\n").hasPrefix("GET /path HTTP/1.1"))
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      #expect(call.text() == "200 ok")
    }
    #expect(rig.connections == 1)
    rig.stop()
  }

  @Test("a later connection takes up the session of an earlier one")
  func resumption() throws {
    let rig = try ClientRig { $0.disableKeepAlives = true }
    let (listener, server) = (try RawListener(), try server())
    let origin = origin(listener.port)
    for round in 0..<3 {
      let call = rig.start(to: origin)
      let connection = try listener.accept(server)
      _ = try connection.receive(through: "\r\n\r\n")
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      #expect(call.text() == "200 ok")
      #expect(connection.session.isResumed == (round > 0))
    }
    rig.stop()
  }

  @Test("a failed handshake is told with its reason, and nothing is left")
  func refused() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(to: origin(listener.port))
    let connection = try listener.accept(try server("DNS:other.test"))
    #expect(call.text() == "TLS to 127.0.0.1:\(listener.port): IP address mismatch")
    #expect(try !connection.turn() || connection.session.failure != nil)
    rig.stop()
  }

  @Test("an HTTP answer in place of TLS is told as such")
  func plainAnswer() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(to: origin(listener.port))
    let server = try listener.accept()
    try server.answer("plain")
    #expect(call.text().hasSuffix("the server does not speak TLS on this port"))
    rig.stop()
  }

  @Test("TRN-1: a handshake that stalls ends by its own limit, and by that of the dial")
  func stalled() throws {
    for (limits, text) in [
      ((10_000_000_000, 50_000_000), "TLS handshake: timed out"),
      ((50_000_000, 10_000_000_000), "connect: timed out"),
    ] as [((Int64, Int64), String)] {
      let rig = try ClientRig {
        $0.dialerTimeout = limits.0
        $0.tlsHandshakeTimeout = limits.1
      }
      let listener = try RawListener()
      let call = rig.start(to: origin(listener.port))
      let server = try listener.accept()
      _ = try server.receive(50)
      try server.send([0x16, 3, 3])
      #expect(call.text() == text)
      rig.stop()
    }
  }

  @Test("a call that is cancelled during the handshake leaves nothing behind")
  func cancelled() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(to: origin(listener.port))
    let server = try listener.accept()
    _ = try server.receive(50)
    call.cancel()
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("an answer that ends with the connection needs a close_notify", arguments: [true, false])
  func closeDelimited(isWhole: Bool) throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(to: origin(listener.port))
    let connection = try listener.accept(try server())
    _ = try connection.receive(through: "\r\n\r\n")
    try connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall?")
    if isWhole { try connection.finish() } else { connection.socket.finishWriting() }
    #expect(
      call.text()
        == (isWhole
          ? "200 all?"
          : "TLS to 127.0.0.1:\(listener.port): the connection ended without a close_notify"))
    rig.stop()
  }

  @Test("an answer with its length is whole without a goodbye; the connection is not used again")
  func lengthDelimited() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let call = rig.start(to: origin(listener.port))
    let connection = try listener.accept(try server())
    _ = try connection.receive(through: "\r\n\r\n")
    try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nall")
    connection.socket.finishWriting()
    #expect(call.text() == "200 all")
    #expect(eventually { rig.connections == 0 })
    rig.stop()
  }

  @Test("much content streams through, both ways")
  func large() throws {
    let rig = try ClientRig()
    let listener = try RawListener()
    let content = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
    let call = rig.start("POST", to: origin(listener.port), streams: true) {
      .whole(content, chunked: false)
    }
    let connection = try listener.accept(try server())
    #expect(try connection.receive(through: "\r\n\r\n").contains("Content-Length: 2000000"))
    #expect(try connection.receive(content.count) == content)
    let answer = connection.session.send(
      Array("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n".utf8) + content)
    let socket = connection.socket
    try Thread(name: "sender") { try? socket.send(answer) }.detach()
    #expect(call.text() == "200 ...")
    var read: [UInt8] = []
    #expect(
      eventually {
        let (some, progress) = call.pull()
        read += some
        return progress == .ended
      })
    #expect(read == content)
    rig.stop()
  }

  @Test("connections of other settings are never shared")
  func pools() throws {
    let rig = try ClientRig()
    let (listener, server) = (try RawListener(), try server())
    let other = TLSPeer(try TLSContext(TLSSettings()), name: "127.0.0.1", port: listener.port)
    let call = rig.start(to: origin(listener.port))
    let connection = try listener.accept(server)
    _ = try connection.receive(through: "\r\n\r\n")
    try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    #expect(call.text() == "200 ok")
    for origin in [
      Origin(index: 0, host: "127.0.0.1", port: listener.port, tls: other),
      Origin(index: 0, host: "127.0.0.1", port: listener.port),
    ] {
      let call = rig.start(to: origin)
      let raw = try listener.accept()
      #expect(!(try raw.receiveSome()).isEmpty)
      raw.reset()
      #expect(call.text() != "200 ok")
    }
    rig.stop()
  }
}
