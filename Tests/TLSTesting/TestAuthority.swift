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

  private let own: TestCertificate

  /// An authority of its own, or one below another.
  public init(_ name: String = "Authority", below parent: TestAuthority? = nil) throws {
    own = try TestAuthority.issue(
      "\(name) \(UInt32.random(in: 0...UInt32.max))", [(NID_basic_constraints, "critical,CA:TRUE")],
      .now, by: parent)
  }

  /// Its certificate.
  public var certificate: String { own.certificate }

  /// A certificate for names such as `DNS:localhost` and `IP:127.0.0.1`.
  public func issue(
    _ names: String, for name: String = "leaf", validity: Validity = .now
  ) throws -> TestCertificate {
    let extensions = names.isEmpty ? [] : [(NID_subject_alt_name, names)]
    return try TestAuthority.issue(name, extensions, validity, by: self)
  }

  private static func issue(
    _ name: String, _ extensions: [(Int32, String)], _ validity: Validity,
    by authority: TestAuthority?
  ) throws -> TestCertificate {
    let key = try PEM.newKey()
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
    guard X509_sign(certificate, signer ?? key, EVP_sha256()) > 0 else {
      throw TestTLSError("sign")
    }
    return TestCertificate(
      certificate: try PEM.text { PEM_write_bio_X509($0, certificate) },
      key: try PEM.text { PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) })
  }

  /// Its certificate and key, as a certificate like any.
  fileprivate var pair: TestCertificate { own }
}

/// What OpenSSL could not do for a test.
public struct TestTLSError: Error, CustomStringConvertible {
  /// What, and OpenSSL's reason.
  public let description: String

  init(_ what: String) {
    let code = ERR_get_error()
    let reason = ERR_reason_error_string(code).map { String(cString: $0) } ?? "\(code)"
    ERR_clear_error()
    description = "\(what): \(reason)"
  }
}

/// Texts in PEM form.
enum PEM {
  static func newKey() throws -> OpaquePointer? {
    let context = EVP_PKEY_CTX_new_id(NID_X9_62_id_ecPublicKey, nil)
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) > 0,
      EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1) > 0,
      EVP_PKEY_keygen(context, &key) > 0
    else { throw TestTLSError("key") }
    return key
  }

  static func text(_ write: (OpaquePointer?) -> Int32) throws -> String {
    let output = BIO_new(BIO_s_mem())
    defer { BIO_free(output) }
    guard write(output) == 1 else { throw TestTLSError("PEM") }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = BIO_read(output, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
  }

  static func certificate(_ authority: TestAuthority?) throws -> OpaquePointer? {
    try authority.map { try certificate($0.certificate) }
  }

  static func key(_ authority: TestAuthority?) throws -> OpaquePointer? {
    try authority.map { try key($0.pair.key) }
  }

  /// A copy of a text, to be read.
  private static func reader(_ text: String) -> OpaquePointer? {
    let copy = BIO_new(BIO_s_mem())
    BIO_write(copy, Array(text.utf8), Int32(text.utf8.count))
    return copy
  }

  static func certificate(_ text: String) throws -> OpaquePointer {
    let input = reader(text)
    defer { BIO_free(input) }
    guard let found = PEM_read_bio_X509(input, nil, nil, nil) else {
      throw TestTLSError("certificate")
    }
    return found
  }

  static func key(_ text: String) throws -> OpaquePointer {
    let input = reader(text)
    defer { BIO_free(input) }
    guard let found = PEM_read_bio_PrivateKey(input, nil, nil, nil) else {
      throw TestTLSError("key")
    }
    return found
  }
}
