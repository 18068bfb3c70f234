import TLSTesting
import Testing

@testable import Network

@Suite("Settings of TLS that cannot be followed")
struct TLSSettingsTests {
  private static func mistake(
    _ change: (inout TLSSettings) throws -> Void
  ) throws
    -> TLSSettings.Mistake?
  {
    var settings = TLSSettings()
    try change(&settings)
    do throws(TLSSettings.Mistake) {
      _ = try TLSContext(settings)
      return nil
    } catch {
      return error
    }
  }

  @Test("files are named, with what is wrong with them")
  func files() throws {
    let folder = try TestFolder()
    let authority = try TestAuthority()
    let good = try folder.write(authority.certificate, as: "good.pem")
    let text = try folder.write("no certificate at all\n", as: "text.pem")
    let broken = try folder.write(
      authority.certificate.replacing("MII", with: "AAA"), as: "broken.pem")
    let cases = [
      ("/no/such/file.pem", "'/no/such/file.pem': No such file or directory"),
      (folder.path, "'\(folder.path)' is no file"),
      (text, "'\(text)' holds no certificate in PEM form"),
      ("\(good)\0", "No such file"),
    ]
    for (path, reason) in cases {
      let mistake = try #require(try Self.mistake { $0.caFiles = [good, path] })
      #expect(mistake.place == .caFile(1))
      #expect(mistake.description.contains(reason), "\(mistake)")
    }
    let mistake = try #require(try Self.mistake { $0.caFiles = [broken] })
    #expect(mistake.description.hasPrefix("'\(broken)' holds a broken certificate: "))
  }

  @Test("certificates and keys must be there, be readable, and belong together")
  func pairs() throws {
    let folder = try TestFolder()
    let authority = try TestAuthority()
    let (certificate, key) = try authority.issue("").write(to: folder, as: "a")
    let (_, other) = try authority.issue("").write(to: folder, as: "b")
    let locked = try folder.write(Self.lockedKey, as: "locked.key")
    let cases: [(String, String, TLSSettings.Mistake.Place, String)] = [
      (key, key, .certificate(0), "holds no certificate in PEM form"),
      (certificate, certificate, .key(0), "holds no private key in PEM form"),
      (certificate, "/no/such.key", .key(0), "'/no/such.key': No such file or directory"),
      (certificate, other, .key(0), "'\(other)' is not the key of '\(certificate)'"),
      (certificate, locked, .key(0), "it is locked with a password"),
    ]
    for (certificate, key, place, reason) in cases {
      let mistake = try #require(
        try Self.mistake {
          $0.certificates = [.init(certificateFile: certificate, keyFile: key)]
        })
      #expect(mistake.place == place)
      #expect(mistake.description.contains(reason), "\(mistake)")
    }
    #expect(
      try Self.mistake { $0.certificates = [.init(certificateFile: certificate, keyFile: key)] }
        == nil)
  }

  /// The key has no other use than to be locked, here by the password `secret`.
  private static let lockedKey = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhLb6vW8qfGMQICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEDEFqqZsPVSl/dvWzL49k0sEgZAe
    PvgzcZGuVq6BxeDxi4SxmnECn4MtPv06jfqjsEPPo9X3i7hFP9WcibpNdOsEBXaa
    A3vRR0a7fWaPjMXyXBwtJeLEGoA4FQNVy7tEhVAg/xBs8Fi8GCCwDpwDSTD04tjX
    hg09I0M3FBM+GsUTitSelSJYl8yseZuUcXoFBxU/jsa5OWbxPNtJ/YleinS+Hcg=
    -----END ENCRYPTED PRIVATE KEY-----
    """

  @Test("versions, cipher suites and curves")
  func choices() throws {
    let versions = try Self.mistake {
      $0.minVersion = .tls13
      $0.maxVersion = .tls12
    }
    #expect(versions?.description == "the oldest version is newer than the newest")
    for number in [0x1301, 0x1302, 0x1303, 0x2F, 0x35, 0x3C, 0x9C, 0x9D, 0xC009, 0xC00A] as [UInt16]
    {
      let suite = try #require(TLSCipherSuite(number: number))
      #expect(try Self.mistake { $0.cipherSuites = [suite] } == nil)
    }
    for number in [0xC013, 0xC014, 0xC023, 0xC027, 0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9]
      as [UInt16]
    {
      let suite = try #require(TLSCipherSuite(number: number))
      #expect(try Self.mistake { $0.cipherSuites = [suite] } == nil)
    }
    #expect([5, 10, 0xC011, 0xFFFF].allSatisfy { TLSCipherSuite(number: $0) == nil })
    #expect(try Self.mistake { $0.groups = [.x25519, .p521] } == nil)
  }

  @Test("settings become a context once, when it is first needed")
  func source() throws {
    let source = TLSSource(TLSSettings())
    #expect(try source.context() === source.context())
    var settings = TLSSettings()
    settings.caFiles = ["/no/such/file"]
    let broken = TLSSource(settings)
    #expect(throws: TLSSettings.Mistake.self) { try broken.context() }
  }
}
