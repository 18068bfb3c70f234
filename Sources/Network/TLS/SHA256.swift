import COpenSSL

/// SHA-256 (FIPS 180-4), by OpenSSL.
public enum SHA256 {
  /// Why there is none.
  public struct Unavailable: Error, CustomStringConvertible {
    /// What is lacking.
    public let description: String
  }

  /// The digest of bytes, 32 bytes long.
  public static func digest(_ bytes: [UInt8]) throws -> [UInt8] {
    if let problem = dragoman_openssl_open() {
      throw Unavailable(description: String(cString: problem))
    }
    var digest = [UInt8](repeating: 0, count: 32)
    // Unsafe: the call reads so many bytes and writes 32, and keeps nothing of either.
    _ = dragoman_openssl().pointee.SHA256(bytes, bytes.count, &digest)
    return digest
  }
}
