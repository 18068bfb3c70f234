import HTTP
import Messages
import SocketTesting
import TLSTesting
import Testing

@testable import Network

@Suite("Tunnels through a proxy", .timeLimit(.minutes(1)))
struct TunnelTests {
  private let server: TestServer
  private let peer: TLSPeer
  private let folder: TestFolder

  init() throws {
    let authority = try TestAuthority()
    folder = try TestFolder()
    var settings = TLSSettings()
    settings.caFiles = [try folder.write(authority.certificate, as: "ca.pem")]
    peer = TLSPeer(try TLSContext(settings), name: "api.test", port: 8443)
    server = try TestServer(try authority.issue("DNS:api.test"))
  }

  private func origin(_ proxy: UInt16, _ authorization: String? = nil) -> Origin {
    let passage = ProxyPassage(authorization: authorization.flatMap { FieldValue($0) })
    let tunnel = Tunnel(
      through: Origin(index: 1, host: "127.0.0.1", port: proxy), passage: passage)
    return Origin(index: 0, host: "api.test", port: 8443, tls: peer, tunnel: tunnel)
  }

  @Test("the proxy is asked, and the host sees no trace of it; the connection is used again")
  func tunnel() throws {
    let rig = try ClientRig()
    let proxy = try RawListener()
    let origin = origin(proxy.port, "Basic eDp5")
    var call = rig.start(to: origin)
    let socket = try proxy.accept()
    #expect(
      try socket.receiveRequest() == "CONNECT api.test:8443 HTTP/1.1\r\nHost: api.test:8443\r\n"
        + "Proxy-Authorization: Basic eDp5\r\n\r\n")
    for byte in "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Yes\r\nContent-Length: 7\r\n\r\n".utf8 {
      try socket.send([byte])
    }
    let connection = TLSConnection(socket, server)
    try connection.handshake()
    for round in 0..<2 {
      if round > 0 { call = rig.start(to: origin) }
      let request = try connection.receive(through: "\r\n\r\n")
      #expect(request.hasPrefix("GET /path HTTP/1.1\r\n") && !request.contains("Proxy"))
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      #expect(call.text() == "200 ok")
    }
    rig.stop()
  }

  @Test(
    "a proxy that gives no tunnel is told, with what it said",
    arguments: [
      ("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n", "the proxy answered with 407"),
      ("HTTP/1.1 503 No\r\n\r\n", "the proxy answered with 503"),
      ("SSH-2.0-x\r\n\r\n", "the proxy's answer is malformed: "),
      ("HTTP/1.1 200 OK\r\n\r\nmore", "the proxy sent more than its answer"),
      ("HTTP/1.1 101 Switching\r\n\r\n", "the proxy's answer is malformed: "),
      (
        String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 17) + "HTTP/1.1 200 OK\r\n\r\n",
        "the proxy's answer is malformed: too many interim answers"
      ),
      ("HTTP/1.1 200 OK\r\n", "the connection to the proxy broke"),
      ("", "the connection to the proxy broke"),
    ])
  func refused(answer: String, reason: String) throws {
    let rig = try ClientRig()
    let proxy = try RawListener()
    let call = rig.start(to: origin(proxy.port))
    let socket = try proxy.accept()
    _ = try socket.receiveRequest()
    try socket.send(answer)
    socket.finishWriting()
    let text = call.text()
    #expect(text.hasPrefix("no tunnel through 127.0.0.1 to api.test:8443: \(reason)"), "\(text)")
    rig.stop()
  }

  @Test("an endless head of a proxy is refused")
  func endless() throws {
    let rig = try ClientRig()
    let proxy = try RawListener()
    let call = rig.start(to: origin(proxy.port))
    let socket = try proxy.accept()
    _ = try socket.receiveRequest()
    try socket.send("HTTP/1.1 200 OK\r\n")
    let line = "X-A: \(String(repeating: "a", count: 4000))\r\n"
    for _ in 0..<2000 {
      guard (try? socket.send(line)) != nil else { break }
    }
    #expect(call.text().contains("the proxy's answer is malformed: "))
    rig.stop()
  }

  @Test("a proxy that stalls ends by the limit of the handshake")
  func stalled() throws {
    let rig = try ClientRig { $0.tlsHandshakeTimeout = 50_000_000 }
    let proxy = try RawListener()
    let call = rig.start(to: origin(proxy.port))
    let socket = try proxy.accept()
    _ = try socket.receiveRequest()
    #expect(call.text() == "TLS handshake: timed out")
    rig.stop()
  }

  @Test("a proxy that refuses connections is told as any server that does")
  func noProxy() throws {
    let rig = try ClientRig()
    let call = rig.start(to: origin(try RawListener.refusingPort()))
    #expect(call.text() == "connect: Connection refused")
    rig.stop()
  }
}
