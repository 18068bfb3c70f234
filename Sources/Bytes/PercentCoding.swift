/// Percent-coding (RFC 3986 §2.1) and the form coding of query strings.
public enum PercentCoding {
  /// The place where a value lands decides which bytes may stand there as they are.
  public enum Place: Sendable {
    /// One segment of a path: a slash is encoded (`;` and `,` too, as Go's `PathEscape`).
    case segment
    /// A whole path: slashes stay.
    case path
    /// A name or value of a query string in form coding: a blank becomes `+`.
    case query
  }

  private static let digits: [UInt8] = [UInt8]("0123456789ABCDEF")

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte)
      || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
  }

  private static func stays(_ byte: UInt8, in place: Place) -> Bool {
    if isUnreserved(byte) { return true }
    switch place {
    case .query: return false
    case .segment:  // $ & + : = @
      return byte == 0x24 || byte == 0x26 || byte == 0x2B || byte == 0x3A || byte == 0x3D
        || byte == 0x40
    case .path:  // also / ; ,
      return byte == 0x24 || byte == 0x26 || byte == 0x2B || byte == 0x3A || byte == 0x3D
        || byte == 0x40 || byte == 0x2F || byte == 0x3B || byte == 0x2C
    }
  }

  /// Appends bytes, encoded for where they land.
  public static func append(_ bytes: Span<UInt8>, for place: Place, to output: inout [UInt8]) {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if stays(byte, in: place) {
        output.append(byte)
      } else if place == .query, byte == ASCII.space {
        output.append(0x2B)
      } else {
        output.append(ASCII.percent)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      }
    }
  }

  /// Decodes percent-coding once; nil where a `%` is not followed by two hexadecimal digits.
  /// In form coding (`plusIsBlank`) a `+` is a blank.
  public static func decode(_ bytes: Span<UInt8>, plusIsBlank: Bool = false) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == ASCII.percent {
        guard index + 2 < bytes.count, let high = ASCII.hexadecimalValue(bytes[index + 1]),
          let low = ASCII.hexadecimalValue(bytes[index + 2])
        else { return nil }
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(plusIsBlank && byte == 0x2B ? ASCII.space : byte)
        index += 1
      }
    }
    return output
  }
}
