import Bytes

/// An IPv4 or IPv6 address, read strictly: no leading zeros (they once meant octal), no zones.
public struct IPAddress: Sendable, Equatable {
  /// The address as 128 bits; an IPv4 address is the one that IPv6 maps it to (RFC 4291 §2.5.5.2).
  let high: UInt64
  let low: UInt64

  private static let mapped: UInt64 = 0xFFFF_0000_0000

  /// Whether it is an IPv4 address, be it written as a mapped one.
  var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads an address; nil if the text is anything else.
  public init?(_ text: Span<UInt8>) {
    guard text.count > 1, text.count <= 45 else { return nil }
    if text.firstIndex(of: ASCII.colon) != nil {
      guard let groups = IPAddress.groups(text) else { return nil }
      self = IPAddress.joined(groups)
    } else {
      guard let address = IPAddress.dotted(text) else { return nil }
      self.init(high: 0, low: IPAddress.mapped | UInt64(address))
    }
  }

  private static func dotted(_ text: Span<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    var parts = 0
    var start = 0
    while start <= text.count {
      let end = text.firstIndex(of: ASCII.dot, from: start) ?? text.count
      let digits = text.extracting(start..<end)
      guard digits.count > 0, digits.count <= 3, parts < 4 else { return nil }
      guard digits.count == 1 || digits[0] != ASCII.zero else { return nil }
      guard let number = NumberText.decimal(digits), number < 256 else { return nil }
      address = address << 8 | UInt32(number)
      parts += 1
      start = end + 1
    }
    return parts == 4 ? address : nil
  }

  /// The eight groups of 16 bits (RFC 4291 §2.2); one `::` stands for one or more zeros.
  private static func groups(_ text: Span<UInt8>) -> [UInt16]? {
    var groups: [UInt16] = []
    var gap: Int?
    var index = 0
    if text[0] == ASCII.colon {
      guard text[1] == ASCII.colon else { return nil }
      gap = 0
      index = 2
    }
    while index < text.count {
      let end = text.firstIndex(of: ASCII.colon, from: index) ?? text.count
      guard append(text.extracting(index..<end), isLast: end == text.count, to: &groups) else {
        return nil
      }
      index = end + 1
      if end < text.count, index == text.count { return nil }
      if index < text.count, text[index] == ASCII.colon {
        guard gap == nil else { return nil }
        gap = groups.count
        index += 1
      }
    }
    return filled(groups, gap)
  }

  private static func append(
    _ text: Span<UInt8>, isLast: Bool, to groups: inout [UInt16]
  ) -> Bool {
    if isLast, text.firstIndex(of: ASCII.dot) != nil {
      guard let address = dotted(text) else { return false }
      groups.append(UInt16(truncatingIfNeeded: address >> 16))
      groups.append(UInt16(truncatingIfNeeded: address))
      return groups.count <= 8
    }
    guard text.count > 0, text.count <= 4, groups.count < 8 else { return false }
    var group: UInt16 = 0
    for index in 0..<text.count {
      guard let digit = ASCII.hexadecimalValue(text[index]) else { return false }
      group = group << 4 | UInt16(digit)
    }
    groups.append(group)
    return true
  }

  private static func filled(_ groups: [UInt16], _ gap: Int?) -> [UInt16]? {
    guard let gap else { return groups.count == 8 ? groups : nil }
    guard groups.count < 8 else { return nil }
    let zeros = Array(repeating: UInt16(0), count: 8 - groups.count)
    return groups[..<gap] + zeros + groups[gap...]
  }

  private static func joined(_ groups: [UInt16]) -> IPAddress {
    let high = groups[..<4].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
    let low = groups[4...].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
    return IPAddress(high: high, low: low)
  }
}
