import Network

// Time: what is not waited for without an end.
extension HTTP2ClientConnection {
  /// Without streams the connection waits for some, for a while, or goes.
  func becomesIdleIfUnused() {
    guard isIdle, !socket.isClosed, dial == nil else { return }
    if isRetired || pool.isGone { return retire() }
    let limit = settings.idleTimeout
    if limit > 0 { deadlines.set(TimerTag.idle, after: limit, on: loop, for: self) }
  }

  /// Takes no further requests; closes when nothing is under way.
  func retire() {
    if !isRetired {
      isRetired = true
      session.goAway()
      pool.remove(self)
    }
    leaveWithRound()
    // The word of it may not leave: the server need not read.
    guard isIdle, !socket.isClosed, !deadlines.has(TimerTag.farewell) else { return }
    let limit = settings.farewellTimeout
    if limit > 0 { deadlines.set(TimerTag.farewell, after: limit, on: loop, for: self) }
  }

  /// Output stands still. A server that takes nothing is as good as gone, whatever it sends.
  func watchStall() {
    let limit = settings.pingTimeout
    guard limit > 0, !deadlines.has(TimerTag.stall) else { return }
    deadlines.set(TimerTag.stall, after: limit, on: loop, for: self)
  }

  func startInterval() {
    let limit = settings.pingInterval
    guard limit > 0, !deadlines.has(TimerTag.interval) else { return }
    deadlines.set(TimerTag.interval, after: limit, on: loop, for: self)
  }

  /// Asks whether the server is there.
  func ping() {
    guard !socket.isClosed, !deadlines.has(TimerTag.pong), settings.pingTimeout > 0 else { return }
    session.ping()
    deadlines.set(TimerTag.pong, after: settings.pingTimeout, on: loop, for: self)
    leaveWithRound()
  }

  func timerFired(_ tag: Int) {
    let reached = deadlines.strike(on: loop, for: self)
    func has(_ tag: Int) -> Bool { reached & (1 << UInt8(tag)) != 0 }
    if has(TimerTag.greeting) { return lost(.connectTimeout) }
    if has(TimerTag.pong) { return lost(.connectionLost(goAwayCode)) }
    if has(TimerTag.stall), !leavesAfterStall() { return lost(.connectionLost(goAwayCode)) }
    if has(TimerTag.farewell) { return lost(.connectionLost(goAwayCode)) }
    if has(TimerTag.idle), isIdle { retire() }
    if has(TimerTag.pause) {
      allowance.pauseEnded()
      pool.serve()
    }
    if has(TimerTag.interval), !isIdle {
      if heardAt.advanced(byNanoseconds: settings.pingInterval) <= loop.now { ping() }
      startInterval()
    }
  }
}
