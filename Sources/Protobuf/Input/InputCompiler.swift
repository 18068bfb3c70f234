/// Makes the tables of an input from a schema: one table for each message that can be reached.
struct InputCompiler {
  private let schema: Schema
  private let options: JSONInputOptions
  /// Zeros are written where they are given.
  private let writesZeros: Bool
  private var output = InputTables()
  private var known: [MessageID: UInt32] = [:]
  private var knownEnums: [EnumID: UInt32] = [:]
  private var waiting: [MessageID] = []
  private var meetsAny = false

  /// The tables of one message.
  static func compile(
    _ schema: Schema, _ message: MessageID, options: JSONInputOptions, writesZeros: Bool = false
  ) -> InputTables {
    var compiler = InputCompiler(schema, options, writesZeros)
    compiler.output.root = compiler.append(compiler.valueEntry(.message(message)))
    compiler.output.valueEntry = compiler.anyValueEntry()
    compiler.finishTables()
    compiler.addTypes()
    compiler.pad()
    return compiler.output
  }

  private init(_ schema: Schema, _ options: JSONInputOptions, _ writesZeros: Bool) {
    self.schema = schema
    self.options = options
    self.writesZeros = writesZeros
  }

  private mutating func finishTables() {
    while let message = waiting.popLast() { fill(message) }
  }

  private mutating func anyValueEntry() -> UInt32 {
    append(InputEntry(kind: .value))
  }

  /// The names of all types, if an `Any` can be met; a table in any case.
  private mutating func addTypes() {
    var names: [(name: String, value: Int32)] = []
    if meetsAny {
      var seen: Set<String> = []
      for index in schema.messages.indices {
        let type = schema.messages[index]
        guard !type.isMapEntry, seen.insert(type.name).inserted else { continue }
        let entry = append(valueEntry(.message(MessageID(index: index))))
        names.append((type.name, Int32(entry)))
      }
      finishTables()
    }
    var table = InputTable()
    addNames(names, to: &table)
    output.enums.append(table)
  }

  private mutating func pad() {
    output.options = options
    output.tables.append(InputTable())
    output.slots.append(0)
    output.names.append(InputName(start: 0, length: 0, value: 0))
    output.text.append(contentsOf: repeatElement(0, count: 16))
  }

  // MARK: - Tables

  private mutating func table(_ message: MessageID) -> UInt32 {
    if let index = known[message] { return index }
    let index = UInt32(output.tables.count)
    output.tables.append(InputTable())
    known[message] = index
    waiting.append(message)
    return index
  }

  private mutating func fill(_ message: MessageID) {
    let type = schema[message]
    var entries = type.fields.map { fieldEntry($0) }
    if type.isMessageSet { setItems(type, &entries) }
    let names = InputNames.places(of: type.fields, options.names)
    for (name, place) in names where type.fields[place].inputName(options.names) == name {
      let expected = addText(name)
      entries[place].nameStart = expected.start
      entries[place].nameLength = expected.length
    }
    for (place, field) in type.fields.enumerated() {
      entries[place].bit = UInt32(place)
      if let oneof = field.oneof { entries[place].oneofBit = UInt32(entries.count + oneof) }
    }
    var table = InputTable()
    table.entries = UInt32(output.entries.count)
    table.entryCount = UInt32(entries.count)
    table.words = UInt32(max((entries.count + type.oneofs.count + 63) / 64, 1))
    output.mostWords = max(output.mostWords, Int(table.words))
    // Behind the last entry there is one whose name nothing has.
    output.entries += entries + [InputEntry(kind: .value)]
    addNames(names.map { ($0.name, Int32($0.place)) }, to: &table)
    if let index = known[message] { output.tables[Int(index)] = table }
  }

  /// Members of a message set are messages that may be there once; nothing else can be one.
  private func setItems(_ type: MessageType, _ entries: inout [InputEntry]) {
    for (place, field) in type.fields.enumerated()
    where entries[place].kind.isMessage && entries[place].form == .singular {
      entries[place].setItem(UInt32(bitPattern: field.number))
    }
  }

