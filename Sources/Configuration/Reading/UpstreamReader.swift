/// Reads how the hosts of a backend are found, chosen and reached.
struct UpstreamReader {
  private let section: Section
  private let namespaces: Section?
  private let own: Section?
  private let sink: DiagnosticSink

  /// `own` is `dragoman/backend`.
  init(_ section: Section, _ namespaces: Section?, own: Section?) {
    self.section = section
    self.namespaces = namespaces
    self.own = own
    sink = section.sink
  }

  func read(into backend: inout BackendConfiguration) {
    readDiscovery(into: &backend)
    if let client = namespaces?.section("backend/http/client", KnownKeys.backendHTTPClient) {
      readClient(client, into: &backend)
    }
    if let own { readBalancing(own, into: &backend) }
  }

  /// CFG-30, LB-2.
  private func readDiscovery(into backend: inout BackendConfiguration) {
    if let discovery = section.choice("sd") {
      backend.discovery = BackendConfiguration.Discovery(rawValue: discovery) ?? .listed
    }
    if let scheme = section.string("sd_scheme"), !scheme.isEmpty {
      backend.discoveryScheme = scheme
    }
    guard backend.discovery != .listed, backend.hosts.count > 1 else { return }
    sink.warning(
      "only the first `host` is looked up with `sd` \"\(backend.discovery.rawValue)\"",
      at: section.node("host") ?? section.value)
  }

  private func readClient(_ client: Section, into backend: inout BackendConfiguration) {
    backend.sendBodyOnRedirect = client.boolean("send_body_on_redirect") ?? false
    backend.noRedirect = client.boolean("no_redirect") ?? false
    backend.tls = ClientTLSReader.read(from: client)
    guard let proxy = client.string("proxy_address"), !proxy.isEmpty else { return }
    backend.proxy = ProxyConfiguration(
      text: proxy, source: "proxy_address", location: client.location(of: "proxy_address"))
  }

  private func readBalancing(_ own: Section, into backend: inout BackendConfiguration) {
    backend.balancing =
      own.choice("balancing").flatMap(BackendConfiguration.Balancing.init) ?? .roundRobin
    backend.failsOver = own.boolean("failover") ?? false
    let weights = own.integers("weights", 0...65535)
    guard let list = own.node("weights"), weights.count == list.items.count else { return }
    if backend.discovery != .listed {
      sink.warning("`weights` has no effect: with `sd` they come from the DNS", at: list)
    } else if weights.count != backend.hosts.count {
      sink.error(
        "`weights` must have one number for each host: \(weights.count) for "
          + "\(backend.hosts.count)", at: list)
    } else if weights.allSatisfy({ $0 == 0 }) {
      sink.error("`weights` leaves no host: all are 0", at: list)
    } else {
      backend.weights = weights
    }
  }
}
