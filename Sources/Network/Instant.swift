import Glibc

/// A point in time on the monotonic clock, in nanoseconds since an arbitrary start.
public struct Instant: Sendable, Comparable {
  /// Nanoseconds since the start of the clock.
  public let nanoseconds: Int64

  /// Takes nanoseconds of the monotonic clock.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Reads the clock. On a loop, `EventLoop.now` is cheaper and good enough.
  public static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// Never overflows: a time too far away is the farthest there is.
  public func advanced(byNanoseconds delta: Int64) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(delta)
    return Instant(nanoseconds: overflow ? Int64.max : sum)
  }

  /// Earlier instants come first.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
