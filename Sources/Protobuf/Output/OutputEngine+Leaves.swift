import Bytes
import Document

extension OutputEngine {
  /// A varint that stands alone or in a list.
  @inline(never)
  mutating func varintField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var position = start
    let raw = try Self.varint(&position, end)
    cursor = position
    if entry.pointee.skipsZero, raw & entry.pointee.mask == 0 { return try skipZero(entry) }
    if entry.pointee.isClosedEnum, isUnknown(raw, entry) { return }
    var pen = pen
    try prefix(entry, &pen)
    if pen.wholeNumber(entry, raw) {
      self.pen = pen
    } else {
      self.pen = pen
      self.pen.number(entry, raw, view)
    }
  }

  /// A double that stands alone or in a list.
  @inline(never)
  mutating func doubleField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    guard end - start >= 8 else { throw .failed(.truncated) }
    let raw = ByteLanes.load(start, at: 0)
    cursor = start + 8
    if entry.pointee.skipsZero, raw == 0 { return try skipZero(entry) }
    var pen = pen
    try prefix(entry, &pen)
    pen.floating(FloatText.write(Double(bitPattern: raw), pen.out))
    self.pen = pen
  }

  /// Another number of four or eight bytes that stands alone or in a list.
  @inline(never)
  mutating func fixedField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var position = start
    let raw = try Self.value(entry.pointee.wireType, &position, end)
    cursor = position
    if entry.pointee.skipsZero, raw == 0 { return try skipZero(entry) }
    var pen = pen
    try prefix(entry, &pen)
    self.pen = pen
    self.pen.number(entry, raw, view)
  }

  /// Whether a closed enumeration lacks a number, which makes the field an unknown one.
  mutating func isUnknown(_ raw: UInt64, _ entry: UnsafePointer<OutputEntry>) -> Bool {
    view.pointee.name(Int32(truncatingIfNeeded: raw), of: entry.pointee.target).length == 0
  }

  /// Zero is left out, unless it takes back what was written.
  @inline(__always)
  mutating func skipZero(_ entry: UnsafePointer<OutputEntry>) throws(OutputStop) {
    let bit = entry.pointee.bit
    if seen[Int(bit >> 6)] & (1 &<< UInt64(bit & 63)) != 0 { throw .disordered }
  }

  /// Several numbers in one field.
  @inline(never)
  mutating func packed(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var cursor = start
    let length = try Self.length(&cursor, end)
    let stop = cursor + length
    let textLimit = textLimit
    let nodeLimit = nodeLimit
    let wireType = entry.pointee.wireType
    let isClosed = entry.pointee.isClosedEnum
    self.cursor = stop
    var pen = pen
    defer { self.pen = pen }
    while cursor < stop {
      guard pen.out < textLimit, pen.count < nodeLimit else { throw .full }
      let raw = try Self.value(wireType, &cursor, stop)
      if isClosed, isUnknown(raw, entry) { continue }
      try prefix(entry, &pen)
      if pen.wholeNumber(entry, raw) { continue }
      var copy = pen
      copy.number(entry, raw, view)
      pen = copy
    }
  }

  /// A string that stands alone or in a list.
  @inline(never)
  mutating func stringField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var position = start
    let length = try Self.length(&position, end)
    cursor = position + length
    if entry.pointee.skipsZero, length == 0 { return try skipZero(entry) }
    var pen = pen
    try prefix(entry, &pen)
    guard textLimit - pen.out > length else { throw .full }
    let isPlain = pen.plainString(position, length, readable: readable - position)
    self.pen = pen
    if !isPlain { try unusualString(entry, position, length) }
  }

  /// A message of fields that stands alone or in a list.
  @inline(never)
  mutating func messageField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var position = start
    let length = try Self.length(&position, end)
    let stop = position + length
    var pen = pen
    try prefix(entry, &pen)
    self.pen = pen
    try push(entry.pointee.target, position, stop, resume: stop, .object)
  }

  /// Bytes, or a message with a form of its own.
  @inline(never)
  mutating func otherField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var position = start
    let length = try Self.length(&position, end)
    let stop = position + length
    cursor = stop
    if entry.pointee.skipsZero, length == 0, !entry.pointee.kind.isMessage {
      return try skipZero(entry)
    }
    var pen = pen
    try prefix(entry, &pen)
    self.pen = pen
    if entry.pointee.kind.isMessage {
      try message(entry, position, stop, resume: stop)
    } else {
      try unusualString(entry, position, length)
    }
  }

  /// Writes a string, or bytes as base64.
  mutating func string(
    _ entry: UnsafePointer<OutputEntry>, _ source: UnsafePointer<UInt8>, _ length: Int,
    then byte: UInt8 = 0x2C
  ) throws(OutputStop) {
    guard textLimit - pen.out > length else { throw .full }
    if entry.pointee.kind == .string,
      pen.plainString(source, length, readable: readable - source, then: byte)
    {
      return
    }
    try unusualString(entry, source, length, then: byte)
  }

  /// A string with something to escape or that is no ASCII, or bytes.
  @inline(never)
  mutating func unusualString(
    _ entry: UnsafePointer<OutputEntry>, _ source: UnsafePointer<UInt8>, _ length: Int,
    then byte: UInt8 = 0x2C
  ) throws(OutputStop) {
    let start = pen.out
    start[0] = ASCII.quote
    var hasEscapes = false
    if entry.pointee.kind == .bytes {
      guard textLimit - start > Base64Text.length(length) else { throw .full }
      pen.out = Base64Text.encode(source, length, start + 1)
    } else {
      guard (textLimit - start) / 6 > length else { throw .full }
      let strict = entry.pointee.isStrictText
      guard let written = StringText.copyEscaped(source, length, strict: strict, start + 1) else {
        throw .failed(.notUTF8)
      }
      (pen.out, hasEscapes) = written
    }
    pen.out[0] = ASCII.quote
    pen.out += 1
    pen.leaf(.string, from: start, hasEscapes: hasEscapes, then: byte)
  }
}
