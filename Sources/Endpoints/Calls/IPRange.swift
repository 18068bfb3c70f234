import Bytes

/// A range of addresses in CIDR notation, or one address.
public struct IPRange: Sendable {
  private let base: IPAddress
  /// How many of the 128 bits must agree.
  private let bits: Int

  /// Reads `10.0.0.0/8`, `2001:db8::/32`, `127.0.0.1` or `::1`; nil if the text is anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let slash = bytes.firstIndex(of: ASCII.slash) ?? bytes.count
    guard let base = IPAddress(bytes.span.extracting(0..<slash)) else { return nil }
    let isShort = !bytes[..<slash].contains(ASCII.colon)
    let limit = isShort ? 32 : 128
    var length = limit
    if slash < bytes.count {
      guard bytes.count - slash <= 4,
        let number = NumberText.decimal(bytes.span.extracting(slash + 1..<bytes.count)),
        number <= UInt64(limit)
      else { return nil }
      length = Int(number)
    }
    self.base = base
    self.bits = isShort ? 96 + length : length
  }

  /// Whether the address lies in the range. IPv4 addresses lie in IPv4 ranges only.
  public func contains(_ address: IPAddress) -> Bool {
    guard address.isIPv4 == (base.isIPv4 && bits >= 96) else { return false }
    let highMask = IPRange.mask(min(bits, 64))
    let lowMask = IPRange.mask(max(bits - 64, 0))
    return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
  }

  private static func mask(_ bits: Int) -> UInt64 {
    bits == 0 ? 0 : UInt64.max << UInt64(64 - bits)
  }
}
