/// Octets by name, and the character classes of RFC 9110 §5.6.2 and RFC 3986 §2.
public enum ASCII {
  /// `HTAB`.
  public static let tab: UInt8 = 0x09
  /// `LF`.
  public static let lineFeed: UInt8 = 0x0A
  /// `CR`.
  public static let carriageReturn: UInt8 = 0x0D
  /// `SP`.
  public static let space: UInt8 = 0x20
  /// `"`.
  public static let quote: UInt8 = 0x22
  /// `%`.
  public static let percent: UInt8 = 0x25
  /// `&`.
  public static let ampersand: UInt8 = 0x26
  /// `,`.
  public static let comma: UInt8 = 0x2C
  /// `.`.
  public static let dot: UInt8 = 0x2E
  /// `/`.
  public static let slash: UInt8 = 0x2F
  /// `0`.
  public static let zero: UInt8 = 0x30
  /// `:`.
  public static let colon: UInt8 = 0x3A
  /// `;`.
  public static let semicolon: UInt8 = 0x3B
  /// `=`.
  public static let equals: UInt8 = 0x3D
  /// `?`.
  public static let question: UInt8 = 0x3F
  /// `DEL`.
  public static let delete: UInt8 = 0x7F

  /// The `tchar` of RFC 9110 §5.6.2 as two 64-bit sets: code points 0–63 and 64–127.
  @usableFromInline static let tokenLow: UInt64 = 0x03FF_6CFA_0000_0000
  @usableFromInline static let tokenHigh: UInt64 = 0x57FF_FFFF_C7FF_FFFE

  /// Whether a byte may stand in a token: a method or a field name.
  @inlinable public static func isToken(_ byte: UInt8) -> Bool {
    let set = byte < 64 ? tokenLow : tokenHigh
    return byte < 128 && (set >> UInt64(byte & 63)) & 1 == 1
  }

  /// The bytes below 0x80 that may stand in a request target: visible ones without `#` and `\`.
  @usableFromInline static let targetLow: UInt64 = 0xFFFF_FFF6_0000_0000
  @usableFromInline static let targetHigh: UInt64 = 0x7FFF_FFFF_EFFF_FFFF

  /// Whether a byte may stand in a request target as received: visible ASCII without `#` and `\`
  /// (the next server might read those another way), and bytes of 0x80 and above.
  @inlinable public static func isTarget(_ byte: UInt8) -> Bool {
    let set = byte < 64 ? targetLow : targetHigh
    return byte >= 128 || (set >> UInt64(byte & 63)) & 1 == 1
  }

  /// The `unreserved` and `sub-delims` of RFC 3986 §2.
  @usableFromInline static let registeredLow: UInt64 = 0x2BFF_7FD2_0000_0000
  @usableFromInline static let registeredHigh: UInt64 = 0x47FF_FFFE_87FF_FFFE

  /// Whether a byte may stand in a registered name as it is (RFC 3986 §3.2.2).
  @inlinable public static func isRegisteredName(_ byte: UInt8) -> Bool {
    let set = byte < 64 ? registeredLow : registeredHigh
    return byte < 128 && (set >> UInt64(byte & 63)) & 1 == 1
  }

  /// Whether a byte is `0`–`9`.
  @inlinable public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a byte is `A`–`Z` or `a`–`z`.
  @inlinable public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// `A`–`Z` to `a`–`z`; every other byte as it is.
  @inlinable public static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// `a`–`z` to `A`–`Z`; every other byte as it is.
  @inlinable public static func uppercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x61 < 26 ? byte & 0xDF : byte
  }

  /// The value of a hexadecimal digit, or nil.
  @inlinable public static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    if isDigit(byte) { return byte &- 0x30 }
    let letter = byte | 0x20
    return letter &- 0x61 < 6 ? letter &- 0x61 &+ 10 : nil
  }

  /// Whether two texts are equal but for the case of ASCII letters.
  public static func equalsIgnoringCase(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where lowercased(left[index]) != lowercased(right[index]) {
      return false
    }
    return true
  }
}
