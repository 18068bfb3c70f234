import CShims

/// One thread that waits for sockets and timers and runs the tasks of its connections: a Swift
/// `TaskExecutor` over epoll. Whatever a connection does happens on its loop; nothing is shared
/// between loops on the path of a request.
public final class EventLoop: TaskExecutor {
  let identity: LoopIdentity
  private let inbox: LoopInbox
  private let bound: LoopBound<LoopCore>

  /// Makes a loop; `run` makes it turn.
  public init(index: Int = 0) throws(SystemError) {
    identity = LoopIdentity(index: index)
    inbox = try LoopInbox()
    bound = LoopBound(try LoopCore(), identity: identity)
  }

  /// The position of the loop among its siblings: tells which of the per-loop states is its own.
  public var index: Int { identity.index }

  /// Whether the calling thread runs this loop.
  public var isCurrent: Bool { identity.isCurrent }

  /// The loop that the calling thread runs; nil off the loops.
  public static var current: EventLoop? {
    // The pointer is that of a loop: only `run` sets it, which keeps its own loop alive.
    dragoman_current_executor().map {
      Unmanaged<EventLoop>.fromOpaque($0).takeUnretainedValue()
    }
  }

  var core: LoopCore { bound.get }

  /// Turns on the calling thread until `stop`.
  public func run() {
    dragoman_set_current_loop(identity.pointer, Unmanaged.passUnretained(self).toOpaque())
    let waker = InboxReader(self)
    let token = try? core.poller.add(inbox.descriptor, waker, levelTriggered: true)
    let executor = asUnownedTaskExecutor()
    while !core.stops {
      core.runJobs(on: executor)
      core.endRound()
      core.poll()
    }
    core.runJobs(on: executor)
    core.endRound()
    // Handlers and timers hold the loop: without them it can be freed.
    if let token { core.poller.remove(inbox.descriptor, token) }
    core.timers = TimerWheel(tick: LoopCore.tick(core.now))
    dragoman_set_current_loop(nil, nil)
  }

  /// Ends `run` after the round under way.
  public func stop() {
    submit { self.core.stops = true }
  }

  /// Takes a job of the Swift runtime: at once into the run queue when called on the loop.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if identity.isCurrent {
      core.enqueue(job)
    } else {
      inbox.put(.job(job))
    }
  }

  /// Runs a closure on the loop's thread, soon.
  public func submit(_ work: @escaping @Sendable () -> Void) {
    inbox.put(.work(work))
  }

  /// Starts a task that lives on this loop. The one place where tasks begin: a task made any other
  /// way would run on the global executor.
  @discardableResult
  public func spawn(_ operation: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    core.taskCount += 1
    return Task(executorPreference: self) {
      await operation()
      self.core.taskCount -= 1
    }
  }

  fileprivate func takeInbox() {
    for item in inbox.takeAll() {
      switch item {
      case .job(let job): core.enqueue(job)
      case .work(let work): work()
      }
    }
  }
}

/// Empties the inbox when another thread has put something in.
private final class InboxReader: ReadinessHandler {
  private let loop: EventLoop

  init(_ loop: EventLoop) { self.loop = loop }

  func descriptorIsReady(_ readiness: Readiness) { loop.takeInbox() }
}
