import Bytes

extension DocumentScanner {
  /// A string; the cursor is on its opening quote.
  @inline(__always)
  mutating func string(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) {
    let start = cursor
    var position = start &+ 1
    while position &+ 8 <= end {
      let mask = ByteLanes.stringSpecials(ByteLanes.load(base, at: position))
      if mask != 0 {
        position &+= ByteLanes.firstLane(mask)
        break
      }
      position &+= 8
    }
    if position < end, base[position] == ASCII.quote {
      cursor = position &+ 1
      leaf(.string, from: start, tape)
    } else {
      let close = try JSONGrammar.closeString(base, position, end)
      cursor = close.end
      leaf(.string, from: start, hasEscapes: close.hasEscapes, tape)
    }
  }

  /// A number; the cursor is on its first byte.
  @inline(__always)
  mutating func number(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) {
    let start = cursor
    cursor = try JSONGrammar.endOfNumber(base, start, end)
    leaf(.number, from: start, tape)
  }

  @inline(__always)
  mutating func literal(
    _ byte: UInt8, _ tape: UnsafeMutablePointer<Node>
  ) throws(ScanError) {
    let (kind, length) = try JSONGrammar.literal(byte, base, cursor, end)
    let start = cursor
    cursor &+= length
    leaf(kind, from: start, tape)
  }

  @inline(__always)
  mutating func leaf(
    _ kind: Node.Kind, from start: Int, hasEscapes: Bool = false,
    _ tape: UnsafeMutablePointer<Node>
  ) {
    tape[count] = Node(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: cursor),
      next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, hasEscapes: hasEscapes)
    count &+= 1
  }
}
