/// A version of the protocol.
public enum TLSVersion: Int, Sendable, Hashable, Comparable {
  /// TLS 1.0.
  case tls10 = 0x0301
  /// TLS 1.1.
  case tls11 = 0x0302
  /// TLS 1.2.
  case tls12 = 0x0303
  /// TLS 1.3.
  case tls13 = 0x0304

  /// The older one is less.
  public static func < (first: TLSVersion, second: TLSVersion) -> Bool {
    first.rawValue < second.rawValue
  }
}
