/// Puts the fields of one message in an order that one pass can write: fields that may be there
/// once are there once, what belongs to one list lies together. What is inside of messages stays.
///
/// Unsafe: reads through `WireReader`, which checks each byte.
struct OutputNormalizer {
  private typealias Record = WireReader.Record
  private struct Item {
    var bit: Int
    /// The field as it stands; of a message set only its content counts.
    var record: Record
  }

  private let view: UnsafePointer<OutputView>
  private let table: UnsafePointer<OutputTable>
  private let depth: Int
  private var items: [Item] = []
  private var output: [UInt8] = []

  init(_ view: UnsafePointer<OutputView>, _ table: UnsafePointer<OutputTable>, depth: Int) {
    self.view = view
    self.table = table
    self.depth = depth
  }

  /// The content in order, or nil if it is already.
  mutating func normalized(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) -> [UInt8]? {
    var needsOrder = false
    var seen: Set<Int> = []
    var last = -1
    try collect(start, stop)
    for item in items {
      let entry = entry(item)
      let isRepeated = entry.pointee.form != .singular
      if entry.pointee.form == .map { needsOrder = needsOrder || item.bit == last }
      if !(isRepeated && item.bit == last) {
        needsOrder = needsOrder || !seen.insert(item.bit).inserted
        if entry.pointee.oneofBit != 0 {
          needsOrder = needsOrder || !seen.insert(Int(entry.pointee.oneofBit)).inserted
        }
      }
      last = item.bit
    }
    guard needsOrder else { return nil }
    try writeAll()
    return output
  }

  private func entry(_ item: Item) -> UnsafePointer<OutputEntry> {
    view.pointee.entries + (Int(table.pointee.entries) + item.bit)
  }

  /// The known fields.
  private mutating func collect(
    _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    var reader = WireReader(start, stop, depth: depth)
    while let record = try reader.next() {
      if let entry = view.pointee.entry(record.number, in: table), fits(record, entry) {
        items.append(Item(bit: Int(entry.pointee.bit), record: record))
      } else if table.pointee.isMessageSet, record.wireType == WireForm.startGroup,
        record.number == 1, let item = try MessageSetItem(record, depth: depth),
        let entry = view.pointee.entry(item.type, in: table), entry.pointee.kind.isMessage
      {
        var content = record
        content.wireType = WireForm.delimited
        content.content = item.content
        content.contentEnd = item.contentEnd
        items.append(Item(bit: Int(entry.pointee.bit), record: content))
      }
    }
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

  private mutating func writeAll() throws(OutputStop) {
    var groups: [Int: [Record]] = [:]
    var order: [Int] = []
    for item in items {
      let oneof = Int(entry(item).pointee.oneofBit)
      if oneof != 0, groups[item.bit] == nil {
        // Setting one member of a oneof clears the others.
        for other in order
        where view.pointee.entries[Int(table.pointee.entries) + other].oneofBit == oneof {
          groups[other] = nil
        }
        order.removeAll { groups[$0] == nil }
      }
      if groups[item.bit] == nil { order.append(item.bit) }
      groups[item.bit, default: []].append(item.record)
    }
    for bit in order { try write(groups[bit] ?? [], bit) }
  }

  private mutating func write(_ records: [Record], _ bit: Int) throws(OutputStop) {
    let entry = view.pointee.entries + (Int(table.pointee.entries) + bit)
    guard entry.pointee.step != .dropped else { return }
    switch entry.pointee.form {
    case .list: for record in records { append(record, entry) }
    case .map: for record in try lastOfEachKey(records, entry) { append(record, entry) }
    case .singular:
      if entry.pointee.kind.isMessage {
        appendMerged(records, entry)
      } else if let last = records.last {
        append(last, entry)
      }
    }
  }

  private mutating func append(_ record: Record, _ entry: UnsafePointer<OutputEntry>) {
    if record.number == entry.pointee.number {
      output += UnsafeBufferPointer(start: record.start, count: record.end - record.start)
    } else {
      appendMerged([record], entry)
    }
  }

  /// One message of several: what is in one is behind what is in the other.
  private mutating func appendMerged(
    _ records: [Record], _ entry: UnsafePointer<OutputEntry>
  ) {
    let isGroup = entry.pointee.wireType == WireForm.startGroup
    if table.pointee.isMessageSet {
      MessageSetItem.appendStart(entry.pointee.number, to: &output)
    } else {
      Varint.append(
        UInt64(entry.pointee.number) << 3 | UInt64(entry.pointee.wireType), to: &output)
    }
    if !isGroup {
      let length = records.reduce(0) { $0 + ($1.contentEnd - $1.content) }
      Varint.append(UInt64(length), to: &output)
    }
    for record in records {
      output += UnsafeBufferPointer(
        start: record.content, count: record.contentEnd - record.content)
    }
    if table.pointee.isMessageSet {
      output.append(MessageSetItem.end)
    } else if isGroup {
      Varint.append(UInt64(entry.pointee.number) << 3 | UInt64(WireForm.endGroup), to: &output)
    }
  }

  /// Of entries with the same key the last, in its place.
  private func lastOfEachKey(
    _ records: [Record], _ entry: UnsafePointer<OutputEntry>
  ) throws(OutputStop) -> [Record] {
    let value = view.pointee.entries + Int(entry.pointee.target)
    var kept: [Record?] = []
    var places: [[UInt8]: Int] = [:]
    for record in records {
      let parts = try MapParts(record.content, record.contentEnd, value, depth: depth)
      if value.pointee.isClosedEnum, let number = parts.values.last?.value,
        isUnknown(number, value)
      {
        continue
      }
      if let place = places.updateValue(kept.count, forKey: key(parts.key, value - 1)) {
        kept[place] = nil
      }
      kept.append(record)
    }
    return kept.compactMap { $0 }
  }

  /// A key as it is compared: whatever way its number was written.
  private func key(_ record: Record?, _ entry: UnsafePointer<OutputEntry>) -> [UInt8] {
    guard let record else { return entry.pointee.kind == .string ? [] : [0] }
    if entry.pointee.kind == .string {
      return Array(UnsafeBufferPointer(start: record.content, count: Int(record.value)))
    }
    var key: [UInt8] = []
    let number = record.value & entry.pointee.mask
    Varint.append(entry.pointee.kind == .bool ? min(number, 1) : number, to: &key)
    return key
  }
}
