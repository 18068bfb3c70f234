import COpenSSL

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
