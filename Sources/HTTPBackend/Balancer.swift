public import HTTP
public import Messages
import Synchronization

/// Takes the hosts of a backend in turn, for all loops together (LB-1; decision 5 of §16: round
/// robin). A host that is listed twice gets twice as many calls.
public final class Balancer: Sendable {
  /// One host. Shared by reference: every call holds it.
  public final class Host: Sendable {
    /// Where it is.
    public let origin: Origin
    /// What the `Host` field says.
    public let authority: FieldValue
    /// A path in front of every target, without its final slash; usually empty.
    public let basePath: [UInt8]

    /// Puts a host together.
    public init(origin: Origin, authority: FieldValue, basePath: [UInt8] = []) {
      self.origin = origin
      self.authority = authority
      self.basePath = basePath
    }
  }

  private let hosts: [Host]
  private let turn: Atomic<UInt64>

  /// Balances over hosts, beginning anywhere.
  public init(_ hosts: [Host]) {
    self.hosts = hosts
    turn = Atomic(UInt64.random(in: 0...1_000_000))
  }

  /// The next host; nil without any (CFG-31).
  func next() -> Host? {
    if hosts.count == 1 { return hosts[0] }
    guard !hosts.isEmpty else { return nil }
    let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    return hosts[Int(number % UInt64(hosts.count))]
  }
}
