import Bytes
import Document

/// One pass over a document that writes the wire format as it goes.
///
/// A message's length is known when it has been written; one byte is left for it, and what was
/// written is moved if that is not enough. Objects and arrays inside of others are kept on a stack
/// of its own, never on the thread's.
///
/// Unsafe: nodes, text and tables are reached by pointers, and the output is not initialised. Nodes
/// are those of a document, which are in order and lie in its text; the tables are trusted. Each
/// round begins with a check for the room that its parts of fixed size need (`margin`); strings
/// check their own.
struct InputEngine {
  /// Bytes that one round may write, beside strings.
  static let margin = 512

  let view: UnsafePointer<InputView>
  let document: UnsafePointer<Document>
  let nodes: UnsafePointer<Node>
  let text: UnsafePointer<UInt8>
  /// Where the text ends.
  let textEnd: UnsafePointer<UInt8>
  var pen: InputPen
  let limit: UnsafeMutablePointer<UInt8>
  let frames: UnsafeMutablePointer<InputFrame>
  var depth = 0
  /// How many levels they are, those around what is written included.
  var levels = 0
  let maxLevels: Int
  /// The places of lengths that are not known yet: at most four for each level.
  let lengths: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  var lengthCount = 0
  /// The set of fields seen in the message being written.
  var seen: UnsafeMutablePointer<UInt64>
  /// The object or array being read.
  var frame: InputFrame
  let seed: UInt64
  /// Values of members that are passed over: something else says what they are.
  let skipped: Set<Int>
  /// Whether there are any.
  let skips: Bool

  /// Writes a message from the value at a node.
  mutating func run(_ node: Int) throws(InputStop) {
    try content(view.pointee.root, node, lengths: lengthCount)
    try finish()
  }

  /// Writes one field, at the end of a way through messages, from the value at a node.
  mutating func run(
    _ node: Int, at way: [UnsafePointer<InputEntry>]
  ) throws(InputStop) {
    guard way.count <= maxLevels else { throw .failed(.tooDeep, node: node) }
    levels = way.count
    for entry in way.dropLast() {
      pen.tag(entry)
      beginLength()
    }
    let open = lengthCount
    if let last = way.last { try value(of: last, node) }
    try finish()
    endLengths(downTo: open)
    endLengths(downTo: 0)
  }

  /// Goes on until nothing is open.
  private mutating func finish() throws(InputStop) {
    while depth > 0 {
      guard pen.out < limit else { throw .full }
      guard frame.node < frame.end else {
        close()
        continue
      }
      switch frame.kind {
      case .message, .anyMessage: try member()
      case .list: try element()
      case .anyValue: try anyValue()
      case .map: try mapEntry()
      case .structure: try structureEntry()
      case .values: try valueElement()
      }
    }
  }

  // MARK: - Frames

  /// Begins an object or array; the lengths beyond `lengths` are ended with it.
  mutating func push(
    _ kind: InputFrame.Kind, _ node: Int, _ table: UnsafePointer<InputTable>,
    _ entry: UnsafePointer<InputEntry>, lengths: Int, endTag: UInt64 = 0
  ) throws(InputStop) {
    if kind.isLevel {
      guard levels < maxLevels else { throw .failed(.tooDeep, node: node) }
      levels &+= 1
    }
    frames[depth] = frame
    depth &+= 1
    let isMessage = kind == .message || kind == .anyMessage
    seen += Int(frame.table.pointee.words)
    if isMessage {
      for word in 0..<Int(table.pointee.words) { seen[word] = 0 }
    }
    frame = InputFrame(
      kind: kind, node: node &+ 1, end: Int(nodes[node].next), table: table, entry: entry,
      lengths: lengths, endTag: endTag)
    if kind == .map || kind == .structure { try checkKeys(node) }
  }

  private mutating func close() {
    endLengths(downTo: frame.lengths)
    if frame.endTag != 0 { pen.varint(frame.endTag) }
    depth &-= 1
    levels &-= frame.kind.isLevel ? 1 : 0
    frame = frames[depth]
    seen -= Int(frame.table.pointee.words)
  }

  /// Leaves a byte for a length.
  @inline(__always)
  mutating func beginLength() {
    lengths[lengthCount] = pen.out
    lengthCount &+= 1
    pen.out += 1
  }

