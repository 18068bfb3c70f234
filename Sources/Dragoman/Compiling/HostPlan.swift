import HTTPBackend
import Upstreams

/// Where the calls of a backend go, as far as it is known without sockets.
enum HostPlan: Sendable {
  /// To hosts that are listed.
  case listed(Balancer)
  /// To the servers of a service.
  case service(DiscoveredService)
}
