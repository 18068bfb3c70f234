import COpenSSL

/// Sets up one of OpenSSL's contexts.
struct TLSContextBuilder: ~Copyable {
  private var context: OpaquePointer?

  init() throws(TLSSettings.Mistake) {
    if let problem = dragoman_openssl_open() {
      throw TLSSettings.Mistake(.all, "TLS is not available: \(String(cString: problem))")
    }
    let openssl = dragoman_openssl().pointee
    context = openssl.SSL_CTX_new(openssl.TLS_client_method())
    guard context != nil else { throw TLSSettings.Mistake(.all, "TLS is not available") }
  }

  deinit { dragoman_openssl().pointee.SSL_CTX_free(context) }

  /// Hands the context over.
  consuming func take() -> UInt {
    let address = UInt(bitPattern: context)
    context = nil
    return address
  }

  func apply(_ settings: TLSSettings) throws(TLSSettings.Mistake) {
    setModes()
    try setVersions(settings)
    try setSuites(settings)
    try setGroups(settings)
    try setAuthorities(settings)
  }

  private func control(_ command: Int32, _ number: Int, _ text: String? = nil) -> Int {
    guard var text = text?.utf8CString else {
      return dragoman_openssl().pointee.SSL_CTX_ctrl(context, command, number, nil)
    }
    // Unsafe: the call reads the text to its NUL, and keeps nothing of it.
    return text.withUnsafeMutableBytes {
      dragoman_openssl().pointee.SSL_CTX_ctrl(context, command, number, $0.baseAddress)
    }
  }

  private func setModes() {
    let openssl = dragoman_openssl().pointee
    let modes =
      SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
      | SSL_MODE_RELEASE_BUFFERS | SSL_MODE_AUTO_RETRY
    _ = control(SSL_CTRL_MODE, Int(modes))
    // Nobody here asks for another handshake on a connection, nor answers one (RFC 5746 §5).
    _ = openssl.SSL_CTX_set_options(context, TLSContextBuilder.noRenegotiation)
    _ = control(
      SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL))
    openssl.SSL_CTX_sess_set_new_cb(context) { ssl, session in
      TLSPeer.keep(session, of: ssl)
    }
  }

  /// `SSL_OP_NO_RENEGOTIATION`, a macro that Swift cannot import.
  private static let noRenegotiation: UInt64 = 1 << 30

  private func setVersions(_ settings: TLSSettings) throws(TLSSettings.Mistake) {
    guard settings.minVersion <= settings.maxVersion else {
      throw TLSSettings.Mistake(.all, "the oldest version is newer than the newest")
    }
    _ = control(SSL_CTRL_SET_MIN_PROTO_VERSION, settings.minVersion.rawValue)
    _ = control(SSL_CTRL_SET_MAX_PROTO_VERSION, settings.maxVersion.rawValue)
    if settings.minVersion < .tls12 { try allowOldVersions() }
  }

  /// Versions before 1.2 stand on SHA-1, which OpenSSL allows on its lowest level alone. What else
  /// that level lets pass stays refused: weak certificates, and SHA-1 in version 1.2.
  private func allowOldVersions() throws(TLSSettings.Mistake) {
    let openssl = dragoman_openssl().pointee
    openssl.SSL_CTX_set_security_level(context, 0)
    // Keys of 80 bits of security and more, RSA of 1024, and no signature by MD5 or SHA-1.
    openssl.X509_VERIFY_PARAM_set_auth_level(openssl.SSL_CTX_get0_param(context), 1)
    guard control(SSL_CTRL_SET_SIGALGS_LIST, 0, TLSContextBuilder.signatures) == 1 else {
      throw TLSSettings.Mistake(.all, "OpenSSL has not all of the signatures of TLS 1.2")
    }
  }

  /// What version 1.2 and later may sign handshakes with; before it there is no choice
  /// (RFC 5246 §7.4.1.4.1).
  private static let signatures =
    "ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512"
    + ":rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512:RSA+SHA256:RSA+SHA384:RSA+SHA512"

  private func setSuites(_ settings: TLSSettings) throws(TLSSettings.Mistake) {
    let openssl = dragoman_openssl().pointee
    let new = settings.cipherSuites.filter(\.isForTLS13).map(\.name).joined(separator: ":")
    let old = settings.cipherSuites.filter { !$0.isForTLS13 }.map(\.name).joined(separator: ":")
    guard new.isEmpty || openssl.SSL_CTX_set_ciphersuites(context, new) == 1,
      old.isEmpty || openssl.SSL_CTX_set_cipher_list(context, old) == 1
    else {
      throw TLSSettings.Mistake(.cipherSuites, "OpenSSL has none of the cipher suites")
    }
  }

  private func setGroups(_ settings: TLSSettings) throws(TLSSettings.Mistake) {
    guard !settings.groups.isEmpty else { return }
    let names = settings.groups.map(\.name).joined(separator: ":")
    guard control(SSL_CTRL_SET_GROUPS_LIST, 0, names) == 1 else {
      throw TLSSettings.Mistake(.groups, "OpenSSL has not all of the curves \(names)")
    }
  }

  private func setAuthorities(_ settings: TLSSettings) throws(TLSSettings.Mistake) {
    let openssl = dragoman_openssl().pointee
    let verifies = !settings.isInsecure
    openssl.SSL_CTX_set_verify(context, verifies ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nil)
    guard verifies else { return }
    openssl.SSL_CTX_set_cert_store(context, try TrustStore.make(settings))
  }

  /// Has the connections choose what they show when a server asks.
  func choosesCertificates() {
    dragoman_openssl().pointee.SSL_CTX_set_cert_cb(
      context, { ssl, _ in TLSPeer.showCertificate(on: ssl) }, nil)
  }
}
