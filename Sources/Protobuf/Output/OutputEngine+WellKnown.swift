import Bytes
import Document

extension OutputEngine {
  /// Writes a message, or what stands for it; reading goes on at `resume`.
  @inline(__always)
  mutating func message(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>, resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    if entry.pointee.kind == .message {
      return try push(entry.pointee.target, start, stop, resume: resume, .object)
    }
    cursor = resume
    if entry.pointee.kind == .timestamp { return try timestamp(start, stop) }
    try wellKnown(entry, start, stop, resume: resume)
  }

  @inline(never)
  private mutating func wellKnown(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>, resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    switch entry.pointee.kind {
    case .structure:
      try push(entry.pointee.target, start, stop, resume: resume, .object)
    case .list:
      try push(entry.pointee.target, start, stop, resume: resume, .array)
    case .value: try value(entry, start, stop, resume: resume)
    case .any: try any(start, stop, resume: resume)
    case .duration: try duration(start, stop)
    case .fieldMask: try fieldMask(start, stop)
    default: try wrapper(entry, start, stop)
    }
  }

  // MARK: - Times

  @inline(never)
  private mutating func timestamp(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let (seconds, nanos) = try time(start, stop)
    try time(TimeText.write(timestamp: seconds, nanos, &day, pen.out))
  }

  private mutating func duration(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let (seconds, nanos) = try time(start, stop)
    try time(TimeText.write(duration: seconds, nanos, pen.out))
  }

  /// Takes over what was written up to `end`; nil if it was out of range.
  @inline(__always)
  private mutating func time(_ end: UnsafeMutablePointer<UInt8>?) throws(OutputStop) {
    guard let end else { throw .failed(.outOfRange) }
    let start = pen.out
    pen.out = end
    pen.leaf(.string, from: start)
  }

  /// Seconds are field 1, nanoseconds field 2, of both.
  @inline(__always)
  private mutating func time(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> (Int64, Int32) {
    var seconds: UInt64 = 0
    var nanos: UInt64 = 0
    var position = start
    while position < stop {
      let tag = position[0]
      let (value, length) = Varint.read(position + 1, stop)
      guard length > 0, tag == 0x08 || tag == 0x10 else { return try unusualTime(start, stop) }
      if tag == 0x08 { seconds = value } else { nanos = value }
      position += length &+ 1
    }
    return (Int64(bitPattern: seconds), Int32(truncatingIfNeeded: nanos))
  }

  /// With unknown fields, or broken.
  @inline(never)
  private mutating func unusualTime(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> (Int64, Int32) {
    var seconds: UInt64 = 0
    var nanos: UInt64 = 0
    var reader = WireReader(start, stop, depth: maxDepth)
    while let record = try reader.next() {
      guard record.wireType == WireForm.varint else { continue }
      if record.number == 1 { seconds = record.value }
      if record.number == 2 { nanos = record.value }
    }
    return (Int64(bitPattern: seconds), Int32(truncatingIfNeeded: nanos))
  }

  // MARK: - Masks and wrappers

  /// Its paths, separated by commas.
  private mutating func fieldMask(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    guard textLimit - pen.out > stop - start else { throw .full }
    let text = pen.out
    pen.out[0] = ASCII.quote
    pen.out += 1
    var isFirst = true
    var reader = WireReader(start, stop, depth: maxDepth)
    while let record = try reader.next() {
      guard record.number == 1, record.wireType == WireForm.delimited else { continue }
      if !isFirst {
        pen.out[0] = ASCII.comma
        pen.out += 1
      }
      isFirst = false
      guard let end = FieldMaskText.camelCase(record.content, Int(record.value), pen.out) else {
        throw .failed(.invalidValue)
      }
      pen.out = end
    }
    pen.out[0] = ASCII.quote
    pen.out += 1
    pen.leaf(.string, from: text)
  }

  /// The value alone.
  private mutating func wrapper(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let inner = view.pointee.entries + Int(entry.pointee.target)
    var value: WireReader.Record?
    var reader = WireReader(start, stop, depth: maxDepth)
    while let record = try reader.next() {
      if record.number == 1, record.wireType == inner.pointee.wireType { value = record }
    }
    guard let value else {
      return pen.zero(inner, view.pointee.keys)
    }
    if inner.pointee.kind.isNumber {
      pen.number(inner, value.value, view)
    } else {
      try string(inner, value.content, Int(value.value))
    }
  }

  // MARK: - Values

  /// Any JSON: one field of a oneof.
  private mutating func value(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>,
    _ stop: UnsafePointer<UInt8>, resume: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let table = view.pointee.tables + Int(entry.pointee.target)
    guard let record = try onlyField(start, stop, table),
      let kind = view.pointee.entry(record.number, in: table)
    else {
      let start = pen.out
      pen.write("null")
      return pen.leaf(.null, from: start)
    }
    switch kind.pointee.kind {
    case .string: try string(kind, record.content, Int(record.value))
    case .structure, .list:
      let node: Node.Kind = kind.pointee.kind == .list ? .array : .object
      try push(kind.pointee.target, record.content, record.contentEnd, resume: resume, node)
    case .double where view.pointee.isStrict && !Double(bitPattern: record.value).isFinite:
      throw .failed(.invalidValue)
    default: pen.number(kind, record.value, view)
    }
  }

  /// The member of the oneof that is set; of several the last, with all that belongs to it.
  private mutating func onlyField(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    _ table: UnsafePointer<OutputTable>
  ) throws(OutputStop) -> WireReader.Record? {
    var reader = WireReader(start, stop, depth: maxDepth)
    let first = try reader.next()
    if reader.cursor == stop {
      return first.flatMap { view.pointee.knows($0, in: table) ? $0 : nil }
    }
    var normalizer = OutputNormalizer(self, table)
    let content = try normalizer.normalized(start, stop)
    guard let content, let kept = content.baseAddress else {
      return try lastKnown(start, stop, table)
    }
    return try lastKnown(kept, kept + content.count, table)
  }

  private mutating func lastKnown(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    _ table: UnsafePointer<OutputTable>
  ) throws(OutputStop) -> WireReader.Record? {
    var reader = WireReader(start, stop, depth: maxDepth)
    var last: WireReader.Record?
    while let record = try reader.next() {
      if view.pointee.knows(record, in: table) { last = record }
    }
    return last
  }
}

extension OutputView {
  /// Whether a field is one of the message's, in its own way to travel.
  func knows(_ record: WireReader.Record, in table: UnsafePointer<OutputTable>) -> Bool {
    entry(record.number, in: table)?.pointee.wireType == record.wireType
  }
}
