import HTTP
import Network
import Synchronization

/// The shutdown of all loops: each waits for its last client, but not for ever.
final class GatewayDrain: Sendable {
  private struct State {
    var loopsLeft: Int
    var isClean = true
  }

  private let state: Mutex<State>
  private let maxWait: Int64
  private let done: @Sendable (Bool) -> Void

  /// `done` gets true when every request was finished, false when the time, in nanoseconds, was up
  /// first.
  init(count: Int, maxWait: Int64, _ done: @escaping @Sendable (Bool) -> Void) {
    state = Mutex(State(loopsLeft: count))
    self.maxWait = maxWait
    self.done = done
  }

  /// Begins with one loop, on its thread.
  func begin(
    on loop: EventLoop, _ server: HTTPServer, _ clients: BackendClients, _ accessLog: AccessLog
  ) {
    let limit = DrainLimit(server: server)
    if maxWait > 0 {
      limit.timer = loop.schedule(at: loop.now.advanced(byNanoseconds: maxWait), limit)
    }
    server.drain {
      clients.closeIdle(on: loop)
      if let timer = limit.timer { loop.cancel(timer) }
      accessLog.flush()
      self.ended(isClean: !limit.struck)
    }
  }

  private func ended(isClean: Bool) {
    let outcome: Bool? = state.withLock { state in
      state.loopsLeft -= 1
      state.isClean = state.isClean && isClean
      return state.loopsLeft == 0 ? state.isClean : nil
    }
    if let outcome { done(outcome) }
  }
}

/// Breaks off what is not finished in time.
private final class DrainLimit: TimerTarget {
  private let server: HTTPServer
  var timer: TimerToken?
  var struck = false

  init(server: HTTPServer) { self.server = server }

  func timerFired(_ tag: Int) {
    timer = nil
    struck = true
    server.closeAll()
  }
}
