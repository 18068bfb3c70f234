import Bytes

extension DocumentScanner {
  /// The next byte that is no blank; the cursor stays on it.
  @inline(__always)
  mutating func token() throws(ScanError) -> UInt8 {
    if cursor < end, base[cursor] > 0x20 { return base[cursor] }
    cursor = JSONGrammar.skipBlanks(base, cursor, end)
    guard cursor < end else { throw ScanError(count == 0 ? .endOfInput : .truncated, at: end) }
    return base[cursor]
  }

  /// Behind a value: closes what ends here and moves to the next value; true if the root is done.
  @inline(__always)
  mutating func finished(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) -> Bool {
    while depth > 0 {
      let byte = try token()
      if byte == ASCII.comma {
        cursor &+= 1
        if isInObject { try name(tape) }
        return false
      }
      guard byte == (isInObject ? 0x7D : 0x5D) else {
        throw ScanError(.expectedCommaOrEnd, at: cursor)
      }
      close(tape)
    }
    return true
  }

  /// Opens an object and reads its first name; false if it is empty and closed again.
  @inline(__always)
  mutating func openObject(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) -> Bool {
    try open(.object, tape)
    isInObject = true
    if try token() == 0x7D {
      close(tape)
      return false
    }
    try name(tape)
    return true
  }

  /// Opens an array; false if it is empty and closed again.
  @inline(__always)
  mutating func openArray(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) -> Bool {
    try open(.array, tape)
    isInObject = false
    if try token() == 0x5D {
      close(tape)
      return false
    }
    return true
  }

  @inline(__always)
  mutating func open(
    _ kind: Node.Kind, _ tape: UnsafeMutablePointer<Node>
  ) throws(ScanError) {
    guard depth < maxDepth else { throw ScanError(.tooDeep, at: cursor) }
    let start = UInt32(truncatingIfNeeded: cursor)
    tape[count] = Node(
      start: start, end: start, next: UInt32(truncatingIfNeeded: open), kind: kind)
    open = count
    count &+= 1
    depth &+= 1
    cursor &+= 1
  }

  /// Completes the innermost container; the cursor is on its closing bracket.
  @inline(__always)
  mutating func close(_ tape: UnsafeMutablePointer<Node>) {
    cursor &+= 1
    let node = tape[open]
    tape[open] = Node(
      start: node.start, end: UInt32(truncatingIfNeeded: cursor),
      next: UInt32(truncatingIfNeeded: count), kind: node.kind)
    open = Int(node.next)
    depth &-= 1
    isInObject = tape[open].kind == .object
  }

  /// A member name and its colon.
  @inline(__always)
  mutating func name(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) {
    guard try token() == ASCII.quote else { throw ScanError(.expectedName, at: cursor) }
    try string(tape)
    guard try token() == ASCII.colon else { throw ScanError(.expectedColon, at: cursor) }
    cursor &+= 1
  }
}
