import Bytes
import Document

/// Where text and tape are written.
///
/// Whoever writes takes a copy, works on that and puts it back: bytes that are written could
/// otherwise, for all the compiler knows, be the pen itself.
///
/// Unsafe: neither array is initialised behind what is written. There has to be room; see
/// `OutputEngine`.
struct OutputPen {
  /// Where the next byte is written.
  var out: UnsafeMutablePointer<UInt8>
  /// How many nodes there are.
  var count = 0
  let text: UnsafeMutablePointer<UInt8>
  let nodes: UnsafeMutablePointer<Node>

  init(text: UnsafeMutablePointer<UInt8>, nodes: UnsafeMutablePointer<Node>) {
    out = text
    self.text = text
    self.nodes = nodes
  }

  /// Adds the node of a value, or a name, that has just been written, and what stands behind it.
  @inline(__always)
  mutating func leaf(
    _ kind: Node.Kind, from start: UnsafeMutablePointer<UInt8>, hasEscapes: Bool = false,
    then byte: UInt8 = 0x2C
  ) {
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start - text), end: UInt32(truncatingIfNeeded: out - text),
      next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, hasEscapes: hasEscapes)
    count &+= 1
    out[0] = byte
    out += 1
  }

  /// Writes an opening bracket and its node, which `close` completes.
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
  mutating func close(_ index: Int) {
    let node = nodes[index]
    out -= out[-1] == ASCII.comma ? 1 : 0
    out[0] = node.kind == .object ? 0x7D : 0x5D
    out += 1
    nodes[index] = Node(
      start: node.start, end: UInt32(truncatingIfNeeded: out - text),
      next: UInt32(truncatingIfNeeded: count), kind: node.kind)
    out[0] = ASCII.comma
    out += 1
  }

  /// Writes a text that the compiler knows.
  @inline(__always)
  mutating func write(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    out.update(from: text.utf8Start, count: length)
    out += length
  }

  /// Writes a text of up to eight bytes.
  @inline(__always)
  mutating func write(word: UInt64, _ length: Int) {
    StringText.store(word, out)
    out += length
  }

  /// Copies from the keys, 16 bytes at a time: both ends have that much to spare.
  @inline(__always)
  mutating func copy(_ source: UnsafePointer<UInt8>, _ length: Int) {
    let source = UnsafeRawPointer(source)
    let target = UnsafeMutableRawPointer(out)
    var index = 0
    repeat {
      let chunk = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      target.storeBytes(of: chunk, toByteOffset: index, as: SIMD16<UInt8>.self)
      index &+= 16
    } while index < length
    out += length
  }

  /// Writes the name of a field and its colon.
  @inline(__always)
  mutating func key(_ entry: UnsafePointer<OutputEntry>, _ keys: UnsafePointer<UInt8>) {
    let start = UInt32(truncatingIfNeeded: out - text)
    let length = entry.pointee.keyLength
    copy(keys + Int(entry.pointee.keyStart), Int(length))
    nodes[count] = Node(
      start: start, end: start &+ length &- 1, next: UInt32(truncatingIfNeeded: count &+ 1),
      kind: .string, hasEscapes: entry.pointee.hasEscapes)
    count &+= 1
  }

  /// Writes a name that the compiler knows.
  mutating func key(_ name: StaticString) {
    let start = out
    out[0] = ASCII.quote
    out += 1
    write(name)
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start, then: ASCII.colon)
  }

  /// Writes a string that stands as it is; false, and nothing has happened, if it does not.
  @inline(__always)
  mutating func plainString(
    _ source: UnsafePointer<UInt8>, _ length: Int, readable: Int, then byte: UInt8 = 0x2C
  ) -> Bool {
    guard StringText.copyPlain(source, length, readable: readable, out + 1) else { return false }
    let start = out
    out[0] = ASCII.quote
    out += length &+ 1
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start, then: byte)
    return true
  }

  /// Writes what stands for a value that is not there.
  mutating func zero(_ entry: UnsafePointer<OutputEntry>, _ keys: UnsafePointer<UInt8>) {
    let start = out
    copy(keys + Int(entry.pointee.zeroStart), Int(entry.pointee.zeroLength))
    out -= 1
    leaf(entry.pointee.zeroKind, from: start, hasEscapes: entry.pointee.zeroHasEscapes)
  }

  /// Writes a whole member for a field that is not set.
  @inline(__always)
  mutating func unset(_ entry: UnsafePointer<OutputEntry>, _ keys: UnsafePointer<UInt8>) {
    let start = UInt32(truncatingIfNeeded: out - text)
    copy(keys + Int(entry.pointee.zeroStart), Int(entry.pointee.zeroLength))
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
}
