/// How many streams one connection is asked to carry. A server says how many it bears, and may
/// still refuse some: it counts a stream until its own work on it has ended, or sheds load. Each
/// refusal takes one off and asks for a pause; answers give it back by and by.
struct StreamAllowance {
  /// How many answers give one stream back.
  private static let recovery = 32
  private static let firstPause: Int64 = 5_000_000

  /// Nil as long as nothing was refused.
  private var learned: Int?
  private var answers = 0
  private var refusals = 0
  /// Whether the connection has to wait for an answer, or for its pause to end.
  private(set) var isPausing = false

  /// Whether another stream may be opened beside those that are open.
  func allows(_ open: Int, peerLimit: Int) -> Bool {
    !isPausing && open < min(peerLimit, learned ?? peerLimit)
  }

  /// A stream was refused while so many others are open. Returns how long to pause, in nanoseconds.
  mutating func refused(_ open: Int) -> Int64 {
    learned = max(1, min(learned.map { $0 - 1 } ?? open, open))
    answers = 0
    isPausing = true
    refusals += 1
    return Self.firstPause << Int64(min(refusals - 1, 5))
  }

  /// The pause is over.
  mutating func pauseEnded() { isPausing = false }

  /// A stream ended with an answer.
  mutating func answered() {
    guard let limit = learned else { return }
    isPausing = false
    refusals = 0
    answers += 1
    guard answers >= Self.recovery else { return }
    answers = 0
    // A limit far above what was ever open is none.
    learned = limit > 10_000 ? nil : limit + 1
  }
}
