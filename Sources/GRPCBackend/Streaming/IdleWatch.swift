import Network

/// Watches over the time between two messages.
final class IdleWatch: TimerTarget {
  private let loop: EventLoop
  private let nanoseconds: Int64
  private var token: TimerToken?
  /// Called when it was too long.
  var expired: (() -> Void)?

  /// On the current loop; nil off the loops.
  init?(nanoseconds: Int64) {
    guard let loop = EventLoop.current else { return nil }
    self.loop = loop
    self.nanoseconds = nanoseconds
  }

  /// A message came.
  func restart() {
    stop()
    token = loop.schedule(at: loop.now.advanced(byNanoseconds: nanoseconds), self)
  }

  /// Nothing is waited for any more.
  func stop() {
    if let token { loop.cancel(token) }
    token = nil
  }

  func timerFired(_ tag: Int) {
    token = nil
    expired?()
  }
}
