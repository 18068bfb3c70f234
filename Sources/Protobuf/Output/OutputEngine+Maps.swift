import Bytes
import Document

extension OutputEngine {
  /// Entries of a map from strings to strings, as many as follow each other; what is not as short
  /// and plain as usual is left to `mapEntry`.
  @inline(never)
  mutating func textMapEntry(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    guard let first = ShortEntry(start, end) else { return try mapEntry(entry, start) }
    var pen = pen
    try prefix(entry, &pen)
    let end = end
    let readable = readable
    let textLimit = textLimit
    let nodeLimit = nodeLimit
    let tag = entry.pointee.tagByte
    var current = first
    while true {
      let saved = (pen.out, pen.count)
      guard
        pen.plainString(
          current.key, current.keyLength, readable: readable - current.key, then: ASCII.colon),
        pen.plainString(
          current.value, current.end - current.value, readable: readable - current.value)
      else {
        (pen.out, pen.count) = saved
        self.pen = pen
        return try mapEntry(entry, current.start)
      }
      guard current.end < end, current.end[0] == tag, pen.out < textLimit, pen.count < nodeLimit,
        let next = ShortEntry(current.end + 1, end)
      else { break }
      current = next
    }
    cursor = current.end
    self.pen = pen
  }

  /// An entry of any map.
  @inline(never)
  mutating func mapEntry(
    _ entry: UnsafePointer<OutputEntry>, _ position: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var start = position
    let length = try Self.length(&start, end)
    let stop = start + length
    cursor = stop
    let value = view.pointee.entries + Int(entry.pointee.target)
    guard !value.pointee.isClosedEnum else { return try looseEntry(entry, start, stop) }
    var pen = pen
    try prefix(entry, &pen)
    guard textLimit - pen.out > length else { throw .full }
    self.pen = pen
    // Key, then value, then nothing: what every serializer writes.
    guard let content = orderedKey(value - 1, start, stop, &pen),
      content[0] == 16 | value.pointee.wireType
    else { return try looseEntry(entry, start, stop) }
    var position = content + 1
    let raw = try Self.value(value.pointee.wireType, &position, stop)
    if value.pointee.kind == .string {
      guard position + Int(truncatingIfNeeded: raw) == stop,
        pen.plainString(position, stop - position, readable: readable - position)
      else { return try looseEntry(entry, start, stop) }
      self.pen = pen
    } else if value.pointee.kind.isNumber {
      guard position == stop else { return try looseEntry(entry, start, stop) }
      pen.number(value, raw, view)
      self.pen = pen
    } else {
      guard position + Int(truncatingIfNeeded: raw) == stop else {
        return try looseEntry(entry, start, stop)
      }
      self.pen = pen
      try delimitedValue(value, position, stop)
    }
  }

  /// Writes the key that an entry begins with, and returns where the value's tag is; nil if it does
  /// not begin so, or not with an ordinary one.
  @inline(__always)
  private mutating func orderedKey(
    _ key: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>, _ pen: inout OutputPen
  ) -> UnsafePointer<UInt8>? {
    guard stop - start >= 4, start[0] == 8 | key.pointee.wireType else { return nil }
    if key.pointee.wireType == WireForm.delimited {
      let length = Int(start[1])
      let content = start + 2
      guard length < 0x80, length &+ 2 <= stop - content,
        pen.plainString(content, length, readable: readable - content, then: ASCII.colon)
      else { return nil }
      return content + length
    }
    guard key.pointee.wireType == WireForm.varint else { return nil }
    let (raw, length) = Varint.read(start + 1, stop)
    guard length > 0, stop - start > length &+ 2 else { return nil }
    pen.numberKey(key, raw)
    return start + (length &+ 1)
  }

  private mutating func delimitedValue(
    _ value: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    if value.pointee.kind.isMessage {
      try message(value, start, stop, resume: stop)
    } else {
      try unusualString(value, start, stop - start)
    }
  }

