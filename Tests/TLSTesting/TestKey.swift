import COpenSSL

/// Kinds of private keys.
public enum TestKey: Sendable {
  /// ECDSA on the curve P-256.
  case p256
  /// RSA with so many bits.
  case rsa(Int32)

  /// A new one, which the caller owns.
  func make() throws -> OpaquePointer? {
    let context = EVP_PKEY_CTX_new_id(kind, nil)
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) > 0, set(context) > 0, EVP_PKEY_keygen(context, &key) > 0
    else { throw TestTLSError("key") }
    return key
  }

  private var kind: Int32 {
    switch self {
    case .p256: NID_X9_62_id_ecPublicKey
    case .rsa: NID_rsaEncryption
    }
  }

  private func set(_ context: OpaquePointer?) -> Int32 {
    switch self {
    case .p256: EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
    case .rsa(let bits): EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits)
    }
  }
}
