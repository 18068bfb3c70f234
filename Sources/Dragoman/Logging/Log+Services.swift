import HTTPBackend
import Network
import Upstreams

extension Log {
  /// Tells what happens to a service that is looked up.
  func write(_ event: ServiceEvent) {
    switch event {
    case .changed(let name, let servers):
      write(.info, "a service has other servers", [("service", name), ("servers", "\(servers)")])
    case .failed(let failure, let servers):
      write(
        servers > 0 ? .warning : .error,
        servers > 0
          ? "a service could not be looked up, its servers stay"
          : "a service could not be looked up, calls to it fail",
        [("service", failure.host), ("reason", failure.reason), ("servers", "\(servers)")])
    case .recovered(let name):
      write(.info, "a service could be looked up again", [("service", name)])
    }
  }
}
