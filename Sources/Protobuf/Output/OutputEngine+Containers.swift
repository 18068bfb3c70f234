import Bytes
import Document

extension OutputEngine {
  /// What stands in front of a value: nothing in the list that is open, else the name, and what
  /// opens a list or map.
  @inline(__always)
  mutating func prefix(_ entry: UnsafePointer<OutputEntry>) throws(OutputStop) {
    if Int(entry.pointee.bit) == openBit { return }
    if openBit >= 0 { try closeArray() }
    try mark(entry.pointee.bit)
    if entry.pointee.oneofBit != 0 { try mark(entry.pointee.oneofBit) }
    let start = out
    copyKey(entry.pointee.keyStart, Int(entry.pointee.keyLength))
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start - text),
      end: UInt32(truncatingIfNeeded: out - text &- 1),
      next: UInt32(truncatingIfNeeded: count &+ 1), kind: .string,
      hasEscapes: entry.pointee.hasEscapes)
    count &+= 1
    guard entry.pointee.form != .singular else { return }
    openBit = Int(entry.pointee.bit)
    array = count
    open(entry.pointee.form == .map ? .object : .array)
  }

  /// Adds a bit to the set of those seen.
  @inline(__always)
  private func mark(_ bit: UInt32) throws(OutputStop) {
    let word = Int(bit >> 6)
    let flag: UInt64 = 1 &<< UInt64(bit & 63)
    if seen[word] & flag != 0 { throw .disordered }
    seen[word] |= flag
  }

  /// Writes an opening bracket and its node, which `closeContainer` completes.
  @inline(__always)
  mutating func open(_ kind: Node.Kind) {
    let start = UInt32(truncatingIfNeeded: out - text)
    nodes[count] = Node(start: start, end: start, next: start, kind: kind)
    count &+= 1
    out[0] = kind == .object ? 0x7B : 0x5B
    out += 1
  }

  /// Writes a closing bracket over the last comma, and a comma.
  @inline(__always)
  mutating func closeContainer(_ index: Int) {
    let node = nodes[index]
    if out[-1] == ASCII.comma { out -= 1 }
    out[0] = node.kind == .object ? 0x7D : 0x5D
    out += 1
    nodes[index] = Node(
      start: node.start, end: UInt32(truncatingIfNeeded: out - text),
      next: UInt32(truncatingIfNeeded: count), kind: node.kind)
    out[0] = ASCII.comma
    out += 1
  }

  /// Ends the list or map that is open.
  @inline(__always)
  mutating func closeArray() throws(OutputStop) {
    closeContainer(array)
    if nodes[array].kind == .object { try checkKeys(of: array) }
    openBit = -1
    array = -1
  }

  /// Begins a message that is an object of its fields, or the map or list of a value.
  @inline(__always)
  mutating func push(
    _ index: UInt32, _ start: UnsafePointer<UInt8>, _ stop: UnsafePointer<UInt8>,
    resume: UnsafePointer<UInt8>, _ kind: Node.Kind
  ) throws(OutputStop) {
    try enter(index, start, stop, resume: resume, object: count)
    open(kind)
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
    seen += Int(table.pointee.words)
    table = view.tables + Int(index)
    var word = 0
    repeat {
      seen[word] = 0
      word &+= 1
    } while word < Int(table.pointee.words)
    cursor = start
    end = stop
    self.object = object
    array = -1
    openBit = -1
    if isCareful { try rarely { engine throws(OutputStop) in try engine.putInOrder() } }
  }

  /// Ends the message being read and goes on with the one around it.
  @inline(__always)
  mutating func close() throws(OutputStop) {
    if openBit >= 0, array != object { try closeArray() }
    if table.pointee.unsetBytes != 0 { try writeUnset() }
    closeContainer(object)
    if table.pointee.isInline, nodes[object].kind == .object { try checkKeys(of: object) }
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
  private mutating func writeUnset() throws(OutputStop) {
    guard textLimit - out > Int(table.pointee.unsetBytes),
      nodeLimit &- count > 2 &* Int(table.pointee.entryCount)
    else { throw .full }
    let entries = view.entries + Int(table.pointee.entries)
    for word in 0..<Int(table.pointee.words) {
      var missing = view.unset[Int(table.pointee.unset) &+ word] & ~seen[word]
      while missing != 0 {
        let bit = missing.trailingZeroBitCount
        missing &= missing &- 1
        writeUnset(entries + (word &* 64 &+ bit))
      }
    }
  }

  @inline(__always)
  private mutating func writeUnset(_ entry: UnsafePointer<OutputEntry>) {
    let start = UInt32(truncatingIfNeeded: out - text)
    copyKey(entry.pointee.zeroStart, Int(entry.pointee.zeroLength))
    let value = start &+ entry.pointee.keyLength
    nodes[count] = Node(
      start: start, end: value &- 1, next: UInt32(truncatingIfNeeded: count &+ 1), kind: .string,
      hasEscapes: entry.pointee.hasEscapes)
    nodes[count &+ 1] = Node(
      start: value, end: UInt32(truncatingIfNeeded: out - text &- 1),
      next: UInt32(truncatingIfNeeded: count &+ 2), kind: entry.pointee.zeroKind,
      hasEscapes: entry.pointee.zeroHasEscapes)
    count &+= 2
  }

  /// Whether the members of a map that was just closed have names of their own; else the last of
  /// equal ones has to win.
  @inline(__always)
  private func checkKeys(of map: Int) throws(OutputStop) {
    guard !isCareful else { return }
    if DuplicateKeys.found(in: map, nodes, text, seed: seed) { throw .disordered }
  }
}
