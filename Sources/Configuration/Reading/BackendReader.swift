/// Reads a backend of an endpoint.
struct BackendReader {
  private let section: Section
  private let sink: DiagnosticSink
  private let endpoint: EndpointConfiguration
  private let service: ServiceConfiguration
  private let index: Int
  private let isExposed: Bool

  /// `isExposed`: it belongs to an exposure, whose annotations say what it calls.
  init(
    _ section: Section, _ endpoint: EndpointConfiguration, _ service: ServiceConfiguration,
    _ index: Int, isExposed: Bool = false
  ) {
    self.section = section
    self.isExposed = isExposed
    self.endpoint = endpoint
    self.service = service
    self.index = index
    sink = section.sink
  }

  func read() -> BackendConfiguration {
    let namespaces = section.section("extra_config", KnownKeys.backendNamespaces)
    var backend = basics()
    readShaping(into: &backend)
    let own = namespaces?.section("dragoman/backend", KnownKeys.dragomanBackend)
    UpstreamReader(section, namespaces, own: own).read(into: &backend)
    if let proxy = namespaces?.section("proxy", KnownKeys.backendProxy) {
      ProxyReader(proxy).read(into: &backend)
    }
    if let http = namespaces?.section("backend/http", KnownKeys.backendHTTP) {
      readFailures(http, into: &backend)
    }
    let grpc = namespaces?.section("backend/grpc", KnownKeys.backendGRPC)
    if grpc != nil || isExposed {
      GRPCBackendReader(section, grpc, endpoint).read(into: &backend, isExposed: isExposed)
    }
    let graphQL = namespaces?.section("backend/graphql", KnownKeys.backendGraphQL)
    if let graphQL { GraphQLBackendReader(graphQL, endpoint).read(into: &backend) }
    if let own {
      backend.completeness = CompletenessReader(own).read()
      if let root = own.strictChoice("root") { backend.takesAnyRoot = root == "any" }
      OwnBackendChecks(own, section, backend, endpoint).report()
    }
    backend.request = own?.section("request", KnownKeys.dragomanRequest).map {
      RequestReader($0).read(method: backend.grpc == nil ? backend.method : "POST")
    }
    if backend.request?.body != nil { backend.grpc?.usesRequestBody = true }
    backend.extensions = namespaces?.extensions ?? []
    backend.isExtension = backend.extensions.contains {
      sink.options.extensions.backendKinds.contains($0.namespace)
    }
    backend.foreignProtocol = KnownKeys.backendNamespaces.keys.map(\.name).first {
      KnownKeys.backendProtocols.contains($0) && namespaces?.node($0) != nil
    }
    BackendChecks(section, backend, endpoint, index).report()
    if backend.grpc != nil {
      GRPCChecks(section, namespaces, backend).report(isExposed: isExposed)
      if let grpc { GRPCInputChecks(grpc, backend, endpoint).report(isExposed: isExposed) }
    }
    if let graphQL { GraphQLChecks(graphQL, backend, endpoint).report() }
    return backend
  }

  private func readFailures(_ http: Section, into backend: inout BackendConfiguration) {
    backend.returnErrorDetails = http.string("return_error_details").flatMap {
      $0.isEmpty ? nil : $0
    }
    backend.returnErrorCode = http.boolean("return_error_code") ?? false
    if backend.returnErrorCode, endpoint.failures.isProblem,
      let value = http.node("return_error_code")
    {
      sink.warning(
        "`return_error_code` has no effect with `problem+json`: the status is kept anyway",
        at: value)
    }
  }

  private func basics() -> BackendConfiguration {
    let isSanitized = !(section.boolean("disable_host_sanitize") ?? false)
    let hosts = HostReader(section, isSanitized: isSanitized).read()
    let method = section.string("method")?.uppercased() ?? ""
    let added = endpoint.outputEncoding == .noOp ? nil : addedDecoder
    return BackendConfiguration(
      location: section.location, patternLocation: section.location(of: "url_pattern"),
      urlPattern: URLPattern(section.string("url_pattern") ?? ""),
      hosts: section.texts("host").isEmpty ? service.hosts : hosts,
      method: method.isEmpty ? endpoint.method : method,
      encoding: added == nil ? encoding() : .json,
      isCollection: section.boolean("is_collection") ?? false, target: "",
      targetLocation: section.location(of: "target"), allow: [],
      allowLocation: section.location(of: "allow"), deny: [],
      denyLocation: section.location(of: "deny"), mapping: [],
      mappingLocation: section.location(of: "mapping"), group: "", flatmap: [],
      inputHeaders: HeaderNames.read("input_headers", of: section),
      inputQueryStrings: section.strings("input_query_strings"),
      disableHostSanitize: !isSanitized, discovery: .listed, discoveryScheme: "http",
      discoverySchemeLocation: section.location(of: "sd_scheme"),
      returnErrorDetails: nil, returnErrorCode: false, isShadow: false, shadowTimeout: 0,
      sendBodyOnRedirect: false, noRedirect: false, request: nil,
      foreignProtocol: nil, addedDecoder: added)
  }

  private var addedDecoder: String? {
    section.added("encoding", of: sink.options.extensions.decoders)
  }

  /// CFG-28, CFG-29: `no-op` of the endpoint wins; unknown names mean JSON.
  private func encoding() -> BackendEncoding {
    let written = section.choice("encoding", ignoringCase: true)
    if endpoint.outputEncoding == .noOp { return .noOp }
    return written.flatMap(BackendEncoding.init) ?? .json
  }

  private func readShaping(into backend: inout BackendConfiguration) {
    backend.target = section.string("target") ?? ""
    backend.allow = section.strings("allow")
    backend.deny = section.strings("deny")
    backend.group = section.string("group") ?? ""
    backend.mapping = section.pairs("mapping").map { pair in
      BackendConfiguration.Renaming(
        from: pair.name, to: pair.text, location: sink.location(pair.value))
    }
  }
}
