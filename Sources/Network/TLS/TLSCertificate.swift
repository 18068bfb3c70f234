import COpenSSL

/// A certificate with its chain and its key, read from files.
final class TLSCertificate: Sendable {
  // Addresses of OpenSSL's objects, which are only read once they are made, and counted atomically.
  private let leaf: UInt
  private let key: UInt
  private let chain: UInt

  init(
    _ pair: TLSSettings.Certificate, at index: Int
  ) throws(TLSSettings.Mistake) {
    let openssl = dragoman_openssl().pointee
    let certificates = try PEMFile(pair.certificateFile, .certificate(index)).certificates()
    let key: OpaquePointer
    do throws(TLSSettings.Mistake) {
      key = try PEMFile(pair.keyFile, .key(index)).privateKey()
    } catch {
      for certificate in certificates { openssl.X509_free(certificate) }
      throw error
    }
    let chain = openssl.OPENSSL_sk_new_null()
    for certificate in certificates.dropFirst() {
      // Unsafe: the stack keeps what it is given, and `deinit` frees it.
      _ = openssl.OPENSSL_sk_push(chain, UnsafeRawPointer(certificate))
    }
    leaf = UInt(bitPattern: certificates.first)
    self.key = UInt(bitPattern: key)
    self.chain = UInt(bitPattern: chain)
    guard openssl.X509_check_private_key(certificates.first, key) == 1 else {
      throw TLSSettings.Mistake(
        .key(index), "'\(pair.keyFile)' is not the key of '\(pair.certificateFile)'")
    }
  }

  deinit {
    let openssl = dragoman_openssl().pointee
    let chain = OpaquePointer(bitPattern: chain)
    for index in 0..<max(0, openssl.OPENSSL_sk_num(chain)) {
      // Unsafe: only certificates were put there.
      openssl.X509_free(OpaquePointer(openssl.OPENSSL_sk_value(chain, index)))
    }
    openssl.OPENSSL_sk_free(chain)
    openssl.X509_free(OpaquePointer(bitPattern: leaf))
    openssl.EVP_PKEY_free(OpaquePointer(bitPattern: key))
  }

  func isIssued(by names: OpaquePointer) -> Bool {
    guard let leaf = OpaquePointer(bitPattern: leaf) else { return false }
    return dragoman_is_issued_by(leaf, OpaquePointer(bitPattern: chain), names) == 1
  }

  /// Has a connection show it; false if OpenSSL refuses it, such as for a weak key.
  func isUsed(by ssl: OpaquePointer?) -> Bool {
    dragoman_openssl().pointee.SSL_use_cert_and_key(
      ssl, OpaquePointer(bitPattern: leaf), OpaquePointer(bitPattern: key),
      OpaquePointer(bitPattern: chain), 1) == 1
  }
}
