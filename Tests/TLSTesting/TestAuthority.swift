import COpenSSL

/// An authority that issues certificates while the tests run: nothing that expires is kept.
public struct TestAuthority: Sendable {
  /// When a certificate holds, in seconds from now.
  public struct Validity: Sendable {
    let from: Int
    let to: Int
    /// From an hour ago for a day.
    public static let now = Validity(from: -3600, to: 86_400)
    /// Until an hour ago.
    public static let past = Validity(from: -86_400, to: -3600)
    /// From tomorrow on.
    public static let future = Validity(from: 86_400, to: 172_800)
  }

  /// What a certificate's safety rests on.
  public struct Strength: Sendable {
    let key: TestKey
    let digest: Digest

    /// What the authority's signature is made of.
    public enum Digest: Sendable { case md5, sha1, sha256 }

    /// By default what is good enough everywhere.
    public init(key: TestKey = .p256, digest: Digest = .sha256) {
      self.key = key
      self.digest = digest
    }
  }

  private let own: TestCertificate

  /// An authority of its own, or one below another.
  public init(
    _ name: String = "Authority", below parent: TestAuthority? = nil, key: TestKey = .p256
  ) throws {
    own = try TestAuthority.issue(
      "\(name) \(UInt32.random(in: 0...UInt32.max))", [(NID_basic_constraints, "critical,CA:TRUE")],
      .now, Strength(key: key), by: parent)
  }

  /// Its certificate.
  public var certificate: String { own.certificate }

  /// A certificate for names such as `DNS:localhost` and `IP:127.0.0.1`.
  public func issue(
    _ names: String, for name: String = "leaf", validity: Validity = .now,
    strength: Strength = Strength()
  ) throws -> TestCertificate {
    let extensions = names.isEmpty ? [] : [(NID_subject_alt_name, names)]
    return try TestAuthority.issue(name, extensions, validity, strength, by: self)
  }

  private static func issue(
    _ name: String, _ extensions: [(Int32, String)], _ validity: Validity,
    _ strength: Strength, by authority: TestAuthority?
  ) throws -> TestCertificate {
    let key = try strength.key.make()
    let certificate = X509_new()
    defer {
      EVP_PKEY_free(key)
      X509_free(certificate)
    }
    X509_set_version(certificate, 2)
    ASN1_INTEGER_set_int64(
      X509_get_serialNumber(certificate), Int64.random(in: 1...Int64.max))
    X509_gmtime_adj(X509_getm_notBefore(certificate), validity.from)
    X509_gmtime_adj(X509_getm_notAfter(certificate), validity.to)
    X509_set_pubkey(certificate, key)
    let subject = X509_get_subject_name(certificate)
    X509_NAME_add_entry_by_txt(
      subject, "CN", MBSTRING_UTF8, Array(name.utf8), Int32(name.utf8.count), -1, 0)
    for (kind, text) in extensions {
      let made = X509V3_EXT_conf_nid(nil, nil, kind, text)
      guard made != nil else { throw TestTLSError("extension \(text)") }
      X509_add_ext(certificate, made, -1)
      X509_EXTENSION_free(made)
    }
    let (issuer, signer) = (try PEM.certificate(authority), try PEM.key(authority))
    defer {
      X509_free(issuer)
      EVP_PKEY_free(signer)
    }
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer ?? certificate))
    guard X509_sign(certificate, signer ?? key, strength.digest.function) > 0 else {
      throw TestTLSError("sign")
    }
    return TestCertificate(
      certificate: try PEM.text { PEM_write_bio_X509($0, certificate) },
      key: try PEM.text { PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) })
  }

  /// Its certificate and key, as a certificate like any.
  var pair: TestCertificate { own }
}

extension TestAuthority.Strength.Digest {
  fileprivate var function: OpaquePointer? {
    switch self {
    case .md5: EVP_md5()
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    }
  }
}
