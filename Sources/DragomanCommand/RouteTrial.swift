import Configuration
import Dragoman
import Network

/// `check -t`: starts the gateway as `run` would, and ends it at once. Conflicts of routes are
/// found by every check; this also finds an address that cannot be had.
struct RouteTrial {
  private let loaded: LoadedConfiguration
  private let options: Invocation.Options

  init(_ loaded: LoadedConfiguration, _ options: Invocation.Options) {
    self.loaded = loaded
    self.options = options
  }

  /// Why it does not start; nil if it does.
  var problem: String? {
    guard var configuration = loaded.configuration, let blueprint = loaded.blueprint else {
      return "it cannot be compiled"
    }
    configuration.logging.level = .critical
    guard let settings = GatewayOptions(configuration, port: options.port) else {
      return "listen_ip is no IP address"
    }
    do {
      try Gateway(blueprint, settings, log: Log(configuration.logging)).shutDown()
      return nil
    } catch {
      return "cannot serve on port \(options.port ?? configuration.port): \(error)"
    }
  }
}
