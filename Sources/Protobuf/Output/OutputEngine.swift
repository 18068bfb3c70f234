import Bytes
import Document

/// One pass over a message that writes text and tape as it reads.
///
/// It writes fields in the order of the wire, as they come. What an ordinary serializer never does
/// (the same field twice, a list in two places) makes it stop (`disordered`) and begin again in
/// careful mode, which puts each message in order first. It stops too when there is no room left.
/// Messages inside of messages are kept on a stack of its own, never on the thread's.
///
/// Unsafe: text and tape are written where nothing is initialised, bytes are read in words, tables
/// are reached by pointers. Every read is guarded by `end` or a length that was checked against it;
/// each round of `run` begins with a check for the room that its parts of fixed size need
/// (`textMargin`, `nodeMargin`: two strings of up to 127 bytes are a
/// part of fixed size), longer strings check their own. The tables are trusted.
struct OutputEngine {
  /// Nodes that one round may write.
  static let nodeMargin = 24
  /// Bytes that one round may write, beside a key and strings.
  static let textMargin = 640

  let view: UnsafePointer<OutputView>
  /// Where the next byte is read, and where the message being read ends.
  var cursor: UnsafePointer<UInt8>
  var end: UnsafePointer<UInt8>
  /// Up to where bytes of the input may be looked at. Memory of the arena has as much to spare as
  /// anybody looks too far.
  let readable: UnsafePointer<UInt8>
  var pen: OutputPen
  let textLimit: UnsafeMutablePointer<UInt8>
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
  /// The day of the last time that was written.
  var day = DayText()
  let isCareful: Bool
  let arena: UnsafeMutablePointer<OutputArena>
  /// Makes the hash of keys unforeseeable.
  let seed: UInt64

  /// Writes the whole message.
  mutating func run() throws(OutputStop) {
    let start = cursor
    let stop = end
    try message(view.pointee.root, start, stop, resume: stop)
    while depth > 0 {
      guard pen.out < textLimit, pen.count < nodeLimit else { throw .full }
      let start = cursor
      guard start < end else {
        try close()
        continue
      }
      let tag = start[0]
      if let entry = view.pointee.entry(tag: tag, in: table), entry.pointee.tagByte == tag {
        try read(entry, start + 1, entry.pointee.step)
      } else {
        try unusualField()
      }
    }
  }

  /// Reads a field behind its tag.
  @inline(__always)
  private mutating func read(
    _ entry: UnsafePointer<OutputEntry>, _ start: UnsafePointer<UInt8>, _ step: OutputEntry.Step
  ) throws(OutputStop) {
    switch step {
    case .varint: try varintField(entry, start)
    case .double: try doubleField(entry, start)
    case .fixed: try fixedField(entry, start)
    case .packed: try packed(entry, start)
    case .string: try stringField(entry, start)
    case .textMap: try textMapEntry(entry, start)
    case .map: try mapEntry(entry, start)
    case .message: try messageField(entry, start)
    case .other: try otherField(entry, start)
    case .dropped: try droppedField(entry, start)
    }
  }

  /// Reads a field with a long tag, in another form than the usual one, or unknown.
  @inline(never)
  private mutating func unusualField() throws(OutputStop) {
    let start = cursor
    var cursor = start
    let tag = try Self.varint(&cursor, end)
    let number = try WireReader.number(tag)
    let wireType = UInt8(truncatingIfNeeded: tag) & 7
    guard cursor - start <= 5 else { throw .failed(.malformedWire) }
    guard wireType != WireForm.startGroup else { return try group(at: start, number) }
    if let entry = view.pointee.entry(number, in: table) {
      if wireType == entry.pointee.wireType {
        // Numbers of a field that usually shares one length have a step for that.
        let isNumber = entry.pointee.kind.isNumber && entry.pointee.step != .dropped
        let single: OutputEntry.Step = wireType == WireForm.varint ? .varint : .fixed
        return try read(entry, cursor, isNumber ? single : entry.pointee.step)
      }
      if wireType == WireForm.delimited, entry.pointee.isPackable {
        return try packed(entry, cursor)
      }
    }
    let raw = try Self.value(wireType, &cursor, end)
    self.cursor = wireType == WireForm.delimited ? cursor + Int(truncatingIfNeeded: raw) : cursor
  }

  /// Reads a number, or the length of what follows, which is there.
  @inline(__always)
  static func value(
    _ wireType: UInt8, _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) throws(OutputStop) -> UInt64 {
    if wireType == WireForm.delimited {
      let length = try varint(&cursor, end)
      guard length <= UInt64(bitPattern: Int64(end - cursor)) else { throw .failed(.truncated) }
      return length
    }
    if wireType == WireForm.varint { return try varint(&cursor, end) }
    if wireType == WireForm.fixed64 {
      guard end - cursor >= 8 else { throw .failed(.truncated) }
      cursor += 8
      return ByteLanes.load(cursor, at: -8)
    }
    guard wireType == WireForm.fixed32 else { throw .failed(.malformedWire) }
    guard end - cursor >= 4 else { throw .failed(.truncated) }
    let word = UnsafeRawPointer(cursor).loadUnaligned(as: UInt32.self)
    cursor += 4
    return UInt64(UInt32(littleEndian: word))
  }

  /// Reads the length of what follows, which is there.
  @inline(__always)
  static func length(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) throws(OutputStop) -> Int {
    Int(truncatingIfNeeded: try value(WireForm.delimited, &cursor, end))
  }

  @inline(__always)
  static func varint(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) throws(OutputStop) -> UInt64 {
    let (value, length) = Varint.read(cursor, end)
    guard length > 0 else { throw .failed(length == 0 ? .truncated : .malformedWire) }
    cursor += length
    return value
  }
}
