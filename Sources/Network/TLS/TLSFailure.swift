import COpenSSL

/// Why TLS with a server came to nothing.
public struct TLSFailure: Error, Sendable, Equatable {
  /// What kind of thing went wrong.
  public enum Kind: Sendable, Equatable {
    /// The server is not, or cannot be shown to be, the one that was meant.
    case certificate
    /// The two could not agree, or one of them broke the rules.
    case protocolError
    /// What came is no TLS.
    case notTLS
    /// The connection ended without saying so: what came may have been cut (RFC 8446 §6.1).
    case truncated
  }

  /// The server.
  public let name: String
  /// What kind of failure it is.
  public let kind: Kind
  /// Why, in words.
  public let reason: String

  /// Puts a failure together.
  init(_ name: String, _ kind: Kind, _ reason: String) {
    self.name = name
    self.kind = kind
    self.reason = reason
  }

  /// Reads the first of the errors that OpenSSL has noted on this thread.
  static func noted(_ name: String) -> TLSFailure {
    let code = dragoman_openssl().pointee.ERR_get_error()
    let reason = Int32(truncatingIfNeeded: code & UInt(ERR_REASON_MASK))
    guard code != 0 else { return TLSFailure(name, .protocolError, "the connection broke") }
    switch reason {
    case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_PACKET_LENGTH_TOO_LONG:
      return TLSFailure(name, .notTLS, "the server does not speak TLS on this port")
    // From here on reasons are alerts of the peer (RFC 8446 §6.2).
    case SSL_AD_REASON_OFFSET...(SSL_AD_REASON_OFFSET + 255):
      let words = text(of: code)
      let alert = words.firstRange(of: " alert ").map { words[$0.upperBound...] } ?? words[...]
      return TLSFailure(name, .protocolError, "the server refused: \(alert)")
    default: return TLSFailure(name, .protocolError, text(of: code))
    }
  }

  /// Words for a result of verification.
  static func unverified(_ name: String, _ result: Int) -> TLSFailure {
    let text = dragoman_openssl().pointee.X509_verify_cert_error_string(result)
    return TLSFailure(name, .certificate, text.map { String(cString: $0) } ?? "error \(result)")
  }

  private static func text(of code: UInt) -> String {
    guard let text = dragoman_openssl().pointee.ERR_reason_error_string(code) else {
      return "error \(code)"
    }
    return String(cString: text)
  }
}

extension TLSFailure: CustomStringConvertible {
  /// `TLS to api.test: certificate has expired`
  public var description: String { "TLS to \(name): \(reason)" }
}
