import COpenSSL

/// How a test's server speaks TLS. Its sessions can be taken up on any of its connections.
public final class TestServer: Sendable {
  /// What may be asked of it.
  public struct Options: Sendable {
    /// The oldest and the newest version.
    public var versions: ClosedRange<Int> = 0x0303...0x0304
    /// Cipher suites before TLS 1.3, by OpenSSL's names.
    public var ciphers = ""
    /// What handshakes are signed with from TLS 1.2 on, by OpenSSL's names.
    public var signatures = ""
    /// The protocols that ALPN may choose, the first that the client has.
    public var protocols: [String] = []
    /// Whose certificates clients must show.
    public var clientAuthority: TestAuthority?
    /// How many tickets follow the handshake.
    public var tickets = 2

    /// The usual.
    public init() {}
  }

  private let address: UInt
  private let protocols: [String]

  /// Makes a server that shows a certificate.
  public init(_ certificate: TestCertificate, _ options: Options = Options()) throws {
    let context = SSL_CTX_new(TLS_server_method())
    address = UInt(bitPattern: context)
    protocols = options.protocols
    SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, options.versions.lowerBound, nil)
    SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, options.versions.upperBound, nil)
    if options.versions.lowerBound < 0x0303 { SSL_CTX_set_security_level(context, 0) }
    if !options.ciphers.isEmpty { SSL_CTX_set_cipher_list(context, options.ciphers) }
    if !options.signatures.isEmpty {
      var names = options.signatures.utf8CString
      names.withUnsafeMutableBytes {
        _ = SSL_CTX_ctrl(context, SSL_CTRL_SET_SIGALGS_LIST, 0, $0.baseAddress)
      }
    }
    SSL_CTX_set_num_tickets(context, options.tickets)
    let (leaf, key) = (
      try PEM.certificate(certificate.certificate), try PEM.key(certificate.key)
    )
    defer {
      X509_free(leaf)
      EVP_PKEY_free(key)
    }
    guard SSL_CTX_use_certificate(context, leaf) == 1, SSL_CTX_use_PrivateKey(context, key) == 1
    else { throw TestTLSError("certificate of a server") }
    if !certificate.chain.isEmpty {
      // The context takes the certificate over.
      let issuer = UnsafeMutableRawPointer(try PEM.certificate(certificate.chain))
      SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 0, issuer)
    }
    if let authority = options.clientAuthority { try ask(context, for: authority) }
    chooseProtocol(context)
  }

  deinit { SSL_CTX_free(OpaquePointer(bitPattern: address)) }

  private func ask(_ context: OpaquePointer?, for authority: TestAuthority) throws {
    let certificate = try PEM.certificate(authority.certificate)
    defer { X509_free(certificate) }
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate)
    SSL_CTX_add_client_CA(context, certificate)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    SSL_CTX_set_session_id_context(context, [1], 1)
  }

  private func chooseProtocol(_ context: OpaquePointer?) {
    guard !protocols.isEmpty else { return }
    SSL_CTX_set_alpn_select_cb(
      context,
      { _, chosen, count, offered, length, argument in
        guard let chosen, let count, let offered, let argument else { return 3 }
        let server = Unmanaged<TestServer>.fromOpaque(argument).takeUnretainedValue()
        var position = 0
        while position < Int(length) {
          let size = Int(offered[position])
          let name = UnsafeBufferPointer(start: offered + position + 1, count: size)
          if server.protocols.contains(String(decoding: name, as: UTF8.self)) {
            chosen.pointee = name.baseAddress
            count.pointee = UInt8(size)
            return 0
          }
          position += 1 + size
        }
        return 3
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }
}
