/// Counts frames that move nothing: a burst of them is fine, more than trickles in with time is
/// not (demand 5.4). The clock is the caller's.
struct HTTP2FloodMeter {
  private let burst: Int64
  private let perSecond: Int64
  private var tokens: Int64
  private var filledAt: Int64?

  init(burst: Int, perSecond: Int) {
    self.burst = Int64(min(max(burst, 1), 1 << 30))
    self.perSecond = Int64(min(max(perSecond, 0), 1 << 20))
    tokens = self.burst
  }

  /// Time has passed: some is forgiven.
  mutating func refill(at nanoseconds: Int64) {
    guard let last = filledAt else {
      filledAt = nanoseconds
      return
    }
    guard tokens < burst else {
      filledAt = nanoseconds
      return
    }
    // Bounded, so that the product cannot overflow.
    let elapsed = min(max(nanoseconds &- last, 0), 3_600_000_000_000)
    let gained = elapsed / 1000 * perSecond / 1_000_000
    guard gained > 0 else { return }
    tokens = min(burst, tokens + gained)
    filledAt = nanoseconds
  }

  /// Counts one frame; false when there were too many.
  mutating func count() -> Bool {
    tokens -= 1
    return tokens >= 0
  }

  /// A frame moved something: its sender may send an odd one for it. Some peers ask for a pong with
  /// every piece of content, to measure the way.
  mutating func reward() {
    if tokens < burst { tokens += 1 }
  }
}
