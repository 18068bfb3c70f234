import Synchronization
import Upstreams

/// The hosts of a backend that could not be connected to of late, for all loops together (GRPC-14):
/// calls go to others while there are any.
final class AvoidedHosts: Sendable {
  /// How long one is avoided, in nanoseconds: long enough to spare most calls the attempt, short
  /// enough to find out soon that it is back.
  static let nanoseconds: Int64 = 5_000_000_000

  private struct Entry {
    var host: Balancer.Host
    var end: Int64
  }

  private let entries = Mutex<[Entry]>([])
  /// Read without the lock by each call.
  private let isEmpty = Atomic(true)

  /// A host could not be connected to.
  func add(_ host: Balancer.Host, now: Int64) {
    entries.withLock { entries in
      entries.removeAll { $0.host === host || $0.end <= now }
      entries.append(Entry(host: host, end: now + AvoidedHosts.nanoseconds))
      isEmpty.store(false, ordering: .relaxed)
    }
  }

  /// A host that has just been chosen, or another if that one is to be avoided and another is not.
  func host(instead chosen: Balancer.Host, from balancer: Balancer, now: Int64) -> Balancer.Host {
    guard !isEmpty.load(ordering: .relaxed) else { return chosen }
    let avoided = entries.withLock { entries in
      entries.removeAll { $0.end <= now }
      isEmpty.store(entries.isEmpty, ordering: .relaxed)
      return entries.map(\.host)
    }
    guard avoided.contains(where: { $0 === chosen }) else { return chosen }
    return balancer.next(except: avoided) ?? chosen
  }
}
