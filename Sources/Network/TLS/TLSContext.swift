import COpenSSL

/// Settings of TLS, made ready: shared by all connections that follow them.
public final class TLSContext: Sendable {
  /// The address of OpenSSL's context. It may be used from all threads: OpenSSL counts its owners
  /// atomically and locks what changes in it; nothing is set once it is made. A number, since the
  /// compiler cannot know this of a pointer.
  private let address: UInt
  private let certificates: [TLSCertificate]
  /// Whether servers are verified.
  let verifies: Bool

  /// Makes settings ready: reads their files. Blocks.
  public init(_ settings: TLSSettings) throws(TLSSettings.Mistake) {
    let builder = try TLSContextBuilder()
    try builder.apply(settings)
    var certificates: [TLSCertificate] = []
    for (index, pair) in settings.certificates.enumerated() {
      certificates.append(try TLSCertificate(pair, at: index))
    }
    if !certificates.isEmpty { builder.choosesCertificates() }
    self.certificates = certificates
    verifies = !settings.isInsecure
    address = builder.take()
  }

  deinit { dragoman_openssl().pointee.SSL_CTX_free(pointer) }

  /// OpenSSL's context.
  var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

  /// What is shown to a server that trusts these authorities: the first that they issued, or else
  /// the first of all, as long as the server names none.
  func certificate(issuedBy names: OpaquePointer?) -> TLSCertificate? {
    guard let names, dragoman_openssl().pointee.OPENSSL_sk_num(names) > 0 else {
      return certificates.first
    }
    return certificates.first { $0.isIssued(by: names) }
  }
}
