import Bytes
import Document

/// Makes the tables of an output from a schema: one table for each message that can be reached, and
/// for each part of a selection that leads through it.
struct OutputCompiler {
  private struct TableKey: Hashable {
    let message: MessageID
    /// The node of the selection that decides; nil for all fields.
    let branch: Int?
  }

  let schema: Schema
  let shape: JSONShape
  private let selection: SelectionTree
  private(set) var output = OutputTables()
  private var known: [TableKey: UInt32] = [:]
  private var knownEnums: [EnumID: UInt32] = [:]
  private var waiting: [(key: TableKey, table: UInt32)] = []
  private var meetsAny = false

  init(_ schema: Schema, shape: JSONShape, selection: FieldSelection) {
    self.schema = schema
    self.shape = shape
    self.selection = selection.tree
  }

  /// The tables of one message.
  static func compile(
    _ schema: Schema, _ message: MessageID, shape: JSONShape, selection: FieldSelection
  ) -> OutputTables {
    var compiler = OutputCompiler(schema, shape: shape, selection: selection)
    let entry = compiler.valueEntry(
      .message(message), branch: compiler.selection.isEmpty ? nil : 0)
    compiler.output.root = compiler.append(entry)
    compiler.finishTables()
    if compiler.meetsAny { compiler.addTypes() }
    compiler.addOwnEntries()
    compiler.pad()
    return compiler.output
  }

  private mutating func finishTables() {
    while let (key, table) = waiting.popLast() { fill(table, key) }
  }

  /// An `Any` may hold whatever the catalog has.
  private mutating func addTypes() {
    var seen: Set<String> = []
    for index in schema.messages.indices {
      let type = schema.messages[index]
      guard !type.isMapEntry, seen.insert(type.name).inserted else { continue }
      let entry = append(valueEntry(.message(MessageID(index: index)), branch: nil))
      output.types.append(OutputType(name: addText(Array(type.name.utf8)), entry: entry))
    }
    let keys = output.keys
    output.types.sort { left, right in
      keys[Int(left.name.start)..<Int(left.name.start + left.name.length)]
        .lexicographicallyPrecedes(
          keys[Int(right.name.start)..<Int(right.name.start + right.name.length)])
    }
    finishTables()
  }

  /// What an `Any` of unknown type is made of.
  private mutating func addOwnEntries() {
    output.emptyTable = UInt32(output.tables.count)
    output.tables.append(OutputTable())
    output.textEntry = append(valueEntry(.string, branch: nil))
    _ = append(valueEntry(.bytes, branch: nil))
  }

  /// Every table gets one element more than it needs, so that none is without an address.
  private mutating func pad() {
    output.rootBytes = 0
    let root = output.entries[Int(output.root)]
    if root.kind == .message {
      output.rootBytes = Int(output.tables[Int(root.target)].unsetBytes)
    }
    output.shape = shape
    output.tables.append(OutputTable())
    output.lookup.append(0)
    output.sparse.append(0)
    output.unset.append(0)
    output.enums.append(OutputEnum())
    output.names.append(OutputPiece(start: 0, length: 0))
    output.numbers.append(0)
    output.types.append(OutputType(name: OutputPiece(start: 0, length: 0), entry: 0))
    output.keys.append(contentsOf: repeatElement(0, count: 16))
  }

  // MARK: - Tables

  /// The index of a table, which is filled later if it is new: types may contain themselves.
  private mutating func table(_ message: MessageID, branch: Int?) -> UInt32 {
    let key = TableKey(message: message, branch: branch)
    if let index = known[key] { return index }
    let index = UInt32(output.tables.count)
    output.tables.append(OutputTable())
    known[key] = index
    waiting.append((key, index))
    return index
  }

  private mutating func fill(_ index: UInt32, _ key: TableKey) {
    let type = schema[key.message]
    var entries: [OutputEntry] = []
    var oneofs: Set<Int?> = []
    var dropped: [Field] = []
    for field in type.fields {
      if let entry = fieldEntry(field, of: type, branch: key.branch) {
        entries.append(entry)
        oneofs.insert(field.oneof)
      } else if field.oneof != nil {
        dropped.append(field)
      }
    }
    for field in dropped where oneofs.contains(field.oneof) { entries.append(droppedEntry(field)) }
    var table = OutputTable()
    table.isMessageSet = type.isMessageSet
    table.isInline = type.wellKnown == .structure || type.wellKnown == .listValue
    table.entries = UInt32(output.entries.count)
    table.entryCount = UInt32(entries.count)
    setBits(&entries, &table, oneofs: type.oneofs.count)
    output.entries += entries
    addLookup(entries, &table)
    addUnset(entries, &table)
    output.tables[Int(index)] = table
  }

  /// Fields come first in the set of those seen, then oneofs.
  private mutating func setBits(
    _ entries: inout [OutputEntry], _ table: inout OutputTable, oneofs: Int
  ) {
    for bit in entries.indices {
      entries[bit].bit = UInt32(bit)
      if entries[bit].oneofBit != 0 { entries[bit].oneofBit += UInt32(entries.count) - 1 }
    }
    table.words = UInt32(max((entries.count + oneofs + 63) / 64, 1))
    output.mostWords = max(output.mostWords, Int(table.words))
  }

