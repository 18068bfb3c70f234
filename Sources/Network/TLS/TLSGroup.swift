/// A curve for the exchange of keys, by its number on the wire (RFC 8446 §4.2.7).
public enum TLSGroup: UInt16, Sendable, Hashable {
  /// NIST's curve of 256 bits.
  case p256 = 23
  /// NIST's curve of 384 bits.
  case p384 = 24
  /// NIST's curve of 521 bits.
  case p521 = 25
  /// Curve25519.
  case x25519 = 29

  /// OpenSSL's name.
  var name: String {
    switch self {
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .x25519: "X25519"
    }
  }
}
