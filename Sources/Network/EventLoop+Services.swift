/// What runs on a loop may ask of it. Everything here is for the loop's own thread.
extension EventLoop {
  /// The time when the loop last woke: exact to a round, and free.
  public var now: Instant { core.now }

  /// How many tasks live on the loop.
  public var taskCount: Int { core.taskCount }

  /// How many descriptors the loop watches, its own wake-up included.
  public var descriptorCount: Int { core.poller.count }

  /// How many buffers are leased.
  public var leasedBufferCount: Int { core.leasedBuffers }

  /// Sets a timer. Exact to a millisecond, never early. The loop keeps the target until then.
  public func schedule(at deadline: Instant, _ target: any TimerTarget, tag: Int = 0) -> TimerToken
  {
    let tick = LoopCore.tick(deadline) + 1
    return TimerToken(token: core.timers.insert(at: tick, LoopCore.Alarm(target: target, tag: tag)))
  }

  /// Takes a timer back.
  public func cancel(_ timer: TimerToken) { core.timers.cancel(timer.token) }

  /// Has the observer hear when the round ends. The first ones hear before the others: requests to
  /// backends leave first, so that they are worked on while answers to clients leave.
  public func atEndOfRound(_ observer: any RoundObserver, first: Bool = false) {
    core.atEndOfRound(observer, first: first)
  }

  /// Suspends until the loop has looked at its sockets and timers again: for tasks that could go on
  /// for long without ever waiting.
  public func nextRound() async {
    await withUnsafeContinuation { core.yielded.append($0) }
  }

  /// Leases a buffer; give it back with `giveBack`.
  public func takeBuffer() -> IOBuffer { core.takeBuffer() }

  /// Leases an empty pipe; nil if there are too many. Give it back with `giveBack`.
  public func takePipe() -> SplicePipe? { core.pipes.take() }

  /// Returns a leased pipe; what it holds is dropped.
  public func giveBack(_ pipe: SplicePipe) { core.pipes.giveBack(pipe, on: self) }

  /// Returns a leased buffer; what it holds is forgotten.
  public func giveBack(_ buffer: IOBuffer) { core.giveBack(buffer) }
}
