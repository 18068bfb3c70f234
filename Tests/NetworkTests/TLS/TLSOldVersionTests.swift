import TLSTesting
import Testing

@testable import Network

@Suite("TLS of old versions", .timeLimit(.minutes(1)))
struct TLSOldVersionTests {
  private static func allow(_ newest: TLSVersion, in settings: inout TLSSettings) {
    settings.minVersion = .tls10
    settings.maxVersion = newest
  }

  private static func words(_ outcome: TLSEngine.Outcome) -> String {
    if case .failed(let failure) = outcome { failure.reason } else { "\(outcome)" }
  }

  @Test(
    "certificates are looked at as strictly as ever",
    arguments: [
      (TestKey.p256, TestAuthority.Strength.Digest.sha256, "bytes(1)"),
      (.rsa(1024), .sha256, "bytes(1)"), (.rsa(512), .sha256, "EE certificate key too weak"),
      (.p256, .md5, "CA signature digest algorithm too weak"),
      (.p256, .sha1, "CA signature digest algorithm too weak"),
    ])
  func certificates(
    key: TestKey, digest: TestAuthority.Strength.Digest, outcome: String
  ) throws {
    let fixture = try TLSFixture(
      authorityKey: .rsa(1024), strength: .init(key: key, digest: digest))
    let server = try fixture.server { $0.versions = 0x0301...0x0303 }
    for newest in [TLSVersion.tls10, .tls11, .tls12] {
      var rig = try EngineRig(try fixture.peer { Self.allow(newest, in: &$0) }, server)
      #expect(Self.words(rig.shakeHands()) == outcome)
      let trusting = try fixture.peer {
        Self.allow(newest, in: &$0)
        $0.isInsecure = true
      }
      var other = try EngineRig(trusting, server)
      #expect(other.shakeHands() == .bytes(1), "the server itself is content")
    }
  }

  @Test("an authority whose key is too weak vouches for nobody")
  func weakAuthority() throws {
    let fixture = try TLSFixture(authorityKey: .rsa(512))
    let server = try fixture.server { $0.versions = 0x0301...0x0302 }
    var rig = try EngineRig(try fixture.peer { Self.allow(.tls12, in: &$0) }, server)
    #expect(Self.words(rig.shakeHands()) == "CA certificate key too weak")
  }

  @Test("version 1.2 does not sign with SHA-1, though 1.1 is allowed")
  func signatures() throws {
    let fixture = try TLSFixture()
    for (signatures, isGood) in [("ECDSA+SHA256", true), ("ECDSA+SHA1", false)] {
      let server = try fixture.server {
        $0.versions = 0x0301...0x0303
        $0.signatures = signatures
      }
      var rig = try EngineRig(try fixture.peer { Self.allow(.tls12, in: &$0) }, server)
      #expect((rig.shakeHands() == .bytes(1)) == isGood, "\(signatures)")
    }
  }
}