  private mutating func addLookup(_ entries: [OutputEntry], _ table: inout OutputTable) {
    // Dense as long as at least one in eight places is taken.
    let numbers = entries.map(\.number).sorted()
    var highest: UInt32 = 0
    for (index, number) in numbers.enumerated()
    where number < 64 || Int(number) < (index + 1) * 8 {
      highest = number
    }
    table.lookup = UInt32(output.lookup.count)
    table.lookupCount = entries.isEmpty || highest > 60_000 ? 0 : highest + 1
    var dense = [UInt16](repeating: 0, count: Int(table.lookupCount))
    var sparse: [(UInt32, UInt32)] = []
    for (place, entry) in entries.enumerated() {
      if entry.number < table.lookupCount, place < Int(UInt16.max) {
        dense[Int(entry.number)] = UInt16(place + 1)
      } else {
        sparse.append((entry.number, UInt32(place)))
      }
    }
    output.lookup += dense
    table.sparse = UInt32(output.sparse.count)
    table.sparseCount = UInt32(sparse.count)
    for (number, place) in sparse.sorted(by: { $0.0 < $1.0 }) { output.sparse += [number, place] }
  }

  private mutating func addUnset(_ entries: [OutputEntry], _ table: inout OutputTable) {
    table.unset = UInt32(output.unset.count)
    var words = [UInt64](repeating: 0, count: Int(table.words))
    for entry in entries where entry.zeroLength > 0 {
      words[Int(entry.bit / 64)] |= 1 << UInt64(entry.bit % 64)
      table.unsetBytes += entry.zeroLength
    }
    output.unset += words
  }

  // MARK: - Entries

  private mutating func append(_ entry: OutputEntry) -> UInt32 {
    output.entries.append(entry)
    return UInt32(output.entries.count - 1)
  }

  private func name(of field: Field) -> String {
    shape.names == .json || field.isExtension ? field.jsonName : field.name
  }

  /// The entry of a field, or nil if the selection drops it.
  private mutating func fieldEntry(
    _ field: Field, of type: MessageType, branch: Int?
  ) -> OutputEntry? {
    let name = field.isExtension ? field.name : name(of: field)
    var below: Int?
    if let branch {
      switch selection.verdict(name, at: branch) {
      case .dropped: return nil
      case .whole: break
      case .partial(let node): below = node
      }
    }
    let isMany = field.cardinality == .repeated || field.cardinality == .map
    var entry: OutputEntry
    if field.cardinality == .map, let id = field.kind.message {
      entry = mapEntry(schema[id])
    } else {
      entry = valueEntry(
        field.kind, branch: isMany ? nil : below, isStrictText: field.validatesUTF8)
    }
    entry.number = UInt32(bitPattern: field.number)
    if field.cardinality == .repeated { entry.form = .list }
    entry.isPackable = field.cardinality == .repeated && field.kind.isPackable
    if let oneof = field.oneof { entry.oneofBit = UInt32(oneof) + 1 }
    entry.skipsZero = field.cardinality == .implicit && shape.unset == .omitted
    addKey(name, to: &entry)
    let isInline = type.wellKnown == .structure || type.wellKnown == .listValue
    if !isInline,
      let zero = UnsetText(schema, shape, field, isMessage: entry.kind.isMessage)
    {
      addZero(zero, name: name, to: &entry)
    }
    entry.setStep(
      isPacked: entry.isPackable && field.isPacked, isTextMap: entry.form == .map && isText(entry))
    return entry
  }

  /// The entry of a field that the selection drops while others of its oneof stay.
  private mutating func droppedEntry(_ field: Field) -> OutputEntry {
    var entry = OutputEntry(
      kind: OutputKind(field.kind, shape), wireType: field.kind.wireType,
      number: UInt32(bitPattern: field.number))
    if case .enumeration(let id) = field.kind { setEnum(id, &entry) }
    if let oneof = field.oneof { entry.oneofBit = UInt32(oneof) + 1 }
    entry.setStep(isPacked: false, isTextMap: false)
    entry.step = .dropped
    return entry
  }

  /// Whether key and value of a map are strings.
  private func isText(_ map: OutputEntry) -> Bool {
    let value = Int(map.target)
    return output.entries[value].kind == .string && output.entries[value - 1].kind == .string
  }

  private mutating func mapEntry(_ type: MessageType) -> OutputEntry {
    var key = OutputEntry(kind: .string, wireType: WireForm.delimited, number: 1)
    var value = key
    if let field = type.field(numbered: 1) {
      key = valueEntry(field.kind, branch: nil, isStrictText: field.validatesUTF8)
    }
    if let field = type.field(numbered: 2) {
      value = valueEntry(field.kind, branch: nil, isStrictText: field.validatesUTF8)
      if let zero = UnsetText.zero(of: field, schema, shape) { addZero(zero, to: &value) }
    }
    key.number = 1
    value.number = 2
    _ = append(key)
    var entry = OutputEntry(kind: .message, wireType: WireForm.delimited, number: 0)
    entry.target = append(value)
    entry.form = .map
    return entry
  }

