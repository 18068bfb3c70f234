import COpenSSL

/// Texts in PEM form.
enum PEM {
  static func text(_ write: (OpaquePointer?) -> Int32) throws -> String {
    let output = BIO_new(BIO_s_mem())
    defer { BIO_free(output) }
    guard write(output) == 1 else { throw TestTLSError("PEM") }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = BIO_read(output, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
  }

  static func certificate(_ authority: TestAuthority?) throws -> OpaquePointer? {
    try authority.map { try certificate($0.certificate) }
  }

  static func key(_ authority: TestAuthority?) throws -> OpaquePointer? {
    try authority.map { try key($0.pair.key) }
  }

  /// A copy of a text, to be read.
  private static func reader(_ text: String) -> OpaquePointer? {
    let copy = BIO_new(BIO_s_mem())
    BIO_write(copy, Array(text.utf8), Int32(text.utf8.count))
    return copy
  }

  static func certificate(_ text: String) throws -> OpaquePointer {
    let input = reader(text)
    defer { BIO_free(input) }
    guard let found = PEM_read_bio_X509(input, nil, nil, nil) else {
      throw TestTLSError("certificate")
    }
    return found
  }

  static func key(_ text: String) throws -> OpaquePointer {
    let input = reader(text)
    defer { BIO_free(input) }
    guard let found = PEM_read_bio_PrivateKey(input, nil, nil, nil) else {
      throw TestTLSError("key")
    }
    return found
  }
}
