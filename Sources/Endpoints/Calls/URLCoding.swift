import Bytes

/// Which bytes may stand as they are in the parts of a URL, as sets of 128 bits. Bytes of 0x80 and
/// above are encoded everywhere.
struct URLCoding: Sendable {
  private let low: UInt64
  private let high: UInt64

  private init(_ characters: StaticString) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    let alphanumeric: StaticString =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    for byte in [UInt8](alphanumeric) + [UInt8](characters) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    self.low = low
    self.high = high
  }

  /// A value in a path: the `pchar` of RFC 3986 §3.3. A slash is encoded, so that no value can add
  /// a segment.
  static let segmentValue = URLCoding("!$&'()*+,;=:@")
  /// What a configuration writes as a path. Escapes stay as they are.
  static let path = URLCoding("!$&'()*+,;=:@/[]%")
  /// A value in a query: what separates names, values and pairs is encoded, and so is the plus,
  /// which form coding reads as a blank.
  static let queryValue = URLCoding("!$'()*,:@/?")
  /// What a configuration writes as a query. Escapes stay as they are.
  static let query = URLCoding("!$&'()*+,;=:@/?[]%")

  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 == 1
  }

  private static let digits = [UInt8]("0123456789ABCDEF")

  /// Appends bytes, and encodes those that may not stand here. In a query a blank becomes a plus
  /// (QRY-3) if `plusIsBlank`.
  func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, plusIsBlank: Bool = false, to output: inout [UInt8]
  ) {
    for index in range {
      let byte = bytes[index]
      if contains(byte) {
        output.append(byte)
      } else if plusIsBlank, byte == ASCII.space {
        output.append(0x2B)
      } else {
        output.append(ASCII.percent)
        output.append(URLCoding.digits[Int(byte >> 4)])
        output.append(URLCoding.digits[Int(byte & 15)])
      }
    }
  }
}
