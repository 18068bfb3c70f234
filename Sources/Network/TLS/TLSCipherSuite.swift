/// The cipher suites that may be chosen, by their numbers on the wire.
public struct TLSCipherSuite: Sendable, Hashable {
  /// The number (IANA, TLS Cipher Suites).
  public let number: UInt16
  /// OpenSSL's name.
  let name: String
  /// Whether it is one of TLS 1.3, which has suites of its own (RFC 8446 §B.4).
  let isForTLS13: Bool

  /// The suite of a number; nil for those that are unknown, or broken and not built in: RC4
  /// (RFC 7465) and 3DES (CVE-2016-2183).
  public init?(number: UInt16) {
    guard let name = TLSCipherSuite.names[number] else { return nil }
    self.number = number
    self.name = name
    isForTLS13 = number >> 8 == 0x13
  }

  private static let names: [UInt16: String] = [
    0x1301: "TLS_AES_128_GCM_SHA256", 0x1302: "TLS_AES_256_GCM_SHA384",
    0x1303: "TLS_CHACHA20_POLY1305_SHA256",
    0x002F: "AES128-SHA", 0x0035: "AES256-SHA", 0x003C: "AES128-SHA256",
    0x009C: "AES128-GCM-SHA256", 0x009D: "AES256-GCM-SHA384",
    0xC009: "ECDHE-ECDSA-AES128-SHA", 0xC00A: "ECDHE-ECDSA-AES256-SHA",
    0xC013: "ECDHE-RSA-AES128-SHA", 0xC014: "ECDHE-RSA-AES256-SHA",
    0xC023: "ECDHE-ECDSA-AES128-SHA256", 0xC027: "ECDHE-RSA-AES128-SHA256",
    0xC02B: "ECDHE-ECDSA-AES128-GCM-SHA256", 0xC02C: "ECDHE-ECDSA-AES256-GCM-SHA384",
    0xC02F: "ECDHE-RSA-AES128-GCM-SHA256", 0xC030: "ECDHE-RSA-AES256-GCM-SHA384",
    0xCCA8: "ECDHE-RSA-CHACHA20-POLY1305", 0xCCA9: "ECDHE-ECDSA-CHACHA20-POLY1305",
  ]
}
