import COpenSSL

/// The digest SHA-256 (FIPS 180-4), by OpenSSL's libcrypto, which is opened when the first one is
/// made.
public struct SHA256: Sendable {
  /// Why there is none.
  public struct Unavailable: Error, Sendable, CustomStringConvertible {
    /// What the system says.
    public let description: String

    /// Says why.
    public init(_ reason: String) { description = reason }
  }

  /// How many bytes a digest has.
  public static let size = 32

  /// Opens the library if it is not open yet.
  public init() throws(Unavailable) {
    guard let problem = dragoman_openssl_open() else { return }
    throw Unavailable(String(cString: problem))
  }

  /// The digest of some bytes; nil where the library has no memory left for its work, or may not
  /// make such digests by the rules of its machine.
  public func digest(of bytes: Span<UInt8>) -> [UInt8]? {
    let openssl = dragoman_openssl().pointee
    guard let method = openssl.EVP_sha256() else { return nil }
    var count: UInt32 = 0
    var isMade = false
    let digest = [UInt8](unsafeUninitializedCapacity: SHA256.size) { output, written in
      // Unsafe: the call reads these bytes, writes at most `size`, and keeps neither.
      isMade = bytes.withUnsafeBufferPointer { input in
        openssl.EVP_Digest(
          input.baseAddress, input.count, output.baseAddress, &count, method, nil) == 1
      }
      written = isMade ? min(Int(count), SHA256.size) : 0
    }
    return isMade && digest.count == SHA256.size ? digest : nil
  }

  /// The digest in 64 hexadecimal digits, in lower case.
  public func hexadecimal(of bytes: Span<UInt8>) -> [UInt8]? {
    guard let digest = digest(of: bytes) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(2 * SHA256.size)
    for byte in digest {
      text.append(SHA256.digits[Int(byte >> 4)])
      text.append(SHA256.digits[Int(byte & 15)])
    }
    return text
  }

  private static let digits = [UInt8]("0123456789abcdef".utf8)
}
