/// Hears of a timer, on the loop's thread.
public protocol TimerTarget: AnyObject {
  /// The timer that was set with this tag is due; it is no longer set.
  func timerFired(_ tag: Int)
}

/// Names a timer that was set. A stale one is harmless.
public struct TimerToken: Sendable {
  let token: TimerWheel<LoopCore.Alarm>.Token
}
