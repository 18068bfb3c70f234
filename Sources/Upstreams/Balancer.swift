import Synchronization

/// Chooses the host of each call, for all loops together: by turns from a random start (LB-1;
/// decision 5 of §16: round robin), or any. A host that stands there twice gets twice as many
/// calls.
public final class Balancer: Sendable {
  /// Which host gets the next call.
  public enum Policy: Sendable {
    /// They take turns.
    case roundRobin
    /// Any of them.
    case random
  }

  /// The hosts that take calls, each as often as it has turns in a round.
  public let hosts: [Host]
  /// Whom a call may try that could not connect to any of the others, in this order.
  private let reserve: [Host]
  private let policy: Policy
  private let turn: Atomic<UInt64>

  /// Balances over hosts. `weights` are their shares, empty for the same share.
  public init(
    _ hosts: [Host], weights: [Int] = [], policy: Policy = .roundRobin, reserve: [Host] = []
  ) {
    self.hosts =
      weights.count == hosts.count
      ? HostWeights.turns(HostWeights.compact(weights)).map { hosts[$0] } : hosts
    self.policy = policy
    self.reserve = reserve
    turn = Atomic(UInt64.random(in: 0...1_000_000))
  }

  /// The next host; nil without any (CFG-31).
  public func next() -> Host? {
    if hosts.count == 1 { return hosts[0] }
    guard !hosts.isEmpty else { return nil }
    var number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    if policy == .random { number = Balancer.scattered(number) }
    return hosts[Int(number % UInt64(hosts.count))]
  }

  /// A host that a call has not tried yet: of the usual ones in turn, then of the reserve.
  public func next(except tried: [Host]) -> Host? {
    let start = Int(turn.load(ordering: .relaxed) % UInt64(max(1, hosts.count)))
    let candidates = hosts[start...] + hosts[..<start] + reserve
    return candidates.first { host in !tried.contains { $0.origin === host.origin } }
  }

  /// A number that looks like chance, from one that counts (splitmix64): no lock, no system call.
  private static func scattered(_ number: UInt64) -> UInt64 {
    var mixed = number &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
