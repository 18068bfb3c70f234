import Bytes
import Document

extension OutputEngine {
  /// An entry of a map; the cursor is on its content.
  @inline(__always)
  mutating func mapEntry(
    _ entry: UnsafePointer<OutputEntry>, _ length: Int
  ) throws(OutputStop) {
    let start = cursor
    let stop = cursor + length
    let value = view.entries + Int(entry.pointee.target)
    if !value.pointee.isClosedEnum {
      try prefix(entry)
      let out = out
      let count = count
      if try orderedEntry(value, stop) { return }
      self.out = out
      self.count = count
    }
    try rarely { engine throws(OutputStop) in try engine.looseEntry(entry, start, stop) }
  }

  /// Key, then value, then nothing: what every serializer writes. False if it is anything else.
  @inline(__always)
  private mutating func orderedEntry(
    _ value: UnsafePointer<OutputEntry>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> Bool {
    let key = value - 1
    guard stop - cursor >= 4, cursor[0] == 8 | key.pointee.wireType else { return false }
    cursor += 1
    let raw = try self.value(key.pointee.wireType)
    if key.pointee.wireType == WireForm.delimited {
      let start = cursor
      cursor += Int(truncatingIfNeeded: raw)
      guard stop - cursor >= 2 else { return false }
      try string(key, start, Int(truncatingIfNeeded: raw), then: ASCII.colon)
    } else {
      numberKey(key, raw)
    }
    guard stop - cursor >= 2, cursor[0] == 16 | value.pointee.wireType else { return false }
    cursor += 1
    return try orderedValue(value, stop)
  }

  @inline(__always)
  private mutating func orderedValue(
    _ value: UnsafePointer<OutputEntry>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> Bool {
    let raw = try self.value(value.pointee.wireType)
    if value.pointee.kind.isNumber {
      number(value, raw)
      return cursor == stop
    }
    let start = cursor
    let length = Int(truncatingIfNeeded: raw)
    guard length == stop - cursor else { return false }
    if value.pointee.kind.isMessage {
      try message(value, start, stop, resume: stop)
    } else {
      cursor = stop
      try string(value, start, length)
    }
    return true
  }

  /// A number or truth value as a name.
  @inline(__always)
  private mutating func numberKey(_ key: UnsafePointer<OutputEntry>, _ raw: UInt64) {
    let start = out
    out[0] = ASCII.quote
    out += 1
    switch key.pointee.kind {
    case .bool: write(raw == 0 ? "false" : "true")
    case .signed32: out = DigitText.write(Int64(Int32(truncatingIfNeeded: raw)), out)
    case .signed64, .quotedSigned: out = DigitText.write(Int64(bitPattern: raw), out)
    case .zigzag32: out = DigitText.write(Varint.signed(raw & 0xFFFF_FFFF), out)
    case .zigzag64, .quotedZigzag: out = DigitText.write(Varint.signed(raw), out)
    default: out = DigitText.write(raw & key.pointee.mask, out)
    }
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start, then: ASCII.colon)
  }

  /// An entry in any order, with parts missing, doubled or unknown.
  @inline(never)
  private mutating func looseEntry(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    cursor = stop
    let value = view.entries + Int(entry.pointee.target)
    let parts = try MapParts(start, stop, value, depth: maxDepth)
    if let number = parts.values.last?.value, value.pointee.isClosedEnum {
      guard !isUnknown(number, value) else { return }
    }
    try prefix(entry)
    let key = value - 1
    if key.pointee.wireType == WireForm.delimited {
      let content = parts.key?.content ?? stop
      try string(key, content, Int(parts.key?.value ?? 0), then: ASCII.colon)
    } else {
      numberKey(key, parts.key?.value ?? 0)
    }
    try looseValue(value, parts.values, stop)
  }

  private mutating func looseValue(
    _ entry: UnsafePointer<OutputEntry>, _ values: [WireReader.Record],
    _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    if entry.pointee.kind.isMessage {
      // Messages that are there several times are one after the other.
      var content: [UInt8] = []
      for part in values {
        content += UnsafeBufferPointer(start: part.content, count: part.contentEnd - part.content)
      }
      guard values.count > 1 else {
        return try message(
          entry, values.first?.content ?? stop, values.first?.contentEnd ?? stop, resume: stop)
      }
      let merged = try arena.pointee.keep(content)
      try message(entry, merged, merged + content.count, resume: stop)
    } else if let last = values.last {
      if entry.pointee.kind.isNumber {
        number(entry, last.value)
      } else {
        try string(entry, last.content, Int(last.value))
      }
    } else {
      let start = out
      copyKey(entry.pointee.zeroStart, Int(entry.pointee.zeroLength))
      out -= 1
      leaf(entry.pointee.zeroKind, from: start, hasEscapes: entry.pointee.zeroHasEscapes)
    }
  }
}

/// What a map's entry consists of.
struct MapParts {
  /// The last key.
  private(set) var key: WireReader.Record?
  /// The values, of which the last counts or, of messages, all.
  private(set) var values: [WireReader.Record] = []

  /// Takes an entry apart. In front of the entry of the value is that of the key.
  init(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    _ value: UnsafePointer<OutputEntry>, depth: Int
  ) throws(OutputStop) {
    var reader = WireReader(start, stop, depth: depth)
    while let record = try reader.next() {
      if record.number == 1, record.wireType == (value - 1).pointee.wireType { key = record }
      if record.number == 2, record.wireType == value.pointee.wireType { values.append(record) }
    }
  }
}