  /// Writes the lengths that are known now, the innermost first.
  @inline(__always)
  mutating func endLengths(downTo count: Int) {
    while lengthCount > count {
      lengthCount &-= 1
      pen.length(at: lengths[lengthCount])
    }
  }

  // MARK: - Members

  /// A member of an object that is a message.
  @inline(__always)
  private mutating func member() throws(InputStop) {
    let name = frame.node
    let node = name &+ 1
    frame.node = Int(nodes[node].next)
    guard let entry = entry(named: name) else {
      if frame.kind == .anyMessage, isType(name) { return }
      if view.pointee.options.ignoreUnknown { return }
      throw .failed(.unknownField, node: node)
    }
    frame.entry = entry + 1
    try mark(entry.pointee.bit, .duplicateField, node)
    if skips, skipped.contains(node) { return }
    if nodes[node].kind == .null, entry.pointee.form != .singular || !entry.pointee.kind.takesNull {
      return
    }
    if entry.pointee.oneofBit != 0 { try mark(entry.pointee.oneofBit, .oneofConflict, node) }
    try value(of: entry, node)
  }

  /// Adds a bit to the set of those seen.
  @inline(__always)
  private mutating func mark(
    _ bit: UInt32, _ reason: TranscodeError.Reason, _ node: Int
  ) throws(InputStop) {
    let word = Int(bit >> 6)
    let flag: UInt64 = 1 &<< UInt64(bit & 63)
    if seen[word] & flag != 0 { throw .failed(reason, node: node) }
    seen[word] |= flag
  }

  /// The field of a name: the one that is expected, or any.
  @inline(__always)
  private mutating func entry(named node: Int) -> UnsafePointer<InputEntry>? {
    let name = nodes[node]
    let start = text + (Int(name.start) &+ 1)
    let count = Int(name.end &- name.start) &- 2
    let expected = frame.entry
    if count == Int(expected.pointee.nameLength), count > 0, !name.hasEscapes,
      InputView.equal(view.pointee.text + Int(expected.pointee.nameStart), start, count)
    {
      return expected
    }
    let place =
      name.hasEscapes
      ? escapedName(node) : view.pointee.value(of: start, count, in: frame.table)
    return place.map { view.pointee.entries + (Int(frame.table.pointee.entries) &+ Int($0)) }
  }

  @inline(never)
  private mutating func escapedName(_ node: Int) -> Int32? {
    let name = document.pointee.string(at: node)
    return name.withUnsafeBufferPointer { name in
      name.baseAddress.flatMap { view.pointee.value(of: $0, name.count, in: frame.table) }
    }
  }

  /// Whether a name is `@type`.
  mutating func isType(_ name: Int) -> Bool { document.pointee.isString(name, Array("@type".utf8)) }

  /// A field of any form.
  @inline(__always)
  private mutating func value(
    of entry: UnsafePointer<InputEntry>, _ node: Int
  ) throws(InputStop) {
    switch entry.pointee.form {
    case .singular: try single(entry, node, skipsZero: entry.pointee.skipsZero)
    case .list: try list(entry, node)
    case .map:
      guard nodes[node].kind == .object else {
        throw .failed(.wrongType, node: node, detail: .object)
      }
      try push(.map, node, frame.table, entry, lengths: lengthCount)
    }
  }

  /// One value with its tag.
  @inline(__always)
  mutating func single(
    _ entry: UnsafePointer<InputEntry>, _ node: Int, skipsZero: Bool
  ) throws(InputStop) {
    guard entry.pointee.kind.isMessage else {
      let before = pen.out
      pen.tag(entry)
      let isWritten = try scalar(entry, node, skipsZero: skipsZero)
      if !isWritten { pen.out = before }
      return
    }
    let open = lengthCount
    pen.tag(entry)
    if entry.pointee.kind != .group { beginLength() }
    let level = depth
    try content(entry, node, lengths: open)
    guard entry.pointee.isSetItem else { return }
    // At once, or when what was begun is done.
    if depth == level {
      pen.byte(MessageSetItem.end)
    } else {
      frame.endTag = UInt64(MessageSetItem.end)
    }
  }
}
