/// Messages on the wire, written by hand: a field each.
indirect enum WirePart: Sendable {
  case varint(UInt32, Int64)
  case fixed64(UInt32, UInt64)
  case fixed32(UInt32, UInt32)
  case text(UInt32, String)
  case bytes(UInt32, [UInt8])
  case message(UInt32, [WirePart])
  case group(UInt32, [WirePart])
  case packed(UInt32, [Int64])
  case raw([UInt8])

  static func double(_ number: UInt32, _ value: Double) -> WirePart {
    .fixed64(number, value.bitPattern)
  }

  static func float(_ number: UInt32, _ value: Float) -> WirePart {
    .fixed32(number, value.bitPattern)
  }

  static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
  }

  private static func tag(_ number: UInt32, _ type: UInt64) -> [UInt8] {
    varint(UInt64(number) << 3 | type)
  }

  private static func delimited(_ number: UInt32, _ content: [UInt8]) -> [UInt8] {
    tag(number, 2) + varint(UInt64(content.count)) + content
  }

  private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  var bytes: [UInt8] {
    switch self {
    case .varint(let number, let value):
      Self.tag(number, 0) + Self.varint(UInt64(bitPattern: value))
    case .fixed64(let number, let value): Self.tag(number, 1) + Self.little(value, 8)
    case .fixed32(let number, let value): Self.tag(number, 5) + Self.little(UInt64(value), 4)
    case .text(let number, let text): Self.delimited(number, Array(text.utf8))
    case .bytes(let number, let bytes): Self.delimited(number, bytes)
    case .message(let number, let parts): Self.delimited(number, parts.wire)
    case .group(let number, let parts):
      Self.tag(number, 3) + parts.wire + Self.tag(number, 4)
    case .packed(let number, let values):
      Self.delimited(number, values.flatMap { Self.varint(UInt64(bitPattern: $0)) })
    case .raw(let bytes): bytes
    }
  }
}

extension [WirePart] {
  /// The whole message.
  var wire: [UInt8] { flatMap(\.bytes) }
}
