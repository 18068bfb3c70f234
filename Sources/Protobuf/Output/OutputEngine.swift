import Bytes
import Document

/// One pass over a message that writes text and tape as it reads.
///
/// It writes fields in the order of the wire, as they come. What an ordinary serializer never does –
/// the same field twice, a list in two places – makes it stop (`disordered`) and begin again in
/// careful mode, which puts each message in order first. It stops too when there is no room left.
/// Messages inside of messages are kept on a stack of its own, never on the thread's.
///
/// Unsafe: text and tape are written where nothing is initialised, bytes are read in words, tables
/// are reached by pointers. Every read is guarded by `end` or a length that was checked against it;
/// each round of `run` begins with a check for the room that its parts of fixed size need
/// (`textMargin`, `nodeMargin`), strings check their own. The tables are trusted. Rare parts work on
/// a copy, so that the address of the engine is never taken and its state stays in registers.
struct OutputEngine {
  /// Nodes that one round may write.
  static let nodeMargin = 24
  /// Bytes that one round may write, beside a key and strings.
  static let textMargin = 384

  let view: OutputView
  /// Where the next byte is read, and where the message being read ends.
  var cursor: UnsafePointer<UInt8>
  var end: UnsafePointer<UInt8>
  /// Up to where bytes of the input may be looked at. Memory of the arena has as much to spare as
  /// anybody looks too far.
  let readable: UnsafePointer<UInt8>
  /// Where the next byte is written.
  var out: UnsafeMutablePointer<UInt8>
  let text: UnsafeMutablePointer<UInt8>
  let textLimit: UnsafeMutablePointer<UInt8>
  let nodes: UnsafeMutablePointer<Node>
  var count = 0
  let nodeLimit: Int
  let frames: UnsafeMutablePointer<OutputFrame>
  var depth = 0
  let maxDepth: Int
  /// The set of fields seen in the message being read; those of the messages around lie before it.
  var seen: UnsafeMutablePointer<UInt64>
  var table: UnsafePointer<OutputTable>
  var object = 0
  var array = -1
  var openBit = -1
  let isCareful: Bool
  let arena: UnsafeMutablePointer<OutputArena>
  /// Makes the hash of keys unforeseeable.
  let seed: UInt64

  /// Writes the whole message.
  mutating func run() throws(OutputStop) {
    let start = cursor
    let stop = end
    let root = view.root
    try message(root, start, stop, resume: stop)
    while depth > 0 {
      guard cursor < end else {
        try close()
        continue
      }
      guard out < textLimit, count < nodeLimit else { throw .full }
      try field()
    }
  }

  /// Reads one field, and writes it if it is known.
  @inline(__always)
  private mutating func field() throws(OutputStop) {
    let start = cursor
    let tag = try varint()
    let number = try WireReader.number(tag)
    let wireType = UInt8(truncatingIfNeeded: tag) & 7
    guard wireType != WireForm.startGroup else {
      return try rarely { engine throws(OutputStop) in try engine.group(at: start, number) }
    }
    let raw = try value(wireType)
    guard let entry = view.entry(number, in: table) else {
      if wireType == WireForm.delimited { cursor += Int(truncatingIfNeeded: raw) }
      return
    }
    guard wireType == entry.pointee.wireType else {
      if wireType == WireForm.delimited { try otherwise(entry, raw) }
      return
    }
    if entry.pointee.kind.isNumber {
      try numberField(entry, raw)
    } else if entry.pointee.form == .map {
      try mapEntry(entry, Int(truncatingIfNeeded: raw))
    } else {
      try delimitedField(entry, Int(truncatingIfNeeded: raw))
    }
  }

  /// A length-delimited field where another type was expected: packed numbers, or unknown.
  @inline(__always)
  private mutating func otherwise(
    _ entry: UnsafePointer<OutputEntry>, _ raw: UInt64
  ) throws(OutputStop) {
    if entry.pointee.isPackable {
      try packed(entry, Int(truncatingIfNeeded: raw))
    } else {
      cursor += Int(truncatingIfNeeded: raw)
    }
  }

  /// Reads a number, or the length of what follows, which is there.
  @inline(__always)
  mutating func value(_ wireType: UInt8) throws(OutputStop) -> UInt64 {
    switch wireType {
    case WireForm.varint: return try varint()
    case WireForm.delimited:
      let length = try varint()
      guard length <= UInt64(bitPattern: Int64(end - cursor)) else { throw .failed(.truncated) }
      return length
    case WireForm.fixed64:
      guard end - cursor >= 8 else { throw .failed(.truncated) }
      let word = ByteLanes.load(cursor, at: 0)
      cursor += 8
      return word
    case WireForm.fixed32:
      guard end - cursor >= 4 else { throw .failed(.truncated) }
      let word = UnsafeRawPointer(cursor).loadUnaligned(as: UInt32.self)
      cursor += 4
      return UInt64(UInt32(littleEndian: word))
    default: throw .failed(.malformedWire)
    }
  }

  @inline(__always)
  mutating func varint() throws(OutputStop) -> UInt64 {
    let (value, length) = Varint.read(cursor, end)
    guard length > 0 else { throw .failed(length == 0 ? .truncated : .malformedWire) }
    cursor += length
    return value
  }

  /// Does something on a copy, for what happens rarely.
  @inline(__always)
  mutating func rarely(
    _ work: (inout OutputEngine) throws(OutputStop) -> Void
  ) throws(OutputStop) {
    var copy = self
    defer { self = copy }
    try work(&copy)
  }
}
