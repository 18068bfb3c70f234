/// Puts the fields of one message in an order that one pass can write: fields that may be there
/// once are there once, what belongs to one list lies together. What is inside of messages stays.
///
/// Of the fields it keeps where they are, not what they are: they are read again to be written.
///
/// Unsafe: reads through `WireReader`, which checks each byte.
struct OutputNormalizer {
  private typealias Record = WireReader.Record

  private let view: UnsafePointer<OutputView>
  private let table: UnsafePointer<OutputTable>
  private let depth: Int
  private let seed: UInt64
  private let arena: UnsafeMutablePointer<OutputArena>
  private let order: UnsafeMutablePointer<FieldOrder>
  private var output: [UInt8] = []

  /// Works on a message of the engine, with what its arena has room for.
  init(_ engine: OutputEngine, _ table: UnsafePointer<OutputTable>) {
    view = engine.view
    self.table = table
    depth = engine.maxDepth
    seed = engine.seed
    arena = engine.arena
    order = arena.pointee.order()
  }

  /// The content in order, kept in the arena, or nil if it is already.
  mutating func normalized(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> UnsafeBufferPointer<UInt8>? {
    defer { order.pointee.reset { entry($0).pointee.oneofBit } }
    var reader = WireReader(start, stop, depth: depth)
    while let record = try reader.next() {
      if let (entry, _) = try known(record) {
        try order.pointee.add(record.start, entry.pointee)
      }
    }
    guard !order.pointee.isOrdered else { return nil }
    var field = order.pointee.field()
    while let bit = field {
      try write(bit, stop)
      field = order.pointee.field(after: bit)
    }
    return UnsafeBufferPointer(start: try arena.pointee.keep(output), count: output.count)
  }

  private func entry(_ bit: UInt32) -> UnsafePointer<OutputEntry> {
    view.pointee.entries + (Int(table.pointee.entries) + Int(bit))
  }

  /// The entry of a field, if it has one, and the field as it counts: of an item of a message set
  /// that is its content.
  private func known(
    _ record: Record
  ) throws(OutputStop) -> (entry: UnsafePointer<OutputEntry>, record: Record)? {
    if let entry = view.pointee.entry(record.number, in: table), fits(record, entry) {
      return (entry, record)
    }
    guard table.pointee.isMessageSet, record.wireType == WireForm.startGroup, record.number == 1,
      let item = try MessageSetItem(record, depth: depth),
      let entry = view.pointee.entry(item.type, in: table), entry.pointee.kind.isMessage
    else { return nil }
    var content = record
    content.wireType = WireForm.delimited
    content.content = item.content
    content.contentEnd = item.contentEnd
    return (entry, content)
  }

  private func fits(_ record: Record, _ entry: UnsafePointer<OutputEntry>) -> Bool {
    if record.wireType == WireForm.delimited, entry.pointee.isPackable { return true }
    guard record.wireType == entry.pointee.wireType else { return false }
    guard entry.pointee.isClosedEnum, entry.pointee.form == .singular else { return true }
    return !isUnknown(record.value, entry)
  }

  private func isUnknown(_ number: UInt64, _ entry: UnsafePointer<OutputEntry>) -> Bool {
    view.pointee.name(Int32(truncatingIfNeeded: number), of: entry.pointee.target).length == 0
  }

  // MARK: - Writing

  private mutating func write(
    _ bit: UInt32, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let entry = entry(bit)
    guard entry.pointee.step != .dropped else { return }
    if entry.pointee.form == .map { try replaceEntries(bit, entry, stop) }
    let isMerged =
      entry.pointee.form == .singular && order.pointee.count(of: bit) > 1
    if isMerged { return try appendMerged(bit, entry, stop) }
    var place: Int? = order.pointee.first(of: bit)
    while let current = place {
      if !order.pointee[current].isReplaced {
        let record = try record(at: current, stop)
        output += UnsafeBufferPointer(start: record.start, count: record.end - record.start)
      }
      place = order.pointee.occurrence(after: current)
    }
  }

  /// Reads a field again.
  private func record(
    at place: Int, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> Record {
    var reader = WireReader(order.pointee[place].start, stop, depth: depth)
    guard let record = try reader.next(), let known = try known(record) else {
      throw .failed(.malformedWire)
    }
    return known.record
  }

  /// One message of several: what is in one is behind what is in the other.
  private mutating func appendMerged(
    _ bit: UInt32, _ entry: UnsafePointer<OutputEntry>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let isGroup = entry.pointee.wireType == WireForm.startGroup
    let tag = UInt64(entry.pointee.number) << 3
    if table.pointee.isMessageSet {
      MessageSetItem.appendStart(entry.pointee.number, to: &output)
    } else {
      Varint.append(tag | UInt64(entry.pointee.wireType), to: &output)
    }
    if !isGroup {
      var length = 0
      try forEach(bit, stop) { record, _ in length += record.contentEnd - record.content }
      Varint.append(UInt64(length), to: &output)
    }
    try forEach(bit, stop) { record, output in
      output += UnsafeBufferPointer(
        start: record.content, count: record.contentEnd - record.content)
    }
    if table.pointee.isMessageSet {
      output.append(MessageSetItem.end)
    } else if isGroup {
      Varint.append(tag | UInt64(WireForm.endGroup), to: &output)
    }
  }

  private mutating func forEach(
    _ bit: UInt32, _ stop: UnsafePointer<UInt8>, _ body: (Record, inout [UInt8]) -> Void
  ) throws(OutputStop) {
    var place: Int? = order.pointee.first(of: bit)
    while let current = place {
      body(try record(at: current, stop), &output)
      place = order.pointee.occurrence(after: current)
    }
  }

  /// Of entries with the same key the last stays, in its place.
  private func replaceEntries(
    _ bit: UInt32, _ entry: UnsafePointer<OutputEntry>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let value = view.pointee.entries + Int(entry.pointee.target)
    let key = value - 1
    let areTexts = key.pointee.kind == .string
    var keys = MapKeys(
      count: order.pointee.count(of: bit), areTexts: areTexts, seed: seed)
    var place: Int? = order.pointee.first(of: bit)
    while let current = place {
      let record = try record(at: current, stop)
      let parts = try MapParts(record.content, record.contentEnd, value, depth: depth)
      if value.pointee.isClosedEnum, let number = parts.value?.value, isUnknown(number, value) {
        order.pointee.replace(current)
      } else {
        let start = parts.key?.content ?? record.contentEnd
        let number = areTexts ? parts.key?.value ?? 0 : number(parts.key?.value ?? 0, key)
        let earlier = keys.set(start, number, to: current)
        if let earlier { order.pointee.replace(earlier) }
      }
      place = order.pointee.occurrence(after: current)
    }
  }

  /// A key as it is compared: whatever way its number was written.
  private func number(_ value: UInt64, _ key: UnsafePointer<OutputEntry>) -> UInt64 {
    let number = value & key.pointee.mask
    return key.pointee.kind == .bool ? min(number, 1) : number
  }
}
