/// All that the output of one message type needs, in flat tables made once.
struct OutputTables: Sendable {
  var tables: [OutputTable] = []
  var entries: [OutputEntry] = []
  var lookup: [UInt16] = []
  var sparse: [UInt32] = []
  var unset: [UInt64] = []
  var enums: [OutputEnum] = []
  var names: [OutputPiece] = []
  var numbers: [Int32] = []
  /// In the order of their names.
  var types: [OutputType] = []
  /// All text, with 16 bytes behind it that nobody reads for what they are.
  var keys: [UInt8] = []
  /// The entry of the message itself.
  var root: UInt32 = 0
  /// A message without fields.
  var emptyTable: UInt32 = 0
  /// The entry of a text, in front of that of bytes.
  var textEntry: UInt32 = 0
  /// The longest key or name.
  var longestKey = 0
  /// The most words that a set of fields has.
  var mostWords = 1
  /// How much all unset fields of the root are together.
  var rootBytes = 0
  var shape = JSONShape.protojson

  /// Every table as a pointer, for one document. No table is empty and every index in them was made
  /// by the compiler for these same tables, so readers need not check.
  func withView<Result>(_ body: (OutputView) -> Result) -> Result? {
    tables.withUnsafeBufferPointer { tables in
      entries.withUnsafeBufferPointer { entries in
        lookup.withUnsafeBufferPointer { lookup in
          sparse.withUnsafeBufferPointer { sparse in
            unset.withUnsafeBufferPointer { unset in
              withNames { enums, names, numbers, types, keys in
                guard let tables = tables.baseAddress, let entries = entries.baseAddress,
                  let lookup = lookup.baseAddress, let sparse = sparse.baseAddress,
                  let unset = unset.baseAddress, let enums, let names, let numbers, let types,
                  let keys
                else { return nil }
                return body(
                  OutputView(
                    tables: tables, entries: entries, lookup: lookup, sparse: sparse, unset: unset,
                    enums: enums, names: names, numbers: numbers, types: types,
                    typeCount: self.types.count - 1, keys: keys, root: entries + Int(root),
                    emptyTable: emptyTable, textEntry: entries + Int(textEntry),
                    isStrict: shape.isStrict))
              }
            }
          }
        }
      }
    }
  }

  private func withNames<Result>(
    _ body: (
      UnsafePointer<OutputEnum>?, UnsafePointer<OutputPiece>?, UnsafePointer<Int32>?,
      UnsafePointer<OutputType>?, UnsafePointer<UInt8>?
    ) -> Result
  ) -> Result {
    enums.withUnsafeBufferPointer { enums in
      names.withUnsafeBufferPointer { names in
        numbers.withUnsafeBufferPointer { numbers in
          types.withUnsafeBufferPointer { types in
            keys.withUnsafeBufferPointer { keys in
              body(
                enums.baseAddress, names.baseAddress, numbers.baseAddress, types.baseAddress,
                keys.baseAddress)
            }
          }
        }
      }
    }
  }
}

/// The tables of `OutputTables` as pointers; lives as long as the call that lent them.
struct OutputView {
  let tables: UnsafePointer<OutputTable>
  let entries: UnsafePointer<OutputEntry>
  let lookup: UnsafePointer<UInt16>
  let sparse: UnsafePointer<UInt32>
  let unset: UnsafePointer<UInt64>
  let enums: UnsafePointer<OutputEnum>
  let names: UnsafePointer<OutputPiece>
  let numbers: UnsafePointer<Int32>
  let types: UnsafePointer<OutputType>
  let typeCount: Int
  let keys: UnsafePointer<UInt8>
  let root: UnsafePointer<OutputEntry>
  let emptyTable: UInt32
  let textEntry: UnsafePointer<OutputEntry>
  let isStrict: Bool

  /// The entry of bytes.
  var bytesEntry: UnsafePointer<OutputEntry> { textEntry + 1 }

  /// The entry of a tag of one byte, or nil.
  @inline(__always)
  func entry(
    tag: UInt8, in table: UnsafePointer<OutputTable>
  ) -> UnsafePointer<OutputEntry>? {
    let number = UInt32(tag >> 3)
    guard number < table.pointee.lookupCount else { return nil }
    let place = lookup[Int(table.pointee.lookup &+ number)]
    guard place != 0 else { return nil }
    return entries + (Int(table.pointee.entries) &+ Int(place) &- 1)
  }

  /// The entry of a field number, or nil.
  @inline(__always)
  func entry(
    _ number: UInt32, in table: UnsafePointer<OutputTable>
  ) -> UnsafePointer<OutputEntry>? {
    let entries = entries + Int(table.pointee.entries)
    if number < table.pointee.lookupCount {
      let place = lookup[Int(table.pointee.lookup &+ number)]
      return place == 0 ? nil : entries + (Int(place) &- 1)
    }
    guard table.pointee.sparseCount > 0 else { return nil }
    let place = Self.sparsePlace(
      number, sparse + Int(table.pointee.sparse), Int(table.pointee.sparseCount))
    return place < 0 ? nil : entries + place
  }

  /// The place of a number among pairs of number and place, or -1.
  @inline(never)
  private static func sparsePlace(
    _ number: UInt32, _ pairs: UnsafePointer<UInt32>, _ count: Int
  ) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let found = pairs[2 * middle]
      if found == number { return Int(pairs[2 * middle + 1]) }
      if found < number { low = middle + 1 } else { high = middle }
    }
    return -1
  }

  /// The name of an enumeration's number; empty if it has none.
  @inline(__always)
  func name(_ number: Int32, of index: UInt32) -> OutputPiece {
    let table = enums + Int(index)
    let names = names + Int(table.pointee.names)
    if table.pointee.isSparse {
      let place = Self.sparsePlace(
        number, numbers + Int(table.pointee.numbers), Int(table.pointee.count))
      return place < 0 ? OutputPiece(start: 0, length: 0) : names[place]
    }
    let place = Int64(number) &- Int64(table.pointee.lowest)
    guard place >= 0, place < Int64(table.pointee.count) else {
      return OutputPiece(start: 0, length: 0)
    }
    return names[Int(place)]
  }

  /// The place of an enumeration's number among all of them, or -1.
  @inline(never)
  private static func sparsePlace(
    _ number: Int32, _ numbers: UnsafePointer<Int32>, _ count: Int
  ) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] == number { return middle }
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return -1
  }

  /// The entry for values of a type, or nil.
  func type(_ name: UnsafePointer<UInt8>, _ count: Int) -> UnsafePointer<OutputEntry>? {
    var low = 0
    var high = typeCount
    while low < high {
      let middle = (low + high) / 2
      let piece = types[middle].name
      let order = compare(keys + Int(piece.start), Int(piece.length), name, count)
      if order == 0 { return entries + Int(types[middle].entry) }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func compare(
    _ left: UnsafePointer<UInt8>, _ leftCount: Int, _ right: UnsafePointer<UInt8>,
    _ rightCount: Int
  ) -> Int {
    for index in 0..<min(leftCount, rightCount) where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    return leftCount - rightCount
  }
}
