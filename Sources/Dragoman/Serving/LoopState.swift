import Network

/// What the front door keeps on each loop.
final class LoopState {
  let loop: EventLoop
  let timers: LoopTimers
  let accessLog: AccessLog
  var requestIDs = RequestIDs()

  init(loop: EventLoop, log: Log) {
    self.loop = loop
    timers = LoopTimers(loop: loop)
    accessLog = AccessLog(loop: loop, log: log)
  }
}
