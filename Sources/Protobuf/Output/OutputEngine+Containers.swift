import Bytes
import Document

extension OutputEngine {
  /// What stands in front of a value: nothing in the list that is open, else the name, and what
  /// opens a list or map.
  @inline(__always)
  mutating func prefix(
    _ entry: UnsafePointer<OutputEntry>, _ pen: inout OutputPen
  ) throws(OutputStop) {
    if Int(entry.pointee.bit) == openBit { return }
    if openBit >= 0 { try closeArray(&pen) }
    try mark(entry.pointee.bit)
    if entry.pointee.oneofBit != 0 { try mark(entry.pointee.oneofBit) }
    pen.key(entry, view.pointee.keys)
    guard entry.pointee.form != .singular else { return }
    openBit = Int(entry.pointee.bit)
    array = pen.count
    pen.open(entry.pointee.form == .map ? .object : .array)
  }

  /// Adds a bit to the set of those seen.
  @inline(__always)
  mutating func mark(_ bit: UInt32) throws(OutputStop) {
    let word = Int(bit >> 6)
    let flag: UInt64 = 1 &<< UInt64(bit & 63)
    let set = seen[word]
    if set & flag != 0 { throw .disordered }
    seen[word] = set | flag
  }

  /// A member of a oneof that nobody will look at: of those that do count none is set any more.
  @inline(never)
  mutating func droppedField(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>
  ) throws(OutputStop) {
    let wireType = entry.pointee.wireType
    var position = start
    let raw = try Self.value(wireType, &position, end)
    cursor = wireType == WireForm.delimited ? position + Int(truncatingIfNeeded: raw) : position
    if entry.pointee.isClosedEnum, isUnknown(raw, entry) { return }
    try drop(entry)
  }

  /// Marks such a member as seen, as often as it is there.
  mutating func drop(_ entry: UnsafePointer<OutputEntry>) throws(OutputStop) {
    let bit = entry.pointee.bit
    if seen[Int(bit >> 6)] & (1 &<< UInt64(bit & 63)) != 0 { return }
    try mark(bit)
    try mark(entry.pointee.oneofBit)
  }

  /// Ends the list or map that is open.
  @inline(__always)
  private mutating func closeArray(_ pen: inout OutputPen) throws(OutputStop) {
    self.pen = pen
    try closeArray()
    pen = self.pen
  }

  @inline(never)
  private mutating func closeArray() throws(OutputStop) {
    pen.close(array)
    if pen.nodes[array].kind == .object { try checkKeys(of: array) }
    openBit = -1
    array = -1
  }

  /// Begins a message that is an object of its fields, or the map or list of a value.
  @inline(__always)
  mutating func push(
    _ index: UInt32, _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    resume: UnsafePointer<UInt8>, _ kind: Node.Kind
  ) throws(OutputStop) {
    try enter(index, start, stop, resume: resume, object: pen.count)
    var pen = pen
    pen.open(kind)
    self.pen = pen
    if table.pointee.isInline {
      openBit = 0
      array = object
    }
  }

  /// Saves the message being read and makes another one that.
  @inline(__always)
  mutating func enter(
    _ index: UInt32, _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    resume: UnsafePointer<UInt8>, object: Int
  ) throws(OutputStop) {
    guard depth < maxDepth else { throw .failed(.tooDeep) }
    frames[depth] = OutputFrame(
      cursor: resume, end: end, table: table, object: self.object, array: array, openBit: openBit)
    depth &+= 1
    let seen = self.seen + Int(table.pointee.words)
    let table = view.pointee.tables + Int(index)
    var word = 0
    repeat {
      seen[word] = 0
      word &+= 1
    } while word < Int(table.pointee.words)
    self.seen = seen
    self.table = table
    cursor = start
    end = stop
    self.object = object
    array = -1
    openBit = -1
    if isCareful { try putInOrder() }
  }

  /// Ends the message being read and goes on with the one around it.
  @inline(never)
  mutating func close() throws(OutputStop) {
    var pen = pen
    if openBit >= 0, array != object { try closeArray(&pen) }
    if table.pointee.unsetBytes != 0 { try writeUnset(&pen) }
    pen.close(object)
    self.pen = pen
    if table.pointee.isInline, pen.nodes[object].kind == .object { try checkKeys(of: object) }
    depth &-= 1
    let frame = frames[depth]
    cursor = frame.cursor
    end = frame.end
    table = frame.table
    object = frame.object
    array = frame.array
    openBit = frame.openBit
    seen -= Int(table.pointee.words)
  }

  /// Writes the fields that were not seen.
  @inline(__always)
  private mutating func writeUnset(_ pen: inout OutputPen) throws(OutputStop) {
    let table = table
    guard textLimit - pen.out > Int(table.pointee.unsetBytes),
      nodeLimit &- pen.count > 2 &* Int(table.pointee.entryCount)
    else { throw .full }
    let view = view
    let entries = view.pointee.entries + Int(table.pointee.entries)
    let unset = view.pointee.unset + Int(table.pointee.unset)
    for word in 0..<Int(table.pointee.words) {
      var missing = unset[word] & ~seen[word]
      while missing != 0 {
        let bit = missing.trailingZeroBitCount
        missing &= missing &- 1
        pen.unset(entries + (word &* 64 &+ bit), view.pointee.keys)
      }
    }
  }

  /// Whether the members of a map that was just closed have names of their own; else the last of
  /// equal ones has to win.
  @inline(__always)
  private mutating func checkKeys(of map: Int) throws(OutputStop) {
    guard !isCareful else { return }
    if DuplicateKeys.found(in: map, pen.nodes, pen.text, seed: seed) { throw .disordered }
  }
}