  /// The entry of one value of a kind, without a name.
  private mutating func valueEntry(
    _ kind: FieldKind, branch: Int?, isStrictText: Bool = true
  ) -> OutputEntry {
    var entry = OutputEntry(
      kind: OutputKind(kind, shape), wireType: kind.wireType, number: 0)
    entry.isStrictText = isStrictText
    entry.mask = kind.countsLowBits ? 0xFFFF_FFFF : .max
    switch kind {
    case .enumeration(let id): setEnum(id, &entry)
    case .message(let id), .group(let id): setMessage(id, branch: branch, &entry)
    default: break
    }
    return entry
  }

  private mutating func setEnum(_ id: EnumID, _ entry: inout OutputEntry) {
    let type = schema[id]
    if type.isNullValue {
      entry.kind = .null
      return
    }
    entry.isClosedEnum = type.isClosed
    entry.target = knownEnums[id] ?? addEnum(type)
    knownEnums[id] = entry.target
  }

  private mutating func setMessage(
    _ id: MessageID, branch: Int?, _ entry: inout OutputEntry
  ) {
    let type = schema[id]
    switch type.wellKnown {
    case .any:
      entry.kind = .any
      meetsAny = true
    case .timestamp where shape.timestampsAsText: entry.kind = .timestamp
    case .duration where shape.durationsAsText: entry.kind = .duration
    case .fieldMask where shape.masksAsText: entry.kind = .fieldMask
    case .wrapper:
      entry.kind = .wrapper
      entry.target = wrapperEntry(type)
    case .value:
      entry.kind = .value
      entry.target = table(id, branch: nil)
    case .structure:
      entry.kind = .structure
      entry.target = table(id, branch: nil)
    case .listValue:
      entry.kind = .list
      entry.target = table(id, branch: nil)
    default:
      entry.target = table(id, branch: branch)
    }
  }

  private mutating func wrapperEntry(_ type: MessageType) -> UInt32 {
    guard let field = type.field(numbered: 1) else { return 0 }
    var entry = valueEntry(field.kind, branch: nil)
    if let zero = UnsetText.zero(of: field, schema, shape) { addZero(zero, to: &entry) }
    return append(entry)
  }

  // MARK: - Text

  private mutating func addText(_ bytes: [UInt8]) -> OutputPiece {
    let start = output.keys.count
    output.keys += bytes
    return OutputPiece(start: UInt32(start), length: UInt32(bytes.count))
  }

  private mutating func addKey(_ name: String, to entry: inout OutputEntry) {
    var text: [UInt8] = []
    JSONWriter.append(string: Array(name.utf8), to: &text)
    entry.hasEscapes = text.contains(0x5C)
    text.append(ASCII.colon)
    output.longestKey = max(output.longestKey, text.count)
    let piece = addText(text)
    entry.keyStart = piece.start
    entry.keyLength = piece.length
  }

  /// With a name: the whole member. Without: the value alone. A comma follows.
  private mutating func addZero(
    _ zero: UnsetText, name: String? = nil, to entry: inout OutputEntry
  ) {
    var text: [UInt8] = []
    if let name {
      JSONWriter.append(string: Array(name.utf8), to: &text)
      text.append(ASCII.colon)
    }
    let piece = addText(text + zero.text + [ASCII.comma])
    output.longestKey = max(output.longestKey, Int(piece.length))
    entry.zeroStart = piece.start
    entry.zeroLength = piece.length
    entry.zeroKind = zero.kind
    entry.zeroHasEscapes = zero.kind == .string && zero.text.contains(0x5C)
  }

  private mutating func addEnum(_ type: EnumType) -> UInt32 {
    var pieces: [Int32: OutputPiece] = [:]
    for value in type.values where pieces[value.number] == nil {
      let text = Array("\"\(value.name)\",".utf8)
      output.longestKey = max(output.longestKey, text.count)
      pieces[value.number] = addText(text)
    }
    let numbers = pieces.keys.sorted()
    var table = OutputEnum()
    table.names = UInt32(output.names.count)
    if let lowest = numbers.first, let highest = numbers.last,
      Int64(highest) - Int64(lowest) < Int64(numbers.count) * 4 + 64
    {
      table.lowest = lowest
      let none = OutputPiece(start: 0, length: 0)
      for number in lowest...highest { output.names.append(pieces[number] ?? none) }
    } else {
      table.isSparse = true
      table.numbers = UInt32(output.numbers.count)
      output.numbers += numbers
      output.names += numbers.compactMap { pieces[$0] }
    }
    table.count = UInt32(output.names.count) - table.names
    output.enums.append(table)
    return UInt32(output.enums.count - 1)
  }
}
