/// Walks over the fields of a message without knowing its type, for what is off the usual way.
///
/// Unsafe: looks at no byte at or behind `end`.
struct WireReader {
  /// One field as it stands.
  struct Record {
    /// The field's number.
    var number: UInt32
    /// How it travels.
    var wireType: UInt8
    /// Where its tag is.
    var start: UnsafePointer<UInt8>
    /// The content: behind the length, or inside of the group; of a number the number itself.
    var content: UnsafePointer<UInt8>
    /// Behind the content.
    var contentEnd: UnsafePointer<UInt8>
    /// Behind the field.
    var end: UnsafePointer<UInt8>
    /// The number, or the length of the content.
    var value: UInt64
  }

  private(set) var cursor: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// How deep unknown groups may nest.
  let depth: Int

  init(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, depth: Int) {
    cursor = start
    self.end = end
    self.depth = depth
  }

  /// The next field, or nil at the end.
  mutating func next() throws(OutputStop) -> Record? {
    guard cursor < end else { return nil }
    let start = cursor
    let tag = try self.tag()
    let number = try Self.number(tag)
    let content = cursor
    let value = try skipValue(UInt8(truncatingIfNeeded: tag & 7), number)
    let isDelimited = tag & 7 == 2
    var record = Record(
      number: number, wireType: UInt8(truncatingIfNeeded: tag & 7), start: start, content: content,
      contentEnd: cursor, end: cursor, value: value)
    if isDelimited { record.content = cursor - Int(value) }
    if tag & 7 == 3 { record.contentEnd = content + Int(value) }
    return record
  }

  /// The number of a tag, 1 to 536 870 911.
  @inline(__always)
  static func number(_ tag: UInt64) throws(OutputStop) -> UInt32 {
    guard tag >= 8, tag <= 0xFFFF_FFFF else { throw .failed(.malformedWire) }
    return UInt32(truncatingIfNeeded: tag >> 3)
  }

  /// Passes a value. What it returns: the number, the length of the content, or how long the inside
  /// of a group is.
  private mutating func skipValue(
    _ wireType: UInt8, _ number: UInt32
  ) throws(OutputStop) -> UInt64 {
    switch wireType {
    case WireForm.varint: return try varint()
    case WireForm.fixed64: return try fixed(8)
    case WireForm.fixed32: return try fixed(4)
    case WireForm.delimited:
      let length = try varint()
      guard length <= UInt64(end - cursor) else { throw .failed(.truncated) }
      cursor += Int(length)
      return length
    case WireForm.startGroup: return try group(number)
    default: throw .failed(.malformedWire)
    }
  }

  /// Passes a group whose start has been read, with all groups in it.
  private mutating func group(_ number: UInt32) throws(OutputStop) -> UInt64 {
    let start = cursor
    var open = [number]
    while let last = open.last {
      let before = cursor
      let tag = try self.tag()
      let number = try Self.number(tag)
      switch UInt8(truncatingIfNeeded: tag & 7) {
      case WireForm.startGroup:
        guard open.count < depth else { throw .failed(.tooDeep) }
        open.append(number)
      case WireForm.endGroup:
        guard number == last else { throw .failed(.malformedWire) }
        open.removeLast()
        if open.isEmpty { return UInt64(before - start) }
      case let other: _ = try skipValue(other, number)
      }
    }
    return 0
  }

  private mutating func varint() throws(OutputStop) -> UInt64 {
    let (value, length) = Varint.read(cursor, end)
    guard length > 0 else { throw .failed(length == 0 ? .truncated : .malformedWire) }
    cursor += length
    return value
  }

  /// A tag takes five bytes at most.
  private mutating func tag() throws(OutputStop) -> UInt64 {
    let start = cursor
    let tag = try varint()
    guard cursor - start <= 5 else { throw .failed(.malformedWire) }
    return tag
  }

  private mutating func fixed(_ size: Int) throws(OutputStop) -> UInt64 {
    guard end - cursor >= size else { throw .failed(.truncated) }
    var value: UInt64 = 0
    for index in 0..<size { value |= UInt64(cursor[index]) << UInt64(8 * index) }
    cursor += size
    return value
  }
}
