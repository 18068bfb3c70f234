import Configuration

/// `check -d`, `-dd`, `-ddd`: a configuration as it was understood, defaults filled in, each level
/// with more of it.
struct ConfigurationDump {
  private(set) var lines: [String] = []
  private let level: Int
  private let indent: String

  init(_ configuration: ServiceConfiguration, _ options: Invocation.Options) {
    level = options.debug
    indent = options.indent
    addGlobal(configuration)
    if level > 2 {
      addServer(configuration.server)
      addClient(configuration.client)
    }
    lines.append("\(configuration.endpoints.count) API endpoint(s):")
    for endpoint in configuration.endpoints { add(endpoint) }
    for exposure in configuration.grpc.exposures { add(exposure) }
  }

  private mutating func line(_ name: String, _ value: Any, deep: Bool = false) {
    lines.append("\(deep ? indent + indent : indent)\(name): \(value)")
  }

  private mutating func addGlobal(_ service: ServiceConfiguration) {
    lines.append("Global settings")
    line("Name", service.name)
    line("Version", 3)
    line("Address", service.listenIP ?? "")
    line("Port", service.port)
    if level > 1 {
      line("Default cache TTL", Span(service.cacheTTL))
      line("Default timeout", Span(service.timeout))
    }
    if !service.hosts.isEmpty || level > 1 {
      line("Default backend hosts", Words(service.hosts.map(\.text)))
    }
    if !service.grpc.catalog.isEmpty {
      line("Protobuf descriptors", Words(service.grpc.catalog.map(\.text)))
    }
    guard level > 2 else { return }
    line("Default encoding strategy", service.outputEncoding?.rawValue ?? "json")
    line("Disable strict REST", service.disableREST)
    line("Debug endpoint enabled", service.debugEndpoint)
    line("Echo endpoint enabled", service.echoEndpoint)
    line("Log level", service.logging.level.rawValue)
  }

  private mutating func addServer(_ server: ServerConfiguration) {
    line("Read timeout", Span(server.readTimeout))
    line("Write timeout", Span(server.writeTimeout))
    line("Idle timeout", Span(server.idleTimeout))
    line("Read header timeout", Span(server.readHeaderTimeout))
    line("Max header bytes", server.maxHeaderBytes)
    line("Max shutdown wait time", Span(server.maxShutdownWaitTime))
  }

  private mutating func addClient(_ client: ClientConfiguration) {
    line("Idle connection timeout", Span(client.idleConnectionTimeout))
    line("Response header timeout", Span(client.responseHeaderTimeout))
    line("Dialer timeout", Span(client.dialerTimeout))
    line("Dialer fallback delay", Span(client.dialerFallbackDelay))
    line("Dialer keep alive", client.dialerKeepAlive.map { "\(Span($0))" } ?? "off")
    line("Disable keep alives", client.disableKeepAlives)
    line("Disable compression", client.disableCompression)
    line("Max idle connections", client.maxIdleConnections)
    line("Max idle connections per host", client.maxIdleConnectionsPerHost)
  }

  private mutating func add(_ endpoint: EndpointConfiguration) {
    lines.append("\(indent)- \(endpoint.name)")
    line("Timeout", Span(endpoint.timeout))
    if level > 1 || !endpoint.inputQueryStrings.isEmpty {
      line("QueryString", Words(endpoint.inputQueryStrings))
    }
    if level > 1 {
      line("CacheTTL", Span(endpoint.cacheTTL))
      line("Headers to pass", Words(endpoint.inputHeaders))
      line("OutputEncoding", endpoint.outputEncoding.rawValue)
    }
    if level > 1 || endpoint.concurrentCalls > 1 {
      line("Concurrent calls", endpoint.concurrentCalls)
    }
    lines.append("\(indent)Connecting to \(endpoint.backends.count) backend(s):")
    for backend in endpoint.backends { add(backend, of: endpoint) }
  }

  private mutating func add(_ exposure: GRPCExposure) {
    let services = exposure.selections.map(\.services.text)
    lines.append("\(indent)- gRPC services \(Words(services)) by their annotations")
    line("Timeout", Span(exposure.template.timeout))
    line("Prefix", exposure.prefix)
    if level > 1 || !exposure.methods.isEmpty {
      line("Methods", exposure.methods.isEmpty ? "all" : "\(Words(exposure.methods.map(\.text)))")
    }
    for backend in exposure.template.backends {
      line("Hosts", Words(backend.hosts.map(\.text)))
    }
  }

  private mutating func add(_ backend: BackendConfiguration, of endpoint: EndpointConfiguration) {
    lines.append("\(indent)\(indent)[+] \(backend.method) \(backend.urlPattern.text)")
    line("Timeout", Span(endpoint.timeout), deep: true)
    line("Hosts", Words(backend.hosts.map(\.text)), deep: true)
    guard level > 1 else { return }
    line("Host sanitization disabled", backend.disableHostSanitize, deep: true)
    line("Target", backend.target, deep: true)
    line("Deny", Words(backend.deny), deep: true)
    line("Allow", Words(backend.allow), deep: true)
    line("Mapping", Words(backend.mapping.map { "\($0.from):\($0.to)" }), deep: true)
    line("Group", backend.group, deep: true)
    line("Encoding", backend.encoding.rawValue, deep: true)
    line("Is collection", backend.isCollection, deep: true)
    line("SD", backend.discovery.rawValue, deep: true)
    line("SD scheme", backend.discoveryScheme, deep: true)
    line("Headers to pass", Words(backend.inputHeaders), deep: true)
    line("Query strings to pass", Words(backend.inputQueryStrings), deep: true)
  }

  /// A list as Go prints it: `[a b]`.
  private struct Words: CustomStringConvertible {
    let description: String

    init(_ words: [String]) { description = "[" + words.joined(separator: " ") + "]" }
  }

  /// A length of time as Go prints it, in the largest unit that leaves no fraction.
  private struct Span: CustomStringConvertible {
    let description: String

    init(_ length: Int64) {
      let units: [(Int64, String)] = [
        (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"), (1, "ns"),
      ]
      let unit = units.first { length % $0.0 == 0 } ?? (1, "ns")
      let seconds = length / 1_000_000_000
      guard unit.1 == "s", seconds >= 60 else {
        description = "\(length / unit.0)\(unit.1)"
        return
      }
      let hours = seconds >= 3600 ? "\(seconds / 3600)h" : ""
      description = "\(hours)\(seconds % 3600 / 60)m\(seconds % 60)s"
    }
  }
}
