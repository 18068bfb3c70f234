import Synchronization

/// A few threads beside the loops, for work that blocks: resolving names, reading files.
public final class BlockingPool: Sendable {
  private struct State {
    var queue: [@Sendable () -> Void] = []
    var idle: [Handover<@Sendable () -> Void>] = []
    var threads = 0
  }

  private let state = Mutex(State())
  private let limit: Int

  /// Makes a pool of at most `limit` threads; they are started when they are needed, and end when
  /// they were not for a while. There are several, so that one name server that does not answer
  /// leaves the other names theirs.
  public init(limit: Int = 8) { self.limit = limit }

  /// Runs a closure on one of the threads; false, and nothing done, if too much waits already.
  public func run(_ work: @escaping @Sendable () -> Void) -> Bool {
    enum Choice {
      case wake(Handover<@Sendable () -> Void>)
      case start, queued, refused
    }
    let choice: Choice = state.withLock { state in
      if let idle = state.idle.popLast() { return .wake(idle) }
      guard state.queue.count < 4096 else { return .refused }
      state.queue.append(work)
      guard state.threads < limit else { return .queued }
      state.threads += 1
      return .start
    }
    switch choice {
    case .wake(let idle): idle.put(work)
    case .start: return startThread()
    case .queued: break
    case .refused: return false
    }
    return true
  }

  private func startThread() -> Bool {
    do {
      try Thread(name: "blocking") { self.turn() }.detach()
      return true
    } catch {
      return state.withLock { state in
        state.threads -= 1
        return state.threads > 0
      }
    }
  }

  private func turn() {
    while let work = next() { work() }
  }

  /// What to do next; nil when the thread is to end.
  private func next() -> (@Sendable () -> Void)? {
    let box = Handover<@Sendable () -> Void>()
    let work: (@Sendable () -> Void)? = state.withLock { state in
      if !state.queue.isEmpty { return state.queue.removeFirst() }
      state.idle.append(box)
      return nil
    }
    if let work = work ?? box.take(milliseconds: 10_000) { return work }
    return leaves(box) ? nil : box.take()
  }

  /// False when somebody has just taken the thread for a piece of work.
  private func leaves(_ box: Handover<@Sendable () -> Void>) -> Bool {
    state.withLock { state in
      guard let index = state.idle.firstIndex(where: { $0 === box }) else { return false }
      state.idle.remove(at: index)
      state.threads -= 1
      return true
    }
  }
}
