import Glibc
public import Network

extension Handover {
  /// The value, or nil if it does not come for so long that it never will.
  public func arrives() -> Value? { take(milliseconds: Int32(RawSocket.patience) * 1000) }
}

/// Looks again and again until a condition holds; false if it never does.
public func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let end = Instant.now().advanced(byNanoseconds: Int64(RawSocket.patience) * 1_000_000_000)
  while Instant.now() < end {
    if try condition() { return true }
    sched_yield()
  }
  return false
}

extension EventLoop {
  /// Runs a closure on the loop and waits for what it returns. Not from a loop.
  public func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
    let box = Handover<Value>()
    submit { box.put(work()) }
    return box.take()
  }
}
