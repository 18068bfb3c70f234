import Network
import Synchronization

/// Threads beside the event loops, for work that blocks: files, databases, C libraries.
public enum Blocking {
  private static let pool = BlockingPool()

  /// There is more work waiting than the threads will ever get to.
  public struct Overload: Error, CustomStringConvertible {
    /// One line for a log.
    public var description: String { "too much blocking work is waiting" }
  }

  /// Runs a closure on one of a few threads and waits for its result; the event loop goes on
  /// meanwhile. Throws what the closure throws, and `Overload`.
  public static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let accepted = pool.run { continuation.resume(with: Result { try work() }) }
      if !accepted { continuation.resume(throwing: Overload()) }
    }
  }
}
