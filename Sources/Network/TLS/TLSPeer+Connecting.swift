import COpenSSL

// What a new connection is told about its server.
extension TLSPeer {
  /// Prepares a connection, which must not outlive this peer; false if OpenSSL refuses.
  func prepare(_ ssl: OpaquePointer) -> Bool {
    let openssl = dragoman_openssl().pointee
    openssl.SSL_set_connect_state(ssl)
    // Unsafe: OpenSSL gives it back to the callbacks below; the engine keeps the peer.
    _ = openssl.SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(self).toOpaque())
    guard setName(ssl) else { return false }
    // ALPN's call is the one that returns 0 when it is done.
    let isOffered =
      protocols.isEmpty
      || openssl.SSL_set_alpn_protos(ssl, protocols, UInt32(protocols.count)) == 0
    if let session = takeSession() {
      _ = openssl.SSL_set_session(ssl, session)
      openssl.SSL_SESSION_free(session)
    }
    return isOffered
  }

  /// Whom the certificate must be for. A name is sent (RFC 6066 §3) and looked for among the
  /// alternative names alone (RFC 9525 §6.3).
  private func setName(_ ssl: OpaquePointer) -> Bool {
    let openssl = dragoman_openssl().pointee
    if let address {
      return openssl.X509_VERIFY_PARAM_set1_ip_asc(openssl.SSL_get0_param(ssl), address) == 1
    }
    guard let serverName, !serverName.isEmpty else { return false }
    var text = serverName.utf8CString
    // Unsafe: the call copies the text.
    let isSet = text.withUnsafeMutableBytes {
      openssl.SSL_ctrl(
        ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), $0.baseAddress)
    }
    openssl.SSL_set_hostflags(
      ssl, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
    return isSet == 1 && openssl.SSL_set1_host(ssl, serverName) == 1
  }
}

// What OpenSSL calls back.
extension TLSPeer {
  /// The peer of a connection.
  private static func of(_ ssl: OpaquePointer?) -> TLSPeer? {
    // Unsafe: `prepare` put it there.
    dragoman_openssl().pointee.SSL_get_ex_data(ssl, 0).map {
      Unmanaged<TLSPeer>.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// A session that can be taken up again has been agreed on; 0, since the object stays OpenSSL's.
  static func keep(_ session: OpaquePointer?, of ssl: OpaquePointer?) -> Int32 {
    if let session, dragoman_openssl().pointee.SSL_SESSION_is_resumable(session) == 1 {
      of(ssl)?.keep(session)
    }
    return 0
  }

  /// The server wants to see a certificate: 1, whether there is one to show or not.
  static func showCertificate(on ssl: OpaquePointer?) -> Int32 {
    guard let peer = of(ssl) else { return 1 }
    let names = dragoman_openssl().pointee.SSL_get0_peer_CA_list(ssl)
    _ = peer.context.certificate(issuedBy: names)?.isUsed(by: ssl)
    return 1
  }
}
