import CShims
import Glibc
import Synchronization

/// Hands one value from one thread to another that waits for it. Not for loops: `take` blocks.
public final class Handover<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let semaphore: Int32

  /// Makes an empty box.
  public init() { semaphore = dragoman_eventfd(0) }

  deinit { close(semaphore) }

  /// Puts the value in and wakes the taker.
  public func put(_ value: Value) {
    self.value.withLock { $0 = value }
    var one: UInt64 = 1
    _ = write(semaphore, &one, 8)
  }

  /// Waits for the value.
  public func take() -> Value {
    while true {
      if let value = value.withLock({ $0 }) { return value }
      var count: UInt64 = 0
      _ = read(semaphore, &count, 8)
    }
  }
}
