import Endpoints
import Network

/// The pipeline's deadlines on the timers of a loop.
final class LoopTimers: DeadlineTimers {
  private let loop: EventLoop

  init(loop: EventLoop) { self.loop = loop }

  func start(
    afterNanoseconds delay: Int64, _ target: any DeadlineTarget
  ) -> any RunningTimer {
    let timer = LoopTimer(loop: loop, target: target)
    timer.start(afterNanoseconds: delay)
    return timer
  }
}

/// One deadline that runs.
private final class LoopTimer: RunningTimer, TimerTarget {
  private let loop: EventLoop
  @exclusivity(unchecked) private var target: (any DeadlineTarget)?
  @exclusivity(unchecked) private var token: TimerToken?
  private var deadline: Instant

  init(loop: EventLoop, target: any DeadlineTarget) {
    self.loop = loop
    self.target = target
    deadline = loop.now
  }

  var remainingNanoseconds: Int64 { deadline.nanoseconds - loop.now.nanoseconds }

  func start(afterNanoseconds delay: Int64) {
    deadline = loop.now.advanced(byNanoseconds: delay)
    token = loop.schedule(at: deadline, self)
  }

  func timerFired(_ tag: Int) {
    token = nil
    let target = target
    self.target = nil
    target?.deadlineReached()
  }

  func cancel() {
    target = nil
    if let token { loop.cancel(token) }
    token = nil
  }
}
