/// Time as the pipeline sees it. The loop provides it, and tests provide their own: `Endpoints`
/// itself reads no clock.
public protocol DeadlineTimers: AnyObject {
  /// Calls `target` when so many nanoseconds have passed.
  func start(afterNanoseconds delay: Int64, _ target: any DeadlineTarget) -> any RunningTimer
}

/// Hears that its time is up.
public protocol DeadlineTarget: AnyObject {
  /// The time is up.
  func deadlineReached()
}

/// A timer that runs.
public protocol RunningTimer: AnyObject {
  /// Stops it. Does nothing if it has fired.
  func cancel()
  /// How many nanoseconds are left; 0 or less when it is about to fire.
  var remainingNanoseconds: Int64 { get }
}