  private mutating func addText(_ text: String) -> (start: UInt32, length: UInt32) {
    let start = output.text.count
    output.text += Array(text.utf8)
    return (UInt32(start), UInt32(output.text.count - start))
  }

  /// A hash table that is at most half full.
  private mutating func addNames(
    _ names: [(name: String, value: Int32)], to table: inout InputTable
  ) {
    var capacity = 2
    while capacity < names.count * 2 { capacity *= 2 }
    var slots = [UInt32](repeating: 0, count: capacity)
    var seen: Set<String> = []
    for (name, value) in names where seen.insert(name).inserted {
      let piece = addText(name)
      output.names.append(InputName(start: piece.start, length: piece.length, value: value))
      var slot = hash(name) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt32(output.names.count)
    }
    table.slots = UInt32(output.slots.count)
    table.slotCount = UInt32(capacity)
    output.slots += slots
  }

  private func hash(_ name: String) -> Int {
    let bytes = Array(name.utf8)
    // Unsafe: the hash takes a pointer to as many bytes as it is told.
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return Int(truncatingIfNeeded: KeyHash.of(base, buffer.count, seed: InputTables.seed))
    }
  }

  // MARK: - Entries

  private mutating func append(_ entry: InputEntry) -> UInt32 {
    output.entries.append(entry)
    return UInt32(output.entries.count - 1)
  }

  private mutating func fieldEntry(_ field: Field) -> InputEntry {
    var entry: InputEntry
    if field.cardinality == .map, let id = field.kind.message {
      entry = mapEntry(schema[id])
    } else {
      entry = valueEntry(field.kind)
    }
    let number = UInt64(UInt32(bitPattern: field.number))
    if field.cardinality == .repeated {
      entry.form = .list
      entry.isPacked = field.isPacked && field.kind.isPackable
    }
    entry.skipsZero = field.cardinality == .implicit && !writesZeros
    entry.setTag(number, entry.isPacked ? WireForm.delimited : field.kind.wireType)
    return entry
  }

  private mutating func mapEntry(_ type: MessageType) -> InputEntry {
    var key = InputEntry(kind: .string)
    var value = InputEntry(kind: .string)
    if let field = type.field(numbered: 1) {
      key = valueEntry(field.kind)
      key.setTag(1, field.kind.wireType)
    }
    if let field = type.field(numbered: 2) {
      value = valueEntry(field.kind)
      value.setTag(2, field.kind.wireType)
    }
    _ = append(key)
    var entry = InputEntry(kind: .message)
    entry.target = append(value)
    entry.form = .map
    entry.isTextMap = key.kind == .string && value.kind == .string
    return entry
  }

  /// The entry of one value of a kind, without a tag.
  private mutating func valueEntry(_ kind: FieldKind) -> InputEntry {
    var entry = InputEntry(kind: InputKind(kind))
    switch kind {
    case .enumeration(let id):
      if schema[id].isNullValue {
        entry.kind = .null
      } else {
        entry.target = knownEnums[id] ?? addEnum(id)
      }
    case .message(let id), .group(let id): setMessage(id, &entry)
    default: break
    }
    return entry
  }

  private mutating func addEnum(_ id: EnumID) -> UInt32 {
    var table = InputTable()
    addNames(schema[id].values.map { ($0.name, $0.number) }, to: &table)
    output.enums.append(table)
    let index = UInt32(output.enums.count - 1)
    knownEnums[id] = index
    return index
  }

  private mutating func setMessage(_ id: MessageID, _ entry: inout InputEntry) {
    let type = schema[id]
    switch type.wellKnown {
    case .any:
      entry.kind = .any
      meetsAny = true
    case .timestamp: entry.kind = .timestamp
    case .duration: entry.kind = .duration
    case .fieldMask: entry.kind = .fieldMask
    case .value: entry.kind = .value
    case .structure: entry.kind = .structure
    case .listValue: entry.kind = .list
    case .wrapper:
      entry.kind = .wrapper
      var inner = InputEntry(kind: .string)
      if let field = type.field(numbered: 1) {
        inner = valueEntry(field.kind)
        inner.setTag(1, field.kind.wireType)
      }
      inner.skipsZero = true
      entry.target = append(inner)
    default: entry.target = table(id)
    }
  }
}
