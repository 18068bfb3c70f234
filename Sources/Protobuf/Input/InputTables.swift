import Bytes

/// All that the input of one message type needs, in flat tables made once.
struct InputTables: Sendable {
  var tables: [InputTable] = []
  var entries: [InputEntry] = []
  var slots: [UInt32] = []
  var names: [InputName] = []
  var text: [UInt8] = []
  /// Enumerations, and last the types that an `Any` may hold, as tables of names.
  var enums: [InputTable] = []
  var root: UInt32 = 0
  /// The entry of a `google.protobuf.Value`, as elements of lists and objects are.
  var valueEntry: UInt32 = 0
  var mostWords = 1
  var options = JSONInputOptions()

  /// Every table as a pointer, for one document. No table is empty and every index in them was made
  /// by the compiler for these same tables, so readers need not check.
  func withView<Result>(_ body: (UnsafePointer<InputView>) -> Result) -> Result? {
    tables.withUnsafeBufferPointer { tables in
      entries.withUnsafeBufferPointer { entries in
        slots.withUnsafeBufferPointer { slots in
          names.withUnsafeBufferPointer { names in
            text.withUnsafeBufferPointer { text in
              enums.withUnsafeBufferPointer { enums in
                guard let tables = tables.baseAddress, let entries = entries.baseAddress,
                  let slots = slots.baseAddress, let names = names.baseAddress,
                  let text = text.baseAddress, let lastEnum = enums.last,
                  let enums = enums.baseAddress
                else { return nil }
                let view = InputView(
                  tables: tables, entries: entries, slots: slots, names: names, text: text,
                  enums: enums, types: lastEnum, root: entries + Int(root),
                  valueEntry: entries + Int(valueEntry), options: options)
                return withUnsafePointer(to: view, body)
              }
            }
          }
        }
      }
    }
  }
}

/// The tables of `InputTables` as pointers; lives as long as the call that lent them.
struct InputView {
  let tables: UnsafePointer<InputTable>
  let entries: UnsafePointer<InputEntry>
  let slots: UnsafePointer<UInt32>
  let names: UnsafePointer<InputName>
  let text: UnsafePointer<UInt8>
  let enums: UnsafePointer<InputTable>
  let types: InputTable
  let root: UnsafePointer<InputEntry>
  let valueEntry: UnsafePointer<InputEntry>
  let options: JSONInputOptions

  /// What a name stands for in a table, or nil.
  @inline(__always)
  func value(
    of name: UnsafePointer<UInt8>, _ count: Int, in table: UnsafePointer<InputTable>
  ) -> Int32? {
    let mask = Int(table.pointee.slotCount) &- 1
    let slots = slots + Int(table.pointee.slots)
    var slot = Int(truncatingIfNeeded: KeyHash.of(name, count, seed: InputTables.seed)) & mask
    while slots[slot] != 0 {
      let found = names + Int(slots[slot] &- 1)
      if Int(found.pointee.length) == count,
        InputView.equal(text + Int(found.pointee.start), name, count)
      {
        return found.pointee.value
      }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Whether bytes are equal.
  @inline(__always)
  static func equal(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var index = 0
    while index &+ 8 <= count {
      if ByteLanes.load(left, at: index) != ByteLanes.load(right, at: index) { return false }
      index &+= 8
    }
    while index < count {
      if left[index] != right[index] { return false }
      index &+= 1
    }
    return true
  }
}

extension InputTables {
  /// Names of a catalog come from its author, not from clients; a fixed seed will do, since a table
  /// never grows.
  static let seed: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
}
