import COpenSSL

/// Faults of a client's own TLS, which no server can cause.
public enum TLSFault {
  /// Has the connections of a client's context take one piece of content and refuse the next.
  public static func refusesSecondContent(_ context: OpaquePointer?) {
    SSL_CTX_set_msg_callback(context) { isSent, _, kind, bytes, _, ssl, _ in
      let content: UInt8 = 23
      guard isSent == 1, kind == SSL3_RT_INNER_CONTENT_TYPE,
        bytes?.load(as: UInt8.self) == content
      else { return }
      SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN)
    }
  }
}
