import Bytes

/// One pass over a JSON text that writes the tape; stops when the tape is full and can go on.
///
/// There is no stack beside the tape: the node of an open container holds the index of its parent
/// in `next` until it is closed.
///
/// Unsafe: the text is read in words of eight bytes and the tape is written where it is not yet
/// initialised, neither of which a span can do. Every read is guarded by `< end` (words by
/// `+ 8 <= end`); every round of `run` writes at most two nodes and begins with a check of
/// `capacity`.
struct DocumentScanner {
  let base: UnsafePointer<UInt8>
  let end: Int
  let maxDepth: Int
  /// The next byte to look at.
  var cursor = 0
  /// The nodes written.
  var count = 0
  /// The index of the innermost open container; 0 without meaning when `depth` is 0.
  var open = 0
  var depth = 0
  var isInObject = false

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
