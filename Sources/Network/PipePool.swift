/// The pipes of one loop. Those that nobody has used for a second are closed: a descriptor is
/// dearer than the system call that makes another.
final class PipePool: TimerTarget {
  /// How many may be leased at a time: each holds two descriptors and up to 64 KB of the kernel's.
  var limit = 256
  /// How many were taken and not given back.
  private(set) var leased = 0
  private var free: [SplicePipe] = []
  /// Whether one was taken since the timer was set.
  private var wasUsed = false
  /// Set while the timer is: the loop owns the pool, not the other way round.
  private var timedLoop: EventLoop?

  private static let keptPipes = 8
  private static let idleNanoseconds: Int64 = 1_000_000_000

  /// How many pipes wait for use.
  var freeCount: Int { free.count }

  /// A pipe that holds nothing; nil if there are too many, or no descriptors.
  func take() -> SplicePipe? {
    guard leased < limit, let pipe = free.popLast() ?? SplicePipe() else { return nil }
    leased += 1
    wasUsed = true
    return pipe
  }

  /// Takes a pipe back. One that still holds something is closed: that belonged to a message which
  /// nobody wants any more.
  func giveBack(_ pipe: SplicePipe, on loop: EventLoop) {
    leased -= 1
    guard pipe.count == 0, free.count < PipePool.keptPipes else { return }
    free.append(pipe)
    if timedLoop == nil { setTimer(on: loop) }
  }

  func timerFired(_ tag: Int) {
    guard let loop = timedLoop else { return }
    timedLoop = nil
    if wasUsed {
      setTimer(on: loop)
    } else {
      free = []
    }
  }

  private func setTimer(on loop: EventLoop) {
    wasUsed = false
    timedLoop = loop
    _ = loop.schedule(at: loop.now.advanced(byNanoseconds: PipePool.idleNanoseconds), self)
  }
}
