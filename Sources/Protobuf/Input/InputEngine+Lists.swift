import Bytes
import Document

extension InputEngine {
  /// A repeated field: numbers at once, messages one by one.
  @inline(never)
  mutating func list(
    _ entry: UnsafePointer<InputEntry>, _ node: Int
  ) throws(InputStop) {
    guard nodes[node].kind == .array else {
      throw .failed(.wrongType, node: node, detail: .array)
    }
    if entry.pointee.kind.isMessage {
      return try push(.list, node, frame.table, entry, lengths: lengthCount)
    }
    let end = Int(nodes[node].next)
    var element = node &+ 1
    let open = lengthCount
    let start = pen.out
    if entry.pointee.isPacked, element < end {
      pen.tag(entry)
      beginLength()
    }
    while element < end {
      guard pen.out < limit else { throw .full }
      let before = pen.out
      if !entry.pointee.isPacked { pen.tag(entry) }
      if nodes[element].kind == .null, !entry.pointee.kind.takesNull {
        throw .failed(.unexpectedNull, node: element)
      }
      let isWritten = try scalar(entry, element, skipsZero: false)
      if !isWritten { pen.out = before }
      element = Int(nodes[element].next)
    }
    if lengthCount > open, pen.out == lengths[open] + 1 {
      // Names that are ignored were all there was.
      lengthCount = open
      pen.out = start
    }
    endLengths(downTo: open)
  }

  /// An element of a list of messages.
  mutating func element() throws(InputStop) {
    let node = frame.node
    frame.node = Int(nodes[node].next)
    if nodes[node].kind == .null, !frame.entry.pointee.kind.takesNull {
      throw .failed(.unexpectedNull, node: node)
    }
    try single(frame.entry, node, skipsZero: false)
  }

  /// A text without escapes of less than 100 bytes; nil for anything else.
  @inline(__always)
  private mutating func shortText(_ index: Int) -> (start: UnsafePointer<UInt8>, count: Int)? {
    let node = nodes[index]
    let count = Int(node.end &- node.start) &- 2
    guard node.kind == .string, !node.hasEscapes, count < 100 else { return nil }
    return (text + (Int(node.start) &+ 1), count)
  }

  /// Entries of a map from strings to strings, as far as they are short: all lengths are known
  /// before. False if one is not, and has to be written in the general way.
  @inline(never)
  private mutating func textEntries() throws(InputStop) -> Bool {
    let entry = frame.entry
    let end = frame.end
    let textEnd = textEnd
    var name = frame.node
    var pen = pen
    defer {
      self.pen = pen
      frame.node = name
    }
    while name < end {
      guard let key = shortText(name), let value = shortText(name &+ 1) else { return false }
      guard limit - pen.out > 240 else { throw .full }
      let length = key.count &+ value.count &+ 4
      pen.tag(entry)
      pen.varint(UInt64(truncatingIfNeeded: length))
      pen.byte(0x0A)
      pen.bytes(key.start, key.count, readable: textEnd - key.start)
      pen.byte(0x12)
      pen.bytes(value.start, value.count, readable: textEnd - value.start)
      name &+= 2
    }
    return true
  }

  /// An entry of a map: a message of key and value.
  @inline(never)
  mutating func mapEntry() throws(InputStop) {
    if frame.entry.pointee.isTextMap, try textEntries() { return }
    let name = frame.node
    let node = name &+ 1
    frame.node = Int(nodes[node].next)
    let value = view.pointee.entries + Int(frame.entry.pointee.target)
    if nodes[node].kind == .null, !value.pointee.kind.takesNull {
      throw .failed(.unexpectedNull, node: node)
    }
    let open = lengthCount
    let before = pen.out
    pen.tag(frame.entry)
    beginLength()
    try key(value - 1, name)
    if value.pointee.kind.isMessage {
      pen.tag(value)
      if value.pointee.kind != .group { beginLength() }
      return try content(value, node, lengths: open)
    }
    pen.tag(value)
    if try scalar(value, node, skipsZero: false) {
      endLengths(downTo: open)
    } else {
      lengthCount = open
      pen.out = before
    }
  }

  /// A name as the key of a map.
  private mutating func key(
    _ key: UnsafePointer<InputEntry>, _ name: Int
  ) throws(InputStop) {
    pen.tag(key)
    guard key.pointee.kind == .bool else {
      _ = try scalar(key, name, skipsZero: false)
      return
    }
    if document.pointee.isString(name, Array("true".utf8)) {
      pen.byte(1)
    } else if document.pointee.isString(name, Array("false".utf8)) {
      pen.byte(0)
    } else {
      throw .failed(.wrongType, node: name, detail: .truth)
    }
  }

  /// Refuses an object with two members of the same name.
  @inline(__always)
  mutating func checkKeys(_ object: Int) throws(InputStop) {
    let glance = DuplicateKeys.glance(at: object, nodes, text)
    guard glance.isDoubtful || glance.hasEscapes else { return }
    try checkKeys(object, glance)
  }

  @inline(never)
  private mutating func checkKeys(
    _ object: Int, _ glance: DuplicateKeys.Glance
  ) throws(InputStop) {
    if !glance.hasEscapes,
      !DuplicateKeys.found(in: object, glance.members, nodes, text, seed: seed)
    {
      return
    }
    if let twin = NameTwins.find(in: object, glance.members, document.pointee, seed: seed) {
      throw .failed(.duplicateField, node: twin)
    }
  }
}

/// Looks for equal names in an object of a document.
enum NameTwins {
  /// The value of the second member of two with the same name.
  static func find(
    in object: Int, _ count: Int, _ document: Document, seed: UInt64
  ) -> Int? {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    var slots = [Int](repeating: -1, count: capacity)
    for (name, value) in document.members(of: object) {
      let bytes = document.string(at: name)
      var slot = hash(bytes, seed) & (capacity - 1)
      while slots[slot] >= 0 {
        if document.isString(slots[slot], bytes) { return value }
        slot = (slot + 1) & (capacity - 1)
      }
      slots[slot] = name
    }
    return nil
  }

  private static func hash(_ bytes: [UInt8], _ seed: UInt64) -> Int {
    // Unsafe: the hash takes a pointer to as many bytes as it is told.
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return Int(truncatingIfNeeded: KeyHash.of(base, buffer.count, seed: seed))
    }
  }
}
