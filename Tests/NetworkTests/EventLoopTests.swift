import Glibc
import SocketTesting
import Synchronization
import Testing

@testable import Network

@Suite("An event loop", .timeLimit(.minutes(1)))
struct EventLoopTests {
  @Test("is woken by closures and jobs of other threads")
  func wakesUp() throws {
    let group = try LoopGroup(count: 1)
    let loop = group.loops[0]
    for number in 0..<200 { #expect(loop.run { number } == number) }
    let task = Handover<Bool>()
    loop.submit { loop.spawn { task.put(loop.isCurrent) } }
    #expect(task.arrives() == true)
    group.stop()
  }

  @Test("runs everything that loops submit to each other, in the order of each sender")
  func crossSubmits() throws {
    let group = try LoopGroup(count: 3)
    let count = 5000
    let done = Handover<Bool>()
    let orders = group.loops.map { LoopBound(Order(), to: $0) }
    let left = Atomic(group.loops.count * group.loops.count * count)
    for sender in group.loops {
      sender.submit {
        for number in 0..<count {
          for receiver in group.loops {
            receiver.submit {
              orders[receiver.index].get.take(number, from: sender.index)
              if left.subtract(1, ordering: .relaxed).newValue == 0 { done.put(true) }
            }
          }
        }
      }
    }
    #expect(done.arrives() == true)
    for order in group.onEach({ orders[$0.index].get.last }) {
      #expect(order == [count - 1, count - 1, count - 1])
    }
    group.stop()
  }

  /// What one loop has received of each sender.
  private final class Order {
    var last = [-1, -1, -1]

    func take(_ number: Int, from sender: Int) {
      #expect(number == last[sender] + 1)
      last[sender] = number
    }
  }

  @Test("runs its tasks on its own thread, before and after each wait")
  func taskThreads() throws {
    let group = try LoopGroup(count: 2)
    let ends = group.loops.map { loop in
      let end = Handover<Bool>()
      loop.submit { spawnHoppers(loop, end) }
      return end
    }
    for end in ends { #expect(end.arrives() == true) }
    #expect(eventually { group.onEach { $0.taskCount } == [0, 0] })
    group.stop()
  }

  @Test("fires timers never early, and all of them")
  func timers() throws {
    let group = try LoopGroup(count: 1)
    let loop = group.loops[0]
    let done = Handover<[Int64]>()
    loop.submit {
      let clock = TimerClock(count: 64, done)
      for tag in 0..<64 {
        let deadline = Instant.now().advanced(byNanoseconds: Int64(tag) * 311_000)
        clock.deadlines.append(deadline)
        _ = loop.schedule(at: deadline, clock, tag: tag)
      }
    }
    let lateness = try #require(done.arrives())
    #expect(lateness.allSatisfy { $0 >= 0 })
    group.stop()
  }

  @Test("does not fire a timer that another of the same moment cancelled")
  func cancelledTimer() throws {
    let group = try LoopGroup(count: 1)
    let loop = group.loops[0]
    let fired = Handover<Int>()
    loop.submit {
      let killer = TimerKiller(loop, fired)
      let moment = loop.now.advanced(byNanoseconds: 2_000_000)
      killer.tokens = (0..<10).map { loop.schedule(at: moment, killer, tag: $0) }
    }
    _ = fired.arrives()
    #expect(loop.run { loop.core.timers.count } == 0)
    group.stop()
  }

  @Test("lets sockets and timers have their turn while a task never waits")
  func nextRound() throws {
    let group = try LoopGroup(count: 1)
    let loop = group.loops[0]
    let done = Handover<Bool>()
    let stops = Atomic(false)
    loop.submit {
      loop.spawn {
        while !stops.load(ordering: .relaxed) { await loop.nextRound() }
        done.put(true)
      }
    }
    #expect(loop.run { true })
    stops.store(true, ordering: .relaxed)
    #expect(done.arrives() == true)
    group.stop()
  }

  @Test("is freed with its descriptors when it has stopped")
  func freed() throws {
    weak var freed: EventLoop?
    do {
      let group = try LoopGroup(count: 1)
      freed = group.loops[0]
      _ = group.loops[0].run { true }
      group.stop()
    }
    #expect(eventually { freed == nil })
  }
}

/// Tasks that wait for each other and look whether they are still at home.
private func spawnHoppers(_ loop: EventLoop, _ end: Handover<Bool>) {
  let events = LoopBound(here: [LoopEvent(), LoopEvent()], on: loop)
  let thread = pthread_self()
  let left = LoopBound(here: Countdown(2), on: loop)
  for index in 0..<2 {
    loop.spawn {
      for _ in 0..<1000 {
        events.get[1 - index].set()
        await events.get[index].wait()
        #expect(loop.isCurrent)
        #expect(pthread_self() == thread)
        await loop.nextRound()
        #expect(pthread_self() == thread)
      }
      events.get[1 - index].set()
      if left.get.next() { end.put(true) }
    }
  }
}

private final class Countdown {
  private var left: Int
  init(_ count: Int) { left = count }

  func next() -> Bool {
    left -= 1
    return left == 0
  }
}

/// Notes how late timers fire.
private final class TimerClock: TimerTarget {
  var deadlines: [Instant] = []
  private var lateness: [Int64] = []
  private let count: Int
  private let done: Handover<[Int64]>

  init(count: Int, _ done: Handover<[Int64]>) {
    self.count = count
    self.done = done
  }

  func timerFired(_ tag: Int) {
    lateness.append(Instant.now().nanoseconds - deadlines[tag].nanoseconds)
    if lateness.count == count { done.put(lateness) }
  }
}

/// Cancels all others as soon as one fires.
private final class TimerKiller: TimerTarget {
  var tokens: [TimerToken] = []
  private let loop: EventLoop
  private let fired: Handover<Int>
  private var count = 0

  init(_ loop: EventLoop, _ fired: Handover<Int>) {
    self.loop = loop
    self.fired = fired
  }

  func timerFired(_ tag: Int) {
    count += 1
    #expect(count == 1)
    for token in tokens { loop.cancel(token) }
    fired.put(tag)
  }
}
