import Glibc

/// IP addresses and networks as texts.
enum AddressText {
  /// Whether a text is a plain IPv4 or IPv6 address, without zone or port (CFG-21).
  static func isAddress(_ text: String) -> Bool {
    // The buffer is larger than both kinds of address; inet_pton takes the text as a C string, so
    // a text with a NUL inside is none.
    guard !text.utf8.contains(0) else { return false }
    var buffer = in6_addr()
    return inet_pton(AF_INET, text, &buffer) == 1 || inet_pton(AF_INET6, text, &buffer) == 1
  }

  /// Whether a text is an address or a network in CIDR notation.
  static func isNetwork(_ text: String) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard isAddress(String(parts[0])) else { return false }
    guard parts.count == 2 else { return true }
    guard parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let bits = Int(parts[1]) else {
      return false
    }
    return bits <= (parts[0].contains(":") ? 128 : 32)
  }
}
