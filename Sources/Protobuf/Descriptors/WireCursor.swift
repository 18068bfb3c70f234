import Bytes

/// Why bytes are no message at all.
enum WireError: Error, Equatable {
  case truncated, badVarint, badTag, unbalancedGroup, tooDeep, tooManyNodes
  /// A message that may be there once is there twice.
  case repeatedMessage
}

/// How a value lies on the wire.
enum WireType: UInt8 {
  case varint = 0
  case fixed64 = 1
  case bytes = 2
  case startGroup = 3
  case endGroup = 4
  case fixed32 = 5
}

/// A field as it lies in a message.
struct WireField {
  let number: UInt32
  let type: WireType
  /// Where the tag begins.
  let start: Int
  /// The bytes of the value; of a group its fields with the end tag.
  let value: Range<Int>
}

/// Walks the fields of a message.
struct WireCursor {
  private var offset: Int
  private let end: Int

  init(_ range: Range<Int>) {
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The next field, or nil at the end of the message.
  mutating func next(_ bytes: Span<UInt8>) throws(WireError) -> WireField? {
    guard offset < end else { return nil }
    let start = offset
    let (number, type) = try tag(bytes)
    switch type {
    case .endGroup: throw .unbalancedGroup
    case .startGroup:
      let first = offset
      try skipGroup(number, bytes)
      return WireField(number: number, type: type, start: start, value: first..<offset)
    default:
      let value = try value(of: type, bytes)
      return WireField(number: number, type: type, start: start, value: value)
    }
  }

  private mutating func tag(_ bytes: Span<UInt8>) throws(WireError) -> (UInt32, WireType) {
    let tag = try varint(bytes)
    guard tag <= UInt64(UInt32.max), tag >> 3 > 0, let type = WireType(rawValue: UInt8(tag & 7))
    else { throw .badTag }
    return (UInt32(tag >> 3), type)
  }

  private mutating func value(
    of type: WireType, _ bytes: Span<UInt8>
  ) throws(WireError) -> Range<Int> {
    let start = offset
    switch type {
    case .varint: _ = try varint(bytes)
    case .fixed64: offset += 8
    case .fixed32: offset += 4
    case .bytes:
      let count = try varint(bytes)
      guard count <= UInt64(end - offset) else { throw .truncated }
      let first = offset
      offset += Int(count)
      return first..<offset
    case .startGroup, .endGroup: break
    }
    guard offset <= end else { throw .truncated }
    return start..<offset
  }

  private mutating func varint(_ bytes: Span<UInt8>) throws(WireError) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
      guard shift < 64 else { throw .badVarint }
    }
    throw .truncated
  }

  /// Groups may lie in groups: their numbers are kept, nothing recurses.
  private mutating func skipGroup(_ number: UInt32, _ bytes: Span<UInt8>) throws(WireError) {
    var open = [number]
    while let last = open.last {
      guard offset < end else { throw .truncated }
      let (number, type) = try tag(bytes)
      switch type {
      case .startGroup: open.append(number)
      case .endGroup:
        guard number == last else { throw .unbalancedGroup }
        open.removeLast()
      default: _ = try value(of: type, bytes)
      }
    }
  }
}
