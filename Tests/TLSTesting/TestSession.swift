import COpenSSL

/// The server's side of one connection, in memory: records in, records out.
public final class TestSession {
  private let ssl: OpaquePointer?
  private let input = BIO_new(BIO_s_mem())
  private let output = BIO_new(BIO_s_mem())
  private let server: TestServer
  /// The content that has come.
  public var received: [UInt8] = []
  /// Whether the client has said that it sends no more.
  public private(set) var hasEnded = false
  /// What went wrong.
  public private(set) var failure: String?

  /// Waits for a client.
  public init(_ server: TestServer) {
    self.server = server
    ssl = SSL_new(server.pointer)
    SSL_set_bio(ssl, input, output)
    SSL_set_accept_state(ssl)
  }

  deinit { SSL_free(ssl) }

  /// Whether the handshake is done.
  public var isOpen: Bool { SSL_is_init_finished(ssl) == 1 }
  /// Whether it took up an earlier session.
  public var isResumed: Bool { SSL_session_reused(ssl) == 1 }
  /// The name that the client asked for.
  public var serverName: String? {
    SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) }
  }
  /// The version that was agreed on, such as `TLSv1.3`.
  public var version: String { String(cString: SSL_get_version(ssl)) }
  /// The cipher suite, by OpenSSL's name.
  public var cipher: String {
    SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)).map { String(cString: $0) } ?? ""
  }
  /// The common name of the certificate that the client showed; nil for none.
  public var clientName: String? {
    guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
    defer { X509_free(certificate) }
    var text = [CChar](repeating: 0, count: 256)
    let name = X509_get_subject_name(certificate)
    guard X509_NAME_get_text_by_NID(name, NID_commonName, &text, 256) > 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Takes records; returns those to be sent.
  public func take(_ records: [UInt8]) -> [UInt8] {
    if !records.isEmpty { BIO_write(input, records, Int32(records.count)) }
    ERR_clear_error()
    if !isOpen { note(SSL_do_handshake(ssl)) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    while isOpen, failure == nil, !hasEnded {
      ERR_clear_error()
      let count = SSL_read(ssl, &bytes, Int32(bytes.count))
      guard count > 0 else {
        note(count)
        break
      }
      received += bytes.prefix(Int(count))
    }
    return takeOutput()
  }

  private func note(_ result: Int32) {
    guard result <= 0 else { return }
    switch SSL_get_error(ssl, result) {
    case SSL_ERROR_WANT_READ: break
    case SSL_ERROR_ZERO_RETURN: hasEnded = true
    default: failure = TestTLSError("TLS").description
    }
  }

  /// Records of content.
  public func send(_ content: [UInt8]) -> [UInt8] {
    ERR_clear_error()
    note(content.isEmpty ? 1 : SSL_write(ssl, content, Int32(content.count)))
    return takeOutput()
  }

  /// A change of keys; `asks` wants the client to change too.
  public func updateKeys(asks: Bool) -> [UInt8] {
    SSL_key_update(ssl, asks ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED)
    note(SSL_do_handshake(ssl))
    return takeOutput()
  }

  /// A wish for a new handshake (TLS 1.2).
  public func renegotiate() -> [UInt8] {
    SSL_renegotiate(ssl)
    note(SSL_do_handshake(ssl))
    return takeOutput()
  }

  /// That nothing more will be sent.
  public func finish() -> [UInt8] {
    SSL_shutdown(ssl)
    return takeOutput()
  }

  private func takeOutput() -> [UInt8] {
    var all: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while case let count = BIO_read(output, &bytes, Int32(bytes.count)), count > 0 {
      all += bytes.prefix(Int(count))
    }
    return all
  }
}
