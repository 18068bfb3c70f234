import Synchronization

/// Hands one value from one thread to another that waits for it. Not for loops: `take` blocks.
public final class Handover<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let semaphore = Semaphore()

  /// Makes an empty box.
  public init() {}

  /// Puts the value in and wakes the taker.
  public func put(_ value: Value) {
    self.value.withLock { $0 = value }
    semaphore.post()
  }

  /// Waits for the value.
  public func take() -> Value {
    while true {
      if let value = value.withLock({ $0 }) { return value }
      semaphore.wait()
    }
  }

  /// Waits for the value at most so long; nil if it did not come.
  public func take(milliseconds: Int32) -> Value? {
    if let value = value.withLock({ $0 }) { return value }
    semaphore.wait(milliseconds: milliseconds)
    return value.withLock { $0 }
  }
}
