/// Runs a scanner over a text and keeps the tape it fills: usually one allocation.
struct TapeBuilder {
  private(set) var tape: [Node] = []
  /// Where the text of the document ends: behind the root (first value) or the text (strict).
  private(set) var end = 0
  private let limits: DocumentLimits
  private let mode: ScanMode

  init(limits: DocumentLimits, mode: ScanMode) {
    self.limits = limits
    self.mode = mode
  }

  /// Fills the tape or throws the first fault.
  mutating func build(_ text: borrowing [UInt8]) throws(ScanError) {
    guard text.count <= limits.bytes else { throw ScanError(.tooLarge, at: limits.bytes) }
    try text.withUnsafeBufferPointer { buffer throws(ScanError) in try build(buffer) }
  }

  private mutating func build(_ text: UnsafeBufferPointer<UInt8>) throws(ScanError) {
    guard let base = text.baseAddress else { throw ScanError(.endOfInput, at: 0) }
    var scanner = DocumentScanner(base, count: text.count, depth: limits.depth)
    var capacity = bounded(Self.firstGuess(text.count))
    while try !fill(&scanner, capacity) {
      guard scanner.count <= limits.nodes else {
        throw ScanError(.tooManyNodes, at: scanner.cursor)
      }
      capacity = bounded(Self.nextGuess(scanner, of: text.count))
    }
    guard scanner.count <= limits.nodes else { throw ScanError(.tooManyNodes, at: scanner.cursor) }
    if mode == .strict { try scanner.expectEnd() }
    end = scanner.cursor
  }

  /// One run of the scanner into a tape of this capacity that begins with what is there already;
  /// false if it became full.
  private mutating func fill(
    _ scanner: inout DocumentScanner, _ capacity: Int
  ) throws(ScanError) -> Bool {
    var outcome: Result<Bool, ScanError> = .success(false)
    let filled = tape
    tape = Array(unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let nodes = buffer.baseAddress else { return }
      _ = buffer.initialize(fromContentsOf: filled)
      outcome = scanner.outcome(nodes, capacity: capacity)
      count = scanner.count
    }
    return try outcome.get()
  }

  /// The scanner writes at most two nodes beyond the limit before it asks for more room.
  private func bounded(_ capacity: Int) -> Int { min(capacity, limits.nodes + 2) }

  /// A node per six bytes: ordinary answers have one per six (flat records) to fifteen (prose).
  private static func firstGuess(_ bytes: Int) -> Int { bytes / 6 + 16 }

  /// What the whole needs if it goes on as it began, and some more.
  private static func nextGuess(_ scanner: DocumentScanner, of bytes: Int) -> Int {
    let rest = bytes - scanner.cursor
    let projected = scanner.count * rest / max(scanner.cursor, 1)
    return scanner.count + min(projected + projected / 8, rest) + 16
  }
}
