/// A hierarchical timer wheel: six levels of 64 slots, one millisecond a tick. Pure: it is told the
/// time. Setting and cancelling are O(1); timers live in one arena without an allocation each.
///
/// A timer sits on the level of the highest bit in which its tick differs from the wheel's, and
/// comes down a level each time the wheel reaches its slot.
struct TimerWheel<Payload> {
  /// Names a timer; a stale name is harmless, since the generation no longer fits.
  struct Token: Sendable, Equatable {
    let index: UInt32
    let generation: UInt32
  }

  private struct Entry {
    var tick: UInt64
    var payload: Payload?
    var previous: Int32
    var next: Int32
    var generation: UInt32
    var level: UInt8
    var slot: UInt8
  }

  private static var levels: Int { 6 }
  private static var none: Int32 { -1 }

  private var entries: [Entry] = []
  private var firstFree: Int32 = -1
  private var heads: [Int32] = Array(repeating: -1, count: 6 * 64)
  private var occupied: [UInt64] = Array(repeating: 0, count: 6)
  private var elapsed: UInt64
  /// How many timers are set.
  private(set) var count = 0

  init(tick: UInt64) { elapsed = tick }

  /// Sets a timer for a tick; one in the past fires at the next advance.
  mutating func insert(at tick: UInt64, _ payload: Payload) -> Token {
    let index = takeFree()
    entries[Int(index)].tick = max(tick, elapsed &+ 1)
    entries[Int(index)].payload = payload
    link(index)
    count += 1
    return Token(index: UInt32(index), generation: entries[Int(index)].generation)
  }

  /// Takes a timer back; does nothing if it fired or was cancelled before.
  mutating func cancel(_ token: Token) {
    let index = Int(token.index)
    guard index < entries.count, entries[index].generation == token.generation,
      entries[index].payload != nil
    else { return }
    unlink(Int32(index))
    release(Int32(index))
  }

  /// The next tick at which `takeDue` has something to do, or nil without timers.
  var nextTick: UInt64? { next?.tick }

  /// Moves towards a tick and takes out one timer that is due by then, in order of their ticks; nil
  /// when none is left and the tick is reached. One at a time: what the timer does may cancel the
  /// next one.
  mutating func takeDue(by tick: UInt64) -> Payload? {
    while let next, next.tick <= tick {
      elapsed = max(elapsed, next.tick)
      if next.level == 0 { return takeFirst(of: next.slot) }
      comeDown(next.level, next.slot)
    }
    elapsed = max(elapsed, tick)
    return nil
  }

  private mutating func takeFirst(of slot: Int) -> Payload? {
    let index = heads[slot]
    let payload = entries[Int(index)].payload
    unlink(index)
    release(index)
    return payload
  }

  /// The wheel has reached a slot of an upper level: its timers move to where they now belong.
  private mutating func comeDown(_ level: Int, _ slot: Int) {
    var index = heads[level * 64 + slot]
    heads[level * 64 + slot] = Self.none
    occupied[level] &= ~(1 << UInt64(slot))
    while index != Self.none {
      let following = entries[Int(index)].next
      link(index)
      index = following
    }
  }

  private var next: (level: Int, slot: Int, tick: UInt64)? {
    guard count > 0 else { return nil }
    for level in 0..<Self.levels where occupied[level] != 0 {
      let (slot, tick) = nextSlot(level)
      return (level, slot, tick)
    }
    return nil
  }

  private func nextSlot(_ level: Int) -> (slot: Int, tick: UInt64) {
    let shift = UInt64(level * 6)
    let now = Int((elapsed >> shift) & 63)
    let bits = occupied[level]
    let rotated = bits >> UInt64(now) | (now == 0 ? 0 : bits << UInt64(64 - now))
    let slot = (rotated.trailingZeroBitCount + now) & 63
    let base = (elapsed >> (shift + 6)) << (shift + 6)
    var tick = base + (UInt64(slot) << shift)
    if tick < (elapsed >> shift) << shift { tick += 1 << (shift + 6) }
    return (slot, tick)
  }

  private mutating func link(_ index: Int32) {
    let tick = entries[Int(index)].tick
    let difference = (tick ^ elapsed) | 63
    let level = min((63 - difference.leadingZeroBitCount) / 6, Self.levels - 1)
    let slot = slot(of: tick, on: level)
    let head = heads[level * 64 + slot]
    entries[Int(index)].level = UInt8(level)
    entries[Int(index)].slot = UInt8(slot)
    entries[Int(index)].previous = Self.none
    entries[Int(index)].next = head
    if head != Self.none { entries[Int(head)].previous = index }
    heads[level * 64 + slot] = index
    occupied[level] |= 1 << UInt64(slot)
  }

  /// Beyond the top level's reach (2 years) a timer waits in its farthest slot and comes round
  /// again.
  private func slot(of tick: UInt64, on level: Int) -> Int {
    let shift = UInt64(level * 6)
    let now = elapsed >> shift
    return Int(min(tick >> shift, now &+ 63) & 63)
  }

  private mutating func unlink(_ index: Int32) {
    let entry = entries[Int(index)]
    let position = Int(entry.level) * 64 + Int(entry.slot)
    if entry.previous != Self.none {
      entries[Int(entry.previous)].next = entry.next
    } else {
      heads[position] = entry.next
      if entry.next == Self.none { occupied[Int(entry.level)] &= ~(1 << UInt64(entry.slot)) }
    }
    if entry.next != Self.none { entries[Int(entry.next)].previous = entry.previous }
  }

  private mutating func takeFree() -> Int32 {
    if firstFree != Self.none {
      let index = firstFree
      firstFree = entries[Int(index)].next
      return index
    }
    entries.append(
      Entry(tick: 0, payload: nil, previous: -1, next: -1, generation: 0, level: 0, slot: 0))
    return Int32(entries.count - 1)
  }

  private mutating func release(_ index: Int32) {
    entries[Int(index)].payload = nil
    entries[Int(index)].generation &+= 1
    entries[Int(index)].next = firstFree
    firstFree = index
    count -= 1
  }
}
