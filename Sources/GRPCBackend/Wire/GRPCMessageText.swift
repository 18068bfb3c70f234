import Bytes

/// The text of `grpc-message`: UTF-8 with everything but visible ASCII and the blank, and `%`,
/// percent-encoded.
public enum GRPCMessageText {
  /// The text. What is not well encoded stays as it is: a message is never a reason to fail.
  public static func decode(_ value: [UInt8]) -> String {
    guard value.contains(ASCII.percent) else { return String(decoding: value, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(value.count)
    var index = 0
    while index < value.count {
      if value[index] == ASCII.percent, index + 2 < value.count,
        let high = ASCII.hexadecimalValue(value[index + 1]),
        let low = ASCII.hexadecimalValue(value[index + 2])
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(value[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The text as it stands on the wire.
  public static func encode(_ text: String) -> [UInt8] {
    let digits = [UInt8]("0123456789ABCDEF")
    var output: [UInt8] = []
    for byte in text.utf8 {
      if byte >= ASCII.space, byte < ASCII.delete, byte != ASCII.percent {
        output.append(byte)
      } else {
        output += [ASCII.percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return output
  }
}
