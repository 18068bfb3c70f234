import Synchronization

/// Numbers the calls of each route.
final class GRPCCallCounts: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  /// The number of the next call, from 0.
  func next(_ route: String) -> Int {
    counts.withLock { counts in
      let number = counts[route, default: 0]
      counts[route] = number + 1
      return number
    }
  }
}
