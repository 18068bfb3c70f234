import Bytes
import Messages

/// Delimits the body of one message: by length, by chunks, or by the end of the connection
/// (RFC 9112 §6.3, §7.1).
struct HTTP1BodyReader: Sendable {
  /// What the next bytes are.
  enum Outcome {
    case needsMore
    /// Content: a range of the bytes given.
    case body(Range<Int>)
    case end
  }

  private enum Phase {
    case length(UInt64), untilClose
    case chunkSize, chunkData(UInt64), chunkCR, chunkLF, trailers
  }

  /// What a body of small chunks may spend on framing beyond twice its content.
  private static let overheadAllowance = 16 << 10

  private let limits: HTTP1Limits
  private var phase = Phase.length(0)
  private var overhead = 0
  private var trailerBytes = 0
  private var trailerCount = 0

  /// The trailer fields of the message, apart from its header fields; empty but after chunks.
  private(set) var trailers = HeaderFields()

  init(limits: HTTP1Limits) { self.limits = limits }

  /// Whether the end of the connection is the end of the body.
  var endsWithConnection: Bool {
    if case .untilClose = phase { return true }
    return false
  }

  /// Whether nothing of the body is missing.
  var isComplete: Bool {
    if case .length(0) = phase { return true }
    return false
  }

  /// How much is still to come of a body that is delimited by its length; nil for others.
  var remaining: UInt64? {
    if case .length(let rest) = phase { return rest }
    return nil
  }

  /// So many bytes of the body, at most `remaining`, went another way.
  mutating func skip(_ count: UInt64) {
    if case .length(let rest) = phase { phase = .length(rest - min(count, rest)) }
  }

  /// A body of this many bytes begins.
  mutating func begin(length: UInt64) {
    phase = .length(length)
    if !trailers.isEmpty { trailers = HeaderFields() }
  }

  /// A body in chunks begins.
  mutating func beginChunks() {
    begin(length: 0)
    phase = .chunkSize
    overhead = 0
    trailerBytes = 0
    trailerCount = 0
  }

  /// A body begins that ends with the connection.
  mutating func beginUntilClose() {
    begin(length: 0)
    phase = .untilClose
  }

  /// Reads on from `offset`.
  mutating func next(
    _ bytes: Span<UInt8>, from offset: inout Int, _ lines: inout HTTP1LineReader
  ) throws(HTTP1Violation) -> Outcome {
    while true {
      switch phase {
      case .length(0): return .end
      case .length(let rest):
        guard let range = HTTP1BodyReader.take(rest, bytes, &offset) else { return .needsMore }
        phase = .length(rest - UInt64(range.count))
        return .body(range)
      case .untilClose:
        guard offset < bytes.count else { return .needsMore }
        let range = offset..<bytes.count
        offset = bytes.count
        return .body(range)
      case .chunkData(let rest):
        guard let range = HTTP1BodyReader.take(rest, bytes, &offset) else { return .needsMore }
        let left = rest - UInt64(range.count)
        phase = left == 0 ? .chunkCR : .chunkData(left)
        return .body(range)
      case .chunkCR:
        guard try skip(ASCII.carriageReturn, bytes, &offset) else { return .needsMore }
        phase = .chunkLF
      case .chunkLF:
        guard try skip(ASCII.lineFeed, bytes, &offset) else { return .needsMore }
        phase = .chunkSize
      case .chunkSize:
        guard try readChunkSize(bytes, &offset, &lines) else { return .needsMore }
      case .trailers:
        return try readTrailers(bytes, &offset, &lines)
      }
    }
  }

  /// Up to `count` of the bytes there are; nil if there are none.
  private static func take(
    _ count: UInt64, _ bytes: Span<UInt8>, _ offset: inout Int
  ) -> Range<Int>? {
    let available = bytes.count - offset
    guard available > 0 else { return nil }
    let start = offset
    offset += count < UInt64(available) ? Int(count) : available
    return start..<offset
  }

  private func skip(
    _ wanted: UInt8, _ bytes: Span<UInt8>, _ offset: inout Int
  ) throws(HTTP1Violation) -> Bool {
    guard offset < bytes.count else { return false }
    guard bytes[offset] == wanted else { throw .missingChunkEnd }
    offset += 1
    return true
  }

  private mutating func readChunkSize(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ lines: inout HTTP1LineReader
  ) throws(HTTP1Violation) -> Bool {
    switch lines.next(bytes, from: &offset, limit: limits.maxChunkLineBytes) {
    case .needsMore: return false
    case .tooLong: throw .chunkLineTooLong
    case .violation(let violation): throw violation
    case .line(let range): try beginChunk(bytes.extracting(range))
    case .held:
      let line = lines.takeHeld()
      try beginChunk(line.span)
      lines.giveBack(line)
    }
    return true
  }

  private mutating func beginChunk(_ line: Span<UInt8>) throws(HTTP1Violation) {
    let size = try HTTP1ChunkLine.size(line)
    phase = size == 0 ? .trailers : .chunkData(size)
    // Framing may cost twice the content and then some; more is an attack (as CVE-2023-39326).
    let credit = Int(min(size, 1 << 20)) * 2 + 8
    overhead = max(overhead + line.count + 4 - credit, 0)
    guard overhead <= HTTP1BodyReader.overheadAllowance else { throw .excessiveChunkOverhead }
  }

  private mutating func readTrailers(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ lines: inout HTTP1LineReader
  ) throws(HTTP1Violation) -> Outcome {
    while true {
      switch lines.next(bytes, from: &offset, limit: limits.maxTrailerBytes - trailerBytes) {
      case .needsMore: return .needsMore
      case .tooLong: throw .trailersTooLarge
      case .violation(let violation): throw violation
      case .line(let range):
        if try takeTrailer(bytes.extracting(range)) { return .end }
      case .held:
        let line = lines.takeHeld()
        let isLast = try takeTrailer(line.span)
        lines.giveBack(line)
        if isLast { return .end }
      }
    }
  }

  /// True for the empty line, which ends the message.
  private mutating func takeTrailer(_ line: Span<UInt8>) throws(HTTP1Violation) -> Bool {
    if line.count == 0 {
      phase = .length(0)
      return true
    }
    trailerBytes += line.count + 2
    trailerCount += 1
    guard trailerCount <= limits.maxFieldCount else { throw .tooManyTrailers }
    try HTTP1FieldSection.append(line, to: &trailers)
    let field = trailers.entries[trailers.count - 1].known
    if HTTP1FieldSection.isRefusedInTrailers(field) { throw .forbiddenTrailer }
    if HTTP1FieldSection.isDroppedFromTrailers(field) { trailers.removeLast() }
    return false
  }
}
