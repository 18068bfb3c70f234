import SocketTesting
import Testing

@testable import Network

@Suite("A timer wheel")
struct TimerWheelTests {
  /// The same timers as a plain list.
  private struct Model {
    var timers: [(tick: UInt64, name: Int, token: TimerWheel<Int>.Token)] = []

    mutating func take(_ name: Int) -> UInt64? {
      guard let index = timers.firstIndex(where: { $0.name == name }) else { return nil }
      return timers.remove(at: index).tick
    }
  }

  @Test("fires exactly what a plain list would, in order of ticks", arguments: 0..<40)
  func property(seed: UInt64) {
    var random = Randomness(seed: seed)
    var now = random.magnitude(bits: 44)
    var wheel = TimerWheel<Int>(tick: now)
    var model = Model()
    var stale: [TimerWheel<Int>.Token] = []
    for name in 0..<2000 {
      switch random.next() % 8 {
      case 0..<4:
        // Some lie in the past, some far beyond the reach of the top level.
        let tick = random.next() % 8 == 0 ? now / 2 : now + random.magnitude(bits: 45)
        let token = wheel.insert(at: tick, name)
        model.timers.append((max(tick, now + 1), name, token))
      case 4, 5:
        if let token = model.timers.randomElement(using: &random)?.token {
          wheel.cancel(token)
          model.timers.removeAll { $0.token == token }
          stale.append(token)
        }
        if let token = stale.randomElement(using: &random) { wheel.cancel(token) }
      default:
        now += random.magnitude(bits: random.next() % 4 == 0 ? 44 : 12)
        stale += fire(&wheel, by: now, &model)
      }
      #expect(wheel.count == model.timers.count)
      let earliest = model.timers.map(\.tick).min()
      #expect((wheel.nextTick == nil) == (earliest == nil))
      if let next = wheel.nextTick, let earliest { #expect(next > now && next <= earliest) }
    }
    _ = fire(&wheel, by: now + 1 << 46, &model)
    #expect(model.timers.isEmpty)
    #expect(wheel.count == 0)
  }

  /// Takes out what is due and holds it against the model; returns the tokens used up.
  private func fire(
    _ wheel: inout TimerWheel<Int>, by now: UInt64, _ model: inout Model
  ) -> [TimerWheel<Int>.Token] {
    let before = model.timers
    var last: UInt64 = 0
    while let name = wheel.takeDue(by: now) {
      guard let tick = model.take(name) else {
        Issue.record("timer \(name) fired twice, or after it was cancelled")
        return []
      }
      #expect(tick <= now, "early")
      #expect(tick >= last, "out of order")
      last = tick
    }
    #expect(!model.timers.contains { $0.tick <= now }, "late")
    let left = Set(model.timers.map(\.name))
    return before.filter { !left.contains($0.name) }.map(\.token)
  }

  @Test("does not fire what a timer of the same tick cancelled")
  func cancelledWhileFiring() {
    var wheel = TimerWheel<Int>(tick: 1000)
    let tokens = (0..<8).map { wheel.insert(at: 1005, $0) }
    let first = wheel.takeDue(by: 2000)
    for token in tokens { wheel.cancel(token) }
    #expect(first != nil)
    #expect(wheel.takeDue(by: 2000) == nil)
    #expect(wheel.count == 0)
  }

  @Test("a name that was used up does not cancel the timer that took its place")
  func staleToken() {
    var wheel = TimerWheel<Int>(tick: 0)
    let fired = wheel.insert(at: 1, 1)
    #expect(wheel.takeDue(by: 1) == 1)
    let second = wheel.insert(at: 5, 2)
    wheel.cancel(fired)
    #expect(wheel.count == 1)
    wheel.cancel(second)
    wheel.cancel(second)
    #expect(wheel.count == 0)
    #expect(wheel.takeDue(by: 10) == nil)
  }

  @Test(
    "keeps timers that are centuries away, and does not turn for ever",
    arguments: [1 << 36, (1 << 36) + 12345, 1 << 40, 9_223_372_036_854])
  func farAway(distance: UInt64) {
    let start: UInt64 = 123_456_789
    var wheel = TimerWheel<Int>(tick: start)
    _ = wheel.insert(at: start + distance, 1)
    #expect(wheel.takeDue(by: start + 1) == nil)
    #expect(wheel.takeDue(by: start + distance - 1) == nil)
    #expect(wheel.takeDue(by: start + distance) == 1)
  }

  @Test("a timer set while others fire waits for a later tick")
  func setWhileFiring() {
    var wheel = TimerWheel<Int>(tick: 0)
    _ = wheel.insert(at: 3, 1)
    #expect(wheel.takeDue(by: 10) == 1)
    _ = wheel.insert(at: 0, 2)
    #expect(wheel.nextTick == 4)
    #expect(wheel.takeDue(by: 10) == 2)
  }
}
