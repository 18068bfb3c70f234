/// Reads an endpoint.
struct EndpointReader {
  private let section: Section
  private let sink: DiagnosticSink
  private let service: ServiceConfiguration
  private let order: OutputOrder
  private let exposed: Section?

  /// `exposed` is the backend of an exposure: path, method and parameters are those of its
  /// annotations.
  init(
    _ section: Section, _ service: ServiceConfiguration, _ order: OutputOrder,
    exposing exposed: Section? = nil
  ) {
    self.section = section
    self.exposed = exposed
    self.service = service
    self.order = order
    sink = section.sink
  }

  /// The endpoint; nil if it cannot be registered (EP-7).
  func read() -> EndpointConfiguration? {
    let endpoint = whole()
    return hasMethod(endpoint.method) ? endpoint : nil
  }

  /// The endpoint, whether or not it can be registered.
  func whole() -> EndpointConfiguration {
    let namespaces = section.section("extra_config", KnownKeys.endpointNamespaces)
    let proxy = namespaces?.section("proxy", KnownKeys.endpointProxy)
    let own = namespaces?.section("dragoman/endpoint", KnownKeys.dragomanEndpoint)
    var endpoint = basics()
    endpoint.outputOrder = own?.choice("output_order").flatMap(OutputOrder.init) ?? order
    endpoint.failures = FailureReader(own).read(or: service.server.failures)
    if let own, let name = own.string("merge") {
      endpoint.merge = MergeSetting(name: name, location: own.location(of: "merge"))
    }
    if let proxy { ProxyReader(proxy).read(into: &endpoint) }
    endpoint.extensions = namespaces?.extensions ?? []
    endpoint.addedEncoder = addedEncoder()
    let encoding = endpoint.addedEncoder == nil ? outputEncoding() : .json
    if let encoding { endpoint.outputEncoding = encoding }
    let sections = exposed.map { [$0] } ?? section.sections("backend", KnownKeys.backend)
    endpoint.backends = sections.enumerated().map { index, backend in
      BackendReader(backend, endpoint, service, index, isExposed: exposed != nil).read()
    }
    if encoding == nil { endpoint.outputEncoding = fallback(endpoint) }
    EndpointChecks(section, endpoint).report(backends: sections, isExposed: exposed != nil)
    MergeChecks(endpoint, sections, own).report()
    return endpoint
  }

  private func basics() -> EndpointConfiguration {
    let path = EndpointPath(
      section.string("endpoint") ?? "", placeholdersAnywhere: service.disableREST)
    var method = section.string("method")?.uppercased() ?? ""
    if method.isEmpty { method = "GET" }
    let timeout = section.duration("timeout") ?? 0
    let cacheTTL = section.duration("cache_ttl") ?? 0
    return EndpointConfiguration(
      location: section.location, pathLocation: section.location(of: "endpoint"), path: path,
      method: method, timeout: timeout > 0 ? timeout : service.timeout,
      cacheTTL: cacheTTL != 0 ? cacheTTL : service.cacheTTL,
      outputEncoding: .json, outputOrder: order,
      inputHeaders: HeaderNames.read("input_headers", of: section),
      inputQueryStrings: section.strings("input_query_strings"),
      queryStringsLocation: section.node("input_query_strings").map(sink.location),
      concurrentCalls: max(section.integer("concurrent_calls", 0...1000) ?? 1, 1), backends: [],
      flatmap: [], isSequential: false, propagatedParams: [], staticResponse: nil,
      merge: MergeSetting(name: MergeSetting.arrival, location: section.location))
  }

  /// CFG-27: the endpoint's own, else the root's; nil if that is no name of an encoding.
  private func outputEncoding() -> OutputEncoding? {
    guard let written = section.choice("output_encoding"), !written.isEmpty else {
      return service.outputEncoding
    }
    return OutputEncoding(rawValue: written)
  }

  /// The endpoint's own, else the root's, if it is one that somebody has added.
  private func addedEncoder() -> String? {
    if let written = section.string("output_encoding"), !written.isEmpty {
      return section.added("output_encoding", of: sink.options.extensions.encoders)
    }
    return service.addedEncoder
  }

  /// REN-7: with one backend the renderer named like its decoder, else JSON.
  private func fallback(_ endpoint: EndpointConfiguration) -> OutputEncoding {
    guard endpoint.backends.count == 1 else { return .json }
    return OutputEncoding(rawValue: endpoint.backends[0].encoding.rawValue) ?? .json
  }

  /// EP-7: other methods are said and left out; the start goes on.
  private func hasMethod(_ method: String) -> Bool {
    if ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(method) { return true }
    if let value = section.node("method") {
      sink.warning(
        "unsupported method \(method): the endpoint is left out", at: value,
        suggestion: "use GET, POST, PUT, PATCH or DELETE")
    }
    return false
  }
}
