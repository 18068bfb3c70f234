import Configuration
import HTTPBackend
import Network
import Upstreams

/// The hosts of one backend, compiled: how they are found, chosen and reached.
struct UpstreamCompiler {
  private let backend: BackendConfiguration
  private let client: ClientConfiguration
  private(set) var diagnostics: [Diagnostic] = []
  /// Which hosts are called through a proxy; complete once `hosts` was called.
  private(set) var proxies = ProxyRule.none
  /// How TLS is spoken to the hosts; there once `hosts` was called.
  private(set) var tls: TLSSource?

  init(_ backend: BackendConfiguration, _ client: ClientConfiguration) {
    self.backend = backend
    self.client = client
  }

  mutating func hosts(_ origins: inout OriginTable) -> HostPlan {
    // gRPC goes to its servers directly.
    if backend.grpc == nil { proxies = proxyRule(&origins) }
    let tls = origins.tls.source(backend.grpc?.tls ?? backend.tls)
    self.tls = tls
    return backend.discovery == .listed ? listed(&origins, tls) : service(&origins, tls)
  }

  private var policy: Balancer.Policy {
    switch backend.balancing {
    case .roundRobin: .roundRobin
    case .random: .random
    }
  }

  private mutating func listed(_ origins: inout OriginTable, _ tls: TLSSource) -> HostPlan {
    var hosts: [Balancer.Host] = []
    for host in backend.hosts {
      switch HostAddress.parse(UpstreamCompiler.url(host.text, backend)) {
      case .success(let address):
        if let socket = address.socket { check(socket, host) }
        let context = address.isSecure ? origins.tls.context(tls, for: host) : nil
        let protocols = backend.grpc == nil ? ["http/1.1"] : ["h2"]
        if let host = origins.host(address, proxies, tls: context, protocols: protocols) {
          hosts.append(host)
        }
      case .failure(let reason):
        diagnostics.append(.mistake(at: host.location, "host '\(host.text)': \(reason.text)"))
      }
    }
    return .listed(Balancer(hosts, weights: backend.weights, policy: policy))
  }

  /// Hosts of gRPC backends have no scheme; `client_tls` decides (GRPC-12, GRPC-D9).
  private static func url(_ host: String, _ backend: BackendConfiguration) -> String {
    guard let grpc = backend.grpc, !host.hasPrefix("unix:") else { return host }
    return (grpc.tls == nil ? "http://" : "https://") + host
  }

  private mutating func check(_ socket: UnixPath, _ host: HostConfiguration) {
    if backend.proxy != nil {
      diagnostics.append(
        .mistake(
          at: host.location, "host '\(host.text)': no proxy leads to a Unix-domain socket",
          suggestion: "remove `proxy_address`"))
    }
    if let problem = socket.problem {
      diagnostics.append(
        Diagnostic(
          .warning, at: host.location,
          "host '\(host.text)': calls will fail as long as it is: \(problem)"))
    }
  }
}

// Service discovery (LB-2).
extension UpstreamCompiler {
  private mutating func service(_ origins: inout OriginTable, _ tls: TLSSource) -> HostPlan {
    guard let host = backend.hosts.first else { return .listed(Balancer([])) }
    let scheme = backend.grpc?.tls == nil ? backend.discoveryScheme.lowercased() : "https"
    if scheme != "http", scheme != "https" {
      diagnostics.append(
        .mistake(
          at: backend.discoverySchemeLocation,
          "sd_scheme '\(backend.discoveryScheme)': only http and https are supported"))
    }
    let context = scheme == "https" ? origins.tls.context(tls, for: host) : nil
    // Cleaning has put the scheme there (HOST-2).
    let name = host.text.hasPrefix("http://") ? String(host.text.dropFirst(7)) : host.text
    if !UpstreamCompiler.isDomainName(name) {
      diagnostics.append(
        .mistake(
          at: host.location, "host '\(host.text)' is no name that can have SRV records",
          suggestion: "write a name such as _http._tcp.users.internal, without scheme and port"))
    }
    return .service(
      DiscoveredService(name: name, policy: policy, proxies: proxies, tls: context))
  }

  /// RFC 1035 §2.3.4, with the underscores of RFC 2782.
  private static func isDomainName(_ text: String) -> Bool {
    let name = text.hasSuffix(".") ? text.dropLast() : text[...]
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    return name.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count)
          && label.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
          }
      }
  }
}

// Forward proxies.
extension UpstreamCompiler {
  private mutating func proxyRule(_ origins: inout OriginTable) -> ProxyRule {
    if let own = backend.proxy {
      switch ProxyAddress.parse(own.text) {
      case .success(let proxy): return .always(UpstreamCompiler.proxy(proxy, &origins))
      case .failure(let reason):
        diagnostics.append(.mistake(at: own.location, "\(own): \(reason.text)"))
        return .none
      }
    }
    guard client.proxy != nil || client.secureProxy != nil else { return .none }
    let list = NoProxyList(client.noProxy)
    return .unless(
      list, plain: proxy(client.proxy, list, isSecure: false, &origins),
      secure: proxy(client.secureProxy, list, isSecure: true, &origins))
  }

  private static func proxy(
    _ proxy: ProxyAddress, _ origins: inout OriginTable
  ) -> ForwardProxy {
    ForwardProxy(origin: origins.origin(proxy.address), passage: proxy.passage)
  }

  /// The proxy that a variable names.
  private mutating func proxy(
    _ written: ProxyConfiguration?, _ list: NoProxyList, isSecure: Bool,
    _ origins: inout OriginTable
  ) -> ForwardProxy? {
    guard let written else { return nil }
    switch ProxyAddress.parse(written.text) {
    case .success(let proxy): return UpstreamCompiler.proxy(proxy, &origins)
    case .failure(let reason):
      report(written, reason, list, isSecure)
      return nil
    }
  }

  /// A variable that cannot be followed matters where a host would be called by it.
  private mutating func report(
    _ proxy: ProxyConfiguration, _ reason: HostAddress.Mistake, _ list: NoProxyList,
    _ isSecure: Bool
  ) {
    let host = backend.hosts.first { host in
      guard case .success(let address) = HostAddress.parse(host.text) else { return false }
      return address.socket == nil && address.isSecure == isSecure
        && !list.contains(address.name.lowercased(), port: address.port)
    }
    guard let host else { return }
    diagnostics.append(
      .mistake(
        at: host.location, "host '\(host.text)' is to be called through \(proxy): \(reason.text)",
        suggestion: "name the host in NO_PROXY, or unset \(proxy.source)"))
  }
}
