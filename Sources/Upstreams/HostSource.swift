public import Network

/// Where a backend's calls find their hosts.
public enum HostSource: Sendable {
  /// They are listed in the configuration.
  case listed(Balancer)
  /// They are found, and may be others tomorrow: each loop has its own view.
  case discovered(PerLoop<DiscoveredHosts>)

  /// The hosts at this time, on a loop; nil as long as none have been found.
  public var balancer: Balancer? {
    switch self {
    case .listed(let balancer): balancer
    case .discovered(let hosts): hosts.current?.balancer
    }
  }
}

/// What one loop knows of a service.
public final class DiscoveredHosts {
  @exclusivity(unchecked) var balancer: Balancer?

  /// Nothing yet.
  init() {}
}
