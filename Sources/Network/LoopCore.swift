/// What an event loop owns: the poller, the timers, the run queue. Touched on its thread alone.
final class LoopCore {
  /// One timer's callback.
  struct Alarm {
    let target: any TimerTarget
    let tag: Int
  }

  @exclusivity(unchecked) var poller: Poller
  @exclusivity(unchecked) var timers: TimerWheel<Alarm>
  @exclusivity(unchecked) var now: Instant
  @exclusivity(unchecked) var stops = false
  /// Tasks that were spawned and have not ended.
  @exclusivity(unchecked) var taskCount = 0
  /// Jobs that are ready to run, in order.
  @exclusivity(unchecked) private var ready: [UnownedJob] = []
  @exclusivity(unchecked) private var running: [UnownedJob] = []
  let pipes = PipePool()
  @exclusivity(unchecked) private var freeBuffers: [IOBuffer] = []
  /// Buffers that were taken and not given back.
  @exclusivity(unchecked) private(set) var leasedBuffers = 0
  /// Who hears that the round ends: the ones with requests, and the others.
  @exclusivity(unchecked) private var firstObservers: [any RoundObserver] = []
  @exclusivity(unchecked) private var observers: [any RoundObserver] = []
  @exclusivity(unchecked) private var told: [any RoundObserver] = []
  /// Tasks that wait until the sockets have had their turn.
  @exclusivity(unchecked) var yielded: [UnsafeContinuation<Void, Never>] = []

  init() throws(SystemError) {
    poller = try Poller()
    now = Instant.now()
    timers = TimerWheel(tick: LoopCore.tick(now))
    ready.reserveCapacity(64)
    running.reserveCapacity(64)
  }

  deinit { poller.close() }

  static func tick(_ instant: Instant) -> UInt64 { UInt64(max(0, instant.nanoseconds)) / 1_000_000 }

  func enqueue(_ job: UnownedJob) { ready.append(job) }

  /// Runs what is ready, and what that makes ready, for a bounded number of rounds: the sockets
  /// must get their turn even if a task keeps waking another.
  func runJobs(on executor: UnownedTaskExecutor) {
    var rounds = 0
    while !ready.isEmpty, rounds < 16 {
      swap(&ready, &running)
      for job in running { job.runSynchronously(on: executor) }
      running.removeAll(keepingCapacity: true)
      rounds += 1
    }
  }

  func atEndOfRound(_ observer: any RoundObserver, first: Bool) {
    if first {
      firstObservers.append(observer)
    } else {
      observers.append(observer)
    }
  }

  /// Tells the observers; those that come in meanwhile hear at the end of the next round.
  func endRound() {
    if !firstObservers.isEmpty {
      swap(&firstObservers, &told)
      tell()
    }
    if !observers.isEmpty {
      swap(&observers, &told)
      tell()
    }
  }

  private func tell() {
    for observer in told { observer.roundEnds() }
    told.removeAll(keepingCapacity: true)
  }

  /// Waits for events no longer than until the next timer, then deals with both.
  func poll() {
    let count = poller.wait(milliseconds: waitLimit())
    now = Instant.now()
    for index in 0..<count {
      let (token, readiness) = poller.event(index)
      poller.handler(token)?.descriptorIsReady(readiness)
    }
    let tick = LoopCore.tick(now)
    while let alarm = timers.takeDue(by: tick) { alarm.target.timerFired(alarm.tag) }
    resumeYielded()
  }

  private func waitLimit() -> Int32 {
    guard ready.isEmpty, yielded.isEmpty, firstObservers.isEmpty, observers.isEmpty, !stops else {
      return 0
    }
    guard let next = timers.nextTick else { return -1 }
    let tick = LoopCore.tick(now)
    return next <= tick ? 0 : Int32(min(next - tick, 60_000))
  }

  private func resumeYielded() {
    guard !yielded.isEmpty else { return }
    let waiting = yielded
    yielded.removeAll(keepingCapacity: true)
    for continuation in waiting { continuation.resume() }
  }

  func takeBuffer() -> IOBuffer {
    leasedBuffers += 1
    return freeBuffers.popLast() ?? IOBuffer()
  }

  /// A few buffers are kept: they are the ones in the processor's cache.
  func giveBack(_ buffer: IOBuffer) {
    buffer.reset()
    leasedBuffers -= 1
    if freeBuffers.count < 8 { freeBuffers.append(buffer) }
  }
}
