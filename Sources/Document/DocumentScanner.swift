import Bytes

/// One pass over a JSON text that writes the tape; stops when the tape is full and can go on.
///
/// There is no stack beside the tape: the node of an open container holds the index of its parent
/// in `next` until it is closed.
///
/// Unsafe: the text is read and the tape written through pointers, because a bounds check per byte
/// costs a third of the speed. Every read is guarded by `< end` (words by `+ 8 <= end`); every
/// round of `run` writes at most two nodes and begins with a check of `capacity`.
struct DocumentScanner {
  let base: UnsafePointer<UInt8>
  let end: Int
  let maxDepth: Int
  /// The next byte to look at.
  private(set) var cursor = 0
  /// The nodes written.
  private(set) var count = 0
  /// The index of the innermost open container; 0 without meaning when `depth` is 0.
  private var open = 0
  private var depth = 0
  private var isInObject = false

  init(_ base: UnsafePointer<UInt8>, count: Int, depth: Int) {
    self.base = base
    self.end = count
    self.maxDepth = depth
  }

  /// `run` with its error as a value, for a caller that cannot throw.
  @inline(__always)
  mutating func outcome(
    _ tape: UnsafeMutablePointer<Node>, capacity: Int
  ) -> Result<Bool, ScanError> {
    do throws(ScanError) { return .success(try run(tape, capacity)) } catch {
      return .failure(error)
    }
  }

  /// Scans until the root is complete (true) or the tape has no room for two nodes (false).
  @inline(__always)
  mutating func run(
    _ tape: UnsafeMutablePointer<Node>, _ capacity: Int
  ) throws(ScanError) -> Bool {
    while count &+ 2 <= capacity {
      let byte = try token()
      if byte == ASCII.quote {
        try string(tape)
      } else if byte == 0x7B {
        if try openObject(tape) { continue }
      } else if byte == 0x5B {
        if try openArray(tape) { continue }
      } else if ASCII.isDigit(byte) || byte == 0x2D {
        try number(tape)
      } else {
        try literal(byte, tape)
      }
      if try finished(tape) { return true }
    }
    return false
  }

  /// Only blanks may be left.
  mutating func expectEnd() throws(ScanError) {
    while cursor < end {
      guard JSONGrammar.isBlank(base[cursor]) else { throw ScanError(.trailingBytes, at: cursor) }
      cursor &+= 1
    }
  }
}

// MARK: - Structure

extension DocumentScanner {
  /// The next byte that is no blank; the cursor stays on it.
  @inline(__always)
  private mutating func token() throws(ScanError) -> UInt8 {
    if cursor < end, base[cursor] > 0x20 { return base[cursor] }
    cursor = JSONGrammar.skipBlanks(base, cursor, end)
    guard cursor < end else { throw ScanError(count == 0 ? .endOfInput : .truncated, at: end) }
    return base[cursor]
  }

  /// Behind a value: closes what ends here and moves to the next value; true if the root is done.
  @inline(__always)
  private mutating func finished(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) -> Bool {
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
  private mutating func openObject(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) -> Bool {
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
  private mutating func openArray(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) -> Bool {
    try open(.array, tape)
    isInObject = false
    if try token() == 0x5D {
      close(tape)
      return false
    }
    return true
  }

  @inline(__always)
  private mutating func open(
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
  private mutating func close(_ tape: UnsafeMutablePointer<Node>) {
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
  private mutating func name(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) {
    guard try token() == ASCII.quote else { throw ScanError(.expectedName, at: cursor) }
    try string(tape)
    guard try token() == ASCII.colon else { throw ScanError(.expectedColon, at: cursor) }
    cursor &+= 1
  }
}

// MARK: - Leaves

extension DocumentScanner {
  /// A string; the cursor is on its opening quote.
  @inline(__always)
  private mutating func string(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) {
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
  private mutating func number(_ tape: UnsafeMutablePointer<Node>) throws(ScanError) {
    let start = cursor
    cursor = try JSONGrammar.endOfNumber(base, start, end)
    leaf(.number, from: start, tape)
  }

  @inline(__always)
  private mutating func literal(
    _ byte: UInt8, _ tape: UnsafeMutablePointer<Node>
  ) throws(ScanError) {
    let (kind, length) = try JSONGrammar.literal(byte, base, cursor, end)
    let start = cursor
    cursor &+= length
    leaf(kind, from: start, tape)
  }

  @inline(__always)
  private mutating func leaf(
    _ kind: Node.Kind, from start: Int, hasEscapes: Bool = false,
    _ tape: UnsafeMutablePointer<Node>
  ) {
    tape[count] = Node(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: cursor),
      next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, hasEscapes: hasEscapes)
    count &+= 1
  }
}
