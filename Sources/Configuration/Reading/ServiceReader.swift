/// Reads the root of a configuration.
struct ServiceReader {
  private let section: Section
  private let sink: DiagnosticSink
  private let namespaces: Section?

  init(_ section: Section) {
    self.section = section
    sink = section.sink
    namespaces = section.section("extra_config", KnownKeys.serviceNamespaces)
  }

  func read() -> ServiceConfiguration {
    checkVersion()
    var service = ServiceConfiguration(location: section.location)
    service.name = section.string("name") ?? ""
    readAddress(into: &service)
    readDefaults(into: &service)
    service.debugEndpoint = section.boolean("debug_endpoint") ?? false
    service.echoEndpoint = section.boolean("echo_endpoint") ?? false
    let own = namespaces?.section("dragoman/server", KnownKeys.dragomanServer)
    service.server = ServerReader(section, own).read()
    service.client = ClientReader(section).read()
    ProxyEnvironment(sink.options.environment).read(into: &service.client, sink, at: section.value)
    readNamespaces(into: &service, own)
    readEndpoints(into: &service, own)
    service.extensions = namespaces?.extensions ?? []
    return service
  }

  /// CFG-20.
  private func checkVersion() {
    guard section.has("version") else {
      return sink.error(
        "unsupported version: 0 (want: 3)", at: section.value, suggestion: #"add "version": 3"#)
    }
    guard let value = section.node("version"), let version = section.integer("version", 0...Int.max)
    else { return }
    guard version != 3 else { return }
    sink.error(
      "unsupported version: \(version) (want: 3)", at: value,
      suggestion: #"write "version": 3, and see what else this reports"#)
  }

  /// CFG-21.
  private func readAddress(into service: inout ServiceConfiguration) {
    if let port = section.integer("port", 0...65535), port > 0 {
      service.port = UInt16(truncatingIfNeeded: port)
    }
    guard let address = section.string("listen_ip"), !address.isEmpty else { return }
    service.listenIP = address
    if !AddressText.isAddress(address), let value = section.node("listen_ip") {
      sink.error("invalid ip address \(address)", at: value)
    }
  }

  private func readDefaults(into service: inout ServiceConfiguration) {
    if let timeout = section.duration("timeout"), timeout > 0 { service.timeout = timeout }
    service.cacheTTL = section.duration("cache_ttl") ?? 0
    service.disableREST = section.boolean("disable_rest") ?? false
    service.addedEncoder = section.added("output_encoding", of: sink.options.extensions.encoders)
    if service.addedEncoder == nil, let encoding = section.choice("output_encoding"),
      !encoding.isEmpty
    {
      service.outputEncoding = OutputEncoding(rawValue: encoding)
    }
    service.hosts = HostReader(section, isSanitized: true).read()
  }

  private func readNamespaces(into service: inout ServiceConfiguration, _ own: Section?) {
    let router = namespaces?.section("router", KnownKeys.router)
    let logging = namespaces?.section("telemetry/logging", KnownKeys.logging)
    if let router { service.router = RouterReader(router).read() }
    service.logging = LoggingReader(logging, router, own).read()
  }

  private func readEndpoints(into service: inout ServiceConfiguration, _ own: Section?) {
    let sections = section.sections("endpoints", KnownKeys.endpoint)
    let order = own?.choice("output_order").flatMap(OutputOrder.init) ?? .received
    service.endpoints = sections.compactMap { endpoint in
      EndpointReader(endpoint, service, order).read()
    }
    let grpc = GRPCReader(namespaces?.section("grpc", KnownKeys.grpc), sink)
    grpc.read(into: &service, order)
    if sections.isEmpty, service.grpc.exposures.isEmpty {
      sink.report(
        Diagnostic(
          .warning, at: section.location(of: "endpoints"),
          "there are no endpoints: every request is answered with 404"))
    }
  }
}
