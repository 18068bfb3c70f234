import SocketTesting
import TLSTesting
import Testing

@testable import Network

@Suite("TLS without sockets", .timeLimit(.minutes(1)))
struct TLSEngineTests {
  private static func failure(_ outcome: TLSEngine.Outcome) -> TLSFailure? {
    if case .failed(let failure) = outcome { failure } else { nil }
  }

  @Test(
    "a handshake succeeds however its bytes are split",
    arguments: [1, 2, 7, 100, 1000, Int.max], [0x0303, 0x0304])
  func split(pieces: Int, version: Int) throws {
    let fixture = try TLSFixture()
    let server = try fixture.server { $0.versions = version...version }
    var rig = try EngineRig(try fixture.peer(), server)
    #expect(rig.shakeHands(pieces: pieces) == .bytes(1))
    _ = rig.server.take(rig.output())
    #expect(rig.server.isOpen)
    #expect(rig.server.version == (version == 0x0304 ? "TLSv1.3" : "TLSv1.2"))
  }

  @Test("content passes both ways, however it is split", arguments: [1, 3, 1000, Int.max])
  func content(pieces: Int) throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(try fixture.peer(), try fixture.server())
    #expect(rig.shakeHands() == .bytes(1))
    let long = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let tickets = rig.rest + rig.server.take(rig.output())
    let (read, last) = rig.read(tickets + rig.server.send(long), pieces: pieces)
    #expect(read == long)
    #expect(last == .needsInput)
    _ = rig.server.take(rig.write(long))
    #expect(rig.server.received == long)
  }

  @Test("a certificate that is not good enough is refused, with the reason")
  func refused() throws {
    let cases: [(TLSFixture, name: String, reason: String)] = [
      (try TLSFixture("DNS:api.test", .past), "api.test", "certificate has expired"),
      (try TLSFixture("DNS:api.test", .future), "api.test", "certificate is not yet valid"),
      (try TLSFixture("DNS:other.test"), "api.test", "hostname mismatch"),
      (try TLSFixture("DNS:*.api.test"), "a.b.api.test", "hostname mismatch"),
      (try TLSFixture(""), "leaf", "hostname mismatch"),
      (try TLSFixture("DNS:127.0.0.1"), "127.0.0.1", "IP address mismatch"),
      (try TLSFixture("IP:127.0.0.2"), "127.0.0.1", "IP address mismatch"),
      (try TLSFixture("IP:::1"), "::2", "IP address mismatch"),
    ]
    for (fixture, name, reason) in cases {
      var rig = try EngineRig(try fixture.peer(name), try fixture.server())
      let failure = try #require(Self.failure(rig.shakeHands()))
      #expect(failure.kind == .certificate)
      #expect(failure.reason == reason)
      let shown = name.contains(":") ? "[\(name)]:443" : "\(name):443"
      #expect("\(failure)" == "TLS to \(shown): \(reason)")
    }
  }

  @Test("an unknown authority is refused, unless nothing is verified")
  func unknownAuthority() throws {
    let (fixture, other) = (try TLSFixture(), try TLSFixture())
    var rig = try EngineRig(try other.peer(), try fixture.server())
    let failure = try #require(Self.failure(rig.shakeHands()))
    #expect(failure.kind == .certificate)
    #expect(failure.reason == "unable to get local issuer certificate")
    var trusting = try EngineRig(try other.peer { $0.isInsecure = true }, try fixture.server())
    #expect(trusting.shakeHands() == .bytes(1))
    var elsewhere = try EngineRig(
      try other.peer("any.where") { $0.isInsecure = true }, try fixture.server())
    #expect(elsewhere.shakeHands() == .bytes(1))
  }

  @Test("a certificate that issued itself is trusted where it is named")
  func selfSigned() throws {
    let fixture = try TLSFixture()
    var file = TLSSettings()
    file.caFiles = [try #require(fixture.folder).write(fixture.certificate.certificate, as: "a")]
    file.usesSystemCAs = false
    let peer = TLSPeer(try TLSContext(file), name: "api.test", port: 443)
    var rig = try EngineRig(peer, try fixture.server())
    #expect(rig.shakeHands() == .bytes(1))
  }

  @Test("a chain by way of another authority is followed")
  func chain() throws {
    let fixture = try TLSFixture()
    let middle = try TestAuthority("Middle", below: fixture.authority)
    var certificate = try middle.issue("DNS:api.test")
    var broken = try EngineRig(try fixture.peer(), try TestServer(certificate))
    #expect(Self.failure(broken.shakeHands())?.kind == .certificate)
    certificate.chain = middle.certificate
    var rig = try EngineRig(try fixture.peer(), try TestServer(certificate))
    #expect(rig.shakeHands() == .bytes(1))
  }

  @Test(
    "the name is told to the server, but for addresses",
    arguments: [
      ("api.test", "api.test"), ("api.test.", "api.test"), ("127.0.0.1", nil),
    ] as [(String, String?)])
  func serverName(name: String, told: String?) throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(try fixture.peer(name), try fixture.server())
    #expect(rig.shakeHands() == .bytes(1))
    #expect(rig.server.serverName == told)
  }

  @Test("wildcards hold for one label; addresses are compared as addresses")
  func wildcard() throws {
    let fixture = try TLSFixture("DNS:*.api.test,IP:::1")
    for name in ["x.api.test", "X.API.test", "::1", "0:0:0:0:0:0:0:1"] {
      var rig = try EngineRig(try fixture.peer(name), try fixture.server())
      #expect(rig.shakeHands() == .bytes(1), "\(name)")
    }
  }

  @Test(
    "a version is agreed on, or there is none",
    arguments: [
      (TLSVersion.tls12, TLSVersion.tls13, 0x0303...0x0304, "TLSv1.3"),
      (.tls12, .tls12, 0x0303...0x0304, "TLSv1.2"), (.tls12, .tls13, 0x0303...0x0303, "TLSv1.2"),
      (.tls13, .tls13, 0x0303...0x0303, nil), (.tls12, .tls12, 0x0304...0x0304, nil),
      (.tls10, .tls11, 0x0301...0x0304, "TLSv1.1"), (.tls10, .tls10, 0x0301...0x0301, "TLSv1"),
      (.tls12, .tls13, 0x0301...0x0302, nil),
    ] as [(TLSVersion, TLSVersion, ClosedRange<Int>, String?)])
  func versions(
    min: TLSVersion, max: TLSVersion, server: ClosedRange<Int>, agreed: String?
  ) throws {
    let fixture = try TLSFixture()
    let peer = try fixture.peer {
      $0.minVersion = min
      $0.maxVersion = max
    }
    var rig = try EngineRig(peer, try fixture.server { $0.versions = server })
    let outcome = rig.shakeHands()
    if let agreed {
      #expect(outcome == .bytes(1))
      #expect(rig.server.version == agreed)
    } else {
      #expect(Self.failure(outcome)?.kind == .protocolError)
      #expect(Self.failure(outcome)?.reason.contains("version") == true, "\(outcome)")
    }
  }

  @Test(
    "the cipher suite is one of those that are named",
    arguments: [
      ([0xC02C], 0x0303, "ECDHE-ECDSA-AES256-GCM-SHA384"),
      ([0xCCA9, 0xC02B], 0x0303, "ECDHE-ECDSA-CHACHA20-POLY1305"),
      ([0x1302], 0x0304, "TLS_AES_256_GCM_SHA384"),
      ([0x1303], 0x0304, "TLS_CHACHA20_POLY1305_SHA256"),
      ([0x1301, 0xC02B], 0x0303, "ECDHE-ECDSA-AES128-GCM-SHA256"),
      ([0xC00A], 0x0304, "TLS_AES_256_GCM_SHA384"), ([0xC02F], 0x0303, nil),
    ] as [([UInt16], Int, String?)])
  func cipherSuites(numbers: [UInt16], version: Int, chosen: String?) throws {
    let fixture = try TLSFixture()
    let peer = try fixture.peer {
      $0.cipherSuites = numbers.compactMap { TLSCipherSuite(number: $0) }
      $0.minVersion = .tls12
    }
    var rig = try EngineRig(peer, try fixture.server { $0.versions = version...version })
    let outcome = rig.shakeHands()
    #expect((outcome == .bytes(1)) == (chosen != nil))
    if let chosen {
      #expect(rig.server.cipher == chosen)
    } else {
      #expect(rig.server.failure?.contains("no shared cipher") == true)
      #expect(Self.failure(outcome)?.reason.contains("handshake failure") == true)
    }
  }

  @Test("the curve is one of those that are named")
  func groups() throws {
    let fixture = try TLSFixture()
    for group in [TLSGroup.p256, .p384, .p521, .x25519] {
      var rig = try EngineRig(try fixture.peer { $0.groups = [group] }, try fixture.server())
      #expect(rig.shakeHands() == .bytes(1))
    }
  }

  @Test(
    "ALPN chooses a protocol that both have",
    arguments: [
      (["h2"], ["h2"], "h2"), (["h2", "http/1.1"], ["http/1.1"], "http/1.1"),
      (["http/1.1"], [], nil), (["http/1.1"], ["h2"], nil), ([], ["h2"], nil),
    ] as [([String], [String], String?)])
  func applicationProtocol(client: [String], server: [String], chosen: String?) throws {
    let fixture = try TLSFixture()
    var rig = try EngineRig(
      try fixture.peer(protocols: client), try fixture.server { $0.protocols = server })
    #expect(rig.shakeHands() == .bytes(1))
    #expect(rig.engine.applicationProtocol == chosen)
  }
}
