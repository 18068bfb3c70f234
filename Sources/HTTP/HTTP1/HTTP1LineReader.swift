import Bytes

/// Cuts lines that end with CR LF out of bytes that come in any pieces. A line that lies whole in
/// the bytes given is not copied; the beginning of one that does not is held.
struct HTTP1LineReader: Sendable {
  /// What was found.
  enum Outcome {
    /// A line without its CR LF: a range of the bytes given.
    case line(Range<Int>)
    /// A line that came in pieces: `takeHeld` has it.
    case held
    /// Everything is consumed; the line is not complete.
    case needsMore
    /// The line does not fit into the limit: `takeHeld` has its beginning.
    case tooLong
    /// The line is no line.
    case violation(HTTP1Violation)
  }

  private var held: [UInt8] = []
  private var endsWithCR = false

  /// Whether no part of a line is held.
  var isEmpty: Bool { held.isEmpty && !endsWithCR }

  /// The held line; `giveBack` returns its memory.
  mutating func takeHeld() -> [UInt8] {
    var line: [UInt8] = []
    swap(&line, &held)
    return line
  }

  /// Takes back the memory of a held line, unless it is large.
  mutating func giveBack(_ line: consuming [UInt8]) {
    guard line.capacity <= 16 << 10 else { return }
    line.removeAll(keepingCapacity: true)
    held = line
  }

  /// Finds the next line from `offset` on and moves `offset` behind it. `limit` is in bytes, CR LF
  /// included. The outcome depends on the bytes alone, not on how they are split.
  mutating func next(
    _ bytes: Span<UInt8>, from offset: inout Int, limit: Int
  ) -> Outcome {
    let start = offset
    if endsWithCR {
      guard start < bytes.count else { return .needsMore }
      return finish(bytes[start], &offset)
    }
    let room = max(limit - held.count, 0)
    let windowEnd = bytes.count - start > room ? start + room : bytes.count
    let control = bytes.firstControl(in: start..<windowEnd)
    if control + 1 < windowEnd, bytes[control] == ASCII.carriageReturn,
      bytes[control + 1] == ASCII.lineFeed
    {
      offset = control + 2
      if held.isEmpty { return .line(start..<control) }
      held.append(bytes, start..<control)
      return .held
    }
    return partial(bytes, &offset, control, windowEnd, isFull: windowEnd - start == room)
  }

  private mutating func partial(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ control: Int, _ windowEnd: Int, isFull: Bool
  ) -> Outcome {
    let hasControl = control < windowEnd
    if hasControl {
      guard bytes[control] == ASCII.carriageReturn else {
        return .violation(bytes[control] == ASCII.lineFeed ? .bareLineFeed : .controlCharacter)
      }
      if control + 1 < windowEnd { return .violation(.bareCarriageReturn) }
    }
    held.append(bytes, offset..<control)
    offset = windowEnd
    if isFull { return .tooLong }
    endsWithCR = hasControl
    return .needsMore
  }

  /// The byte behind a CR that ended the bytes before.
  private mutating func finish(_ byte: UInt8, _ offset: inout Int) -> Outcome {
    guard byte == ASCII.lineFeed else { return .violation(.bareCarriageReturn) }
    endsWithCR = false
    offset += 1
    return .held
  }
}
