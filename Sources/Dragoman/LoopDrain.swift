import HTTP
import Network

/// The shutdown of one loop: waits for its last client, but not for ever.
final class LoopDrain: Sendable {
  /// Gets true when every request was finished, false when the time was up first.
  let ended = Handover<Bool>()
  private let loop: EventLoop

  init(loop: EventLoop) { self.loop = loop }

  /// On the loop.
  func begin(_ server: HTTPServer, _ client: HTTPClient, maxWait: Int64) {
    let limit = DrainLimit(server: server)
    if maxWait > 0 {
      limit.timer = loop.schedule(at: loop.now.advanced(byNanoseconds: maxWait), limit)
    }
    server.drain { [loop, ended] in
      client.closeIdle()
      if let timer = limit.timer { loop.cancel(timer) }
      ended.put(!limit.struck)
    }
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
