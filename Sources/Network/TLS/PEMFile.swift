import COpenSSL
import Glibc

/// A file in PEM form (RFC 7468), read when the start works out what it needs. Nobody is asked for
/// a password on the terminal.
struct PEMFile {
  private let path: String
  private let place: TLSSettings.Mistake.Place

  init(_ path: String, _ place: TLSSettings.Mistake.Place) {
    self.path = path
    self.place = place
  }

  /// All certificates in it, at least one. Whoever calls owns them.
  func certificates() throws(TLSSettings.Mistake) -> [OpaquePointer] {
    let file = try open()
    let openssl = dragoman_openssl().pointee
    defer { _ = openssl.BIO_free(file) }
    var certificates: [OpaquePointer] = []
    while let certificate = openssl.PEM_read_bio_X509(file, nil, { _, _, _, _ in -1 }, nil) {
      certificates.append(certificate)
    }
    let reason = endReason()
    if reason == nil, !certificates.isEmpty { return certificates }
    for certificate in certificates { openssl.X509_free(certificate) }
    throw TLSSettings.Mistake(
      place,
      "'\(path)' holds \(reason == nil ? "no certificate" : "a broken certificate")"
        + (reason.map { ": \($0)" } ?? " in PEM form"))
  }

  /// The first private key in it. Whoever calls owns it.
  func privateKey() throws(TLSSettings.Mistake) -> OpaquePointer {
    let file = try open()
    let openssl = dragoman_openssl().pointee
    defer { _ = openssl.BIO_free(file) }
    let key = openssl.PEM_read_bio_PrivateKey(file, nil, { _, _, _, _ in -1 }, nil)
    if let key { return key }
    let reason = endReason()
    throw TLSSettings.Mistake(
      place,
      reason.map { "the key in '\(path)' cannot be read: \($0)" }
        ?? "'\(path)' holds no private key in PEM form")
  }

  private func open() throws(TLSSettings.Mistake) -> OpaquePointer {
    let openssl = dragoman_openssl().pointee
    openssl.ERR_clear_error()
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else {
      throw TLSSettings.Mistake(place, "'\(path)': \(SystemError.last("stat").reason)")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw TLSSettings.Mistake(place, "'\(path)' is no file")
    }
    guard let file = openssl.BIO_new_file(path, "r") else {
      throw TLSSettings.Mistake(place, "'\(path)': \(SystemError.last("open").reason)")
    }
    return file
  }

  /// Why reading stopped; nil where the file simply held no more.
  private func endReason() -> String? {
    let openssl = dragoman_openssl().pointee
    defer { openssl.ERR_clear_error() }
    let code = openssl.ERR_peek_last_error()
    let reason = Int32(truncatingIfNeeded: code & UInt(ERR_REASON_MASK))
    if code == 0 || reason == PEM_R_NO_START_LINE || reason == ERR_R_UNSUPPORTED { return nil }
    if reason == PEM_R_BAD_PASSWORD_READ { return "it is locked with a password" }
    return openssl.ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
