import HTTPBackend
import Upstreams

/// Where the calls of a backend go, as far as it is known without sockets.
enum HostPlan: Sendable {
  /// To hosts that are listed.
  case listed(Balancer)
  /// To the servers of a service.
  case service(DiscoveredService)

  /// Whether calls go to the same servers in the same way.
  func isSame(as other: HostPlan) -> Bool {
    switch (self, other) {
    case (.listed(let left), .listed(let right)):
      left.hosts.count == right.hosts.count
        && zip(left.hosts, right.hosts).allSatisfy { left, right in
          left.origin === right.origin && left.authority.bytes == right.authority.bytes
            && left.basePath == right.basePath && (left.passage == nil) == (right.passage == nil)
        }
    case (.service(let left), .service(let right)):
      left.name == right.name && left.tls === right.tls && left.policy == right.policy
    case (.listed, .service), (.service, .listed): false
    }
  }
}
