import Endpoints
import HTTP
import HTTPBackend
import Messages
import Network
import SocketTesting
import TLSTesting
import Testing

@Suite("Redirects to and from TLS", .timeLimit(.minutes(1)))
struct SecureRedirectTests {
  private let source: TLSSource
  private let server: TestServer
  private let folder: TestFolder

  init() throws {
    let authority = try TestAuthority()
    folder = try TestFolder()
    var settings = TLSSettings()
    settings.caFiles = [try folder.write(authority.certificate, as: "ca.pem")]
    source = TLSSource(settings)
    server = try TestServer(try authority.issue("IP:127.0.0.1"))
  }

  private static func moved(_ location: String) -> [UInt8] {
    RawListener.answer(302, "", fields: "Location: \(location)\r\n")
  }

  @Test("ST-3: a redirect to https is followed, with the backend's settings of TLS")
  func toTLS() throws {
    let (plain, secure) = (try RawListener(), try RawListener())
    let rig = try BackendRig([plain.port], tls: source)
    let call = try rig.begin(fields: [("Authorization", "secret")])
    let first = try plain.serve(Self.moved("https://127.0.0.1:\(secure.port)/next"))
    let second = try secure.accept(server)
    let head = try second.receive(through: "\r\n\r\n")
    #expect(head.hasPrefix("GET /next HTTP/1.1\r\nHost: 127.0.0.1:\(secure.port)\r\n"))
    #expect(head.contains("Authorization: secret"))
    #expect(head.contains("Referer: http://127.0.0.1:\(plain.port)/path"))
    try second.send(RawListener.answer(#"{"a":1}"#))
    #expect(call.text() == #"document {"a":1}"#)
    first.end()
    rig.stop()
  }

  @Test("ST-3: on the way to plain HTTP credentials and Referer stay behind")
  func fromTLS() throws {
    let (plain, secure) = (try RawListener(), try RawListener())
    let rig = try BackendRig([secure.port], tls: source, isSecure: true)
    let call = try rig.begin(fields: [("Authorization", "secret"), ("X-A", "1")])
    let first = try secure.accept(server)
    _ = try first.receive(through: "\r\n\r\n")
    try first.send(Self.moved("http://127.0.0.1:\(plain.port)/next"))
    let second = try plain.accept()
    let head = try second.receive(through: "\r\n\r\n")
    #expect(head.contains("X-A: 1"))
    #expect(!head.contains("secret") && !head.contains("Referer"))
    try second.send(RawListener.answer(#"{"a":1}"#))
    #expect(call.text() == #"document {"a":1}"#)
    rig.stop()
  }

  @Test("ST-3: a relative redirect, and one without a scheme, stay with TLS and its connection")
  func relative() throws {
    let secure = try RawListener()
    let rig = try BackendRig([secure.port], tls: source, isSecure: true)
    let call = try rig.begin()
    let connection = try secure.accept(server)
    for location in ["/x", "//127.0.0.1:\(secure.port)/y", "https://127.0.0.1:\(secure.port)/z"] {
      _ = try connection.receive(through: "\r\n\r\n")
      try connection.send(Self.moved(location))
    }
    let head = try connection.receive(through: "\r\n\r\n")
    #expect(
      head.hasPrefix("GET /z ") && head.contains("Referer: https://127.0.0.1:\(secure.port)/y"))
    try connection.send(RawListener.answer(404, "x"))
    #expect(call.text().hasSuffix("https://127.0.0.1:\(secure.port)/z"))
    rig.stop()
  }

  @Test("ST-3: a place that cannot be called by TLS is a failure")
  func refused() throws {
    var broken = TLSSettings()
    broken.caFiles = ["/no/such.pem"]
    for (tls, reason) in [
      (nil, "its scheme is not supported"),
      (TLSSource(broken), "'/no/such.pem': No such file or directory"),
    ] {
      let plain = try RawListener()
      let rig = try BackendRig([plain.port], tls: tls)
      let call = try rig.begin()
      let first = try plain.serve(Self.moved("https://127.0.0.1:1/"))
      #expect(
        call.text()
          == "failed malformedAnswer: a redirect cannot be followed: \(reason) [GET /pattern]")
      first.end()
      rig.stop()
    }
  }
}
