import HTTP
import Messages
public import Network

/// A service that a backend calls: the name that is looked up, and how its servers are called.
public struct DiscoveredService: Sendable {
  /// The name that has SRV records.
  public var name: String
  /// Which of the servers gets the next call.
  public var policy: Balancer.Policy
  /// Which of them are called through a proxy.
  public var proxies: ProxyRule
  /// By which settings TLS is spoken to them; nil for not at all.
  public var tls: TLSContext?

  /// Puts a service together.
  public init(
    name: String, policy: Balancer.Policy = .roundRobin, proxies: ProxyRule = .none,
    tls: TLSContext? = nil
  ) {
    self.tls = tls
    self.name = name
    self.policy = policy
    self.proxies = proxies
  }

  /// The servers with the lowest priority take their turns by weight (LB-2), those with a higher
  /// one are the reserve. Where all weights are 0 there is nothing to choose by (RFC 2782): each
  /// gets the same share.
  func balancer(_ roster: ServiceRoster) -> Balancer {
    let lowest = roster.records.first?.priority ?? 0
    let usual = roster.records.prefix { $0.priority == lowest }
    let rest = roster.records.dropFirst(usual.count)
    let weights = usual.map { Int($0.weight) }
    return Balancer(
      usual.compactMap { host($0, roster) },
      weights: weights.allSatisfy { $0 == 0 } ? [] : weights, policy: policy,
      reserve: rest.compactMap { host($0, roster) })
  }

  private func host(_ record: ServiceRecord, _ roster: ServiceRoster) -> Balancer.Host? {
    guard let origin = roster.origin(of: record),
      let authority = FieldValue("\(record.target):\(record.port)")
    else { return nil }
    return Balancer.Host(
      origin: origin, authority: authority,
      proxy: tls == nil ? proxies.proxy(for: record.target, port: record.port) : nil)
  }

  /// The server at a place.
  func origin(_ name: String, port: UInt16, index: Int) -> Origin {
    guard let tls else { return Origin(index: index, host: name, port: port) }
    return Origin(
      index: index, host: name, port: port, tls: TLSPeer(tls, name: name, port: port),
      tunnel: proxies.proxy(for: name, port: port, isSecure: true)?.tunnel)
  }

  /// Services with equal keys have the same servers, and share the connections to them.
  struct Key: Hashable, Comparable {
    var name: String
    var context: ObjectIdentifier?
    var proxy: ObjectIdentifier?

    static func < (first: Key, second: Key) -> Bool { first.name < second.name }
  }

  var key: Key {
    var key = Key(name: name.lowercased())
    guard let tls else { return key }
    key.context = ObjectIdentifier(tls)
    if case .always(let proxy) = proxies { key.proxy = ObjectIdentifier(proxy) }
    return key
  }
}
