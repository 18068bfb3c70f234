import Bytes
import Messages

/// Names requests so that all log lines about one can be found: the client's `X-Request-Id` where
/// it sent a sensible one, else 16 hexadecimal digits, unlike those of other loops and processes.
struct RequestIDs {
  private let salt: UInt64
  private var count: UInt64 = 0

  init() { salt = UInt64.random(in: .min ... .max) }

  mutating func next(for fields: HeaderFields) -> [UInt8] {
    if let index = fields.firstIndex(of: .xRequestId) {
      let range = fields.valueRange(at: index)
      if RequestIDs.isSensible(fields.storage.span.extracting(range)) {
        return Array(fields.storage[range])
      }
    }
    count &+= 1
    var text: [UInt8] = []
    text.reserveCapacity(16)
    // An odd multiplier spreads consecutive numbers over all digits and maps no two to one.
    var number = (salt &+ count) &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: number >> 60)
      text.append(digit < 10 ? ASCII.zero + digit : 0x61 + digit - 10)
      number <<= 4
    }
    return text
  }

  /// Letters, digits, `-`, `_`, `.`: nothing that could forge a log line.
  private static func isSensible(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text.count <= 128 else { return false }
    for index in 0..<text.count {
      let byte = text[index]
      guard
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
      else { return false }
    }
    return true
  }
}