  /// An entry in any order, with parts missing, doubled or unknown.
  @inline(never)
  private mutating func looseEntry(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let value = view.pointee.entries + Int(entry.pointee.target)
    let parts = try MapParts(start, stop, value, depth: maxDepth)
    if let number = parts.value?.value, value.pointee.isClosedEnum {
      guard !isUnknown(number, value) else { return }
    }
    var pen = pen
    try prefix(entry, &pen)
    self.pen = pen
    let key = value - 1
    if key.pointee.wireType == WireForm.delimited {
      let content = parts.key?.content ?? stop
      try string(key, content, Int(parts.key?.value ?? 0), then: ASCII.colon)
    } else {
      self.pen.numberKey(key, parts.key?.value ?? 0)
    }
    try looseValue(value, parts, start, stop)
  }

  private mutating func looseValue(
    _ entry: UnsafePointer<OutputEntry>, _ parts: MapParts, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    if entry.pointee.kind.isMessage {
      guard parts.hasSeveralValues else {
        return try message(
          entry, parts.value?.content ?? stop, parts.value?.contentEnd ?? stop, resume: stop)
      }
      let content = try MapParts.merged(start, stop, entry, depth: maxDepth)
      let merged = try arena.pointee.keep(content)
      try message(entry, merged, merged + content.count, resume: stop)
    } else if let last = parts.value {
      if entry.pointee.kind.isNumber {
        pen.number(entry, last.value, view)
      } else {
        try string(entry, last.content, Int(last.value))
      }
    } else {
      pen.zero(entry, view.pointee.keys)
    }
  }
}

/// What a map's entry consists of.
struct MapParts {
  /// The last key.
  private(set) var key: WireReader.Record?
  /// The last value.
  private(set) var value: WireReader.Record?
  /// There are others before it, which count too if they are messages.
  private(set) var hasSeveralValues = false

  /// Takes an entry apart. In front of the entry of the value is that of the key.
  init(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    _ value: UnsafePointer<OutputEntry>, depth: Int
  ) throws(OutputStop) {
    var reader = WireReader(start, stop, depth: depth)
    while let record = try reader.next() {
      if record.number == 1, record.wireType == (value - 1).pointee.wireType { key = record }
      if record.number == 2, record.wireType == value.pointee.wireType {
        hasSeveralValues = self.value != nil
        self.value = record
      }
    }
  }

  /// The content of the values that are messages, one behind the other.
  static func merged(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    _ value: UnsafePointer<OutputEntry>, depth: Int
  ) throws(OutputStop) -> [UInt8] {
    var content: [UInt8] = []
    var reader = WireReader(start, stop, depth: depth)
    while let part = try reader.next() {
      guard part.number == 2, part.wireType == value.pointee.wireType else { continue }
      content += UnsafeBufferPointer(start: part.content, count: part.contentEnd - part.content)
    }
    return content
  }
}

/// An entry of a map from strings to strings with lengths of one byte: key, value and nothing else.
private struct ShortEntry {
  /// Where its length is.
  let start: UnsafePointer<UInt8>
  let key: UnsafePointer<UInt8>
  let keyLength: Int
  let value: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>

  /// Nil if it is any other. `limit` is where the message ends.
  @inline(__always)
  init?(_ start: UnsafePointer<UInt8>, _ limit: UnsafePointer<UInt8>) {
    // Length, tag, length, tag, length.
    guard limit - start >= 5, start[0] < 0x80, start[1] == 0x0A, start[2] < 0x80 else {
      return nil
    }
    let end = start + (Int(start[0]) &+ 1)
    let keyLength = Int(start[2])
    let value = start + (keyLength &+ 5)
    guard end <= limit, value <= end, value[-2] == 0x12, Int(value[-1]) == end - value,
      value[-1] < 0x80
    else { return nil }
    self.start = start
    self.key = start + 3
    self.keyLength = keyLength
    self.value = value
    self.end = end
  }
}
