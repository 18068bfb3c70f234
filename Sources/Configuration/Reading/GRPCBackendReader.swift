/// Reads `backend/grpc`, and what a backend's other keys mean beside it.
struct GRPCBackendReader {
  /// No frame of HTTP/2 carries more at once than its default window and some.
  private static let bufferLimit = 16 << 20

  private let section: Section
  private let grpc: Section?
  private let endpoint: EndpointConfiguration

  /// `section` is the backend, `grpc` its namespace; nil for one of an exposure without it.
  init(_ section: Section, _ grpc: Section?, _ endpoint: EndpointConfiguration) {
    self.section = section
    self.grpc = grpc
    self.endpoint = endpoint
  }

  func read(into backend: inout BackendConfiguration, isExposed: Bool) {
    var settings = GRPCBackendConfiguration(location: grpc?.location ?? section.location)
    if !isExposed, let path = GRPCMethodPath(backend.urlPattern.text) {
      settings.service = path.service
      settings.method = path.method
    }
    if let grpc {
      readInput(grpc, into: &settings)
      settings.output = GRPCOutputReader(grpc).read()
      settings.stream = GRPCStreamReader(grpc).read()
      readConnection(grpc, into: &settings)
    }
    backend.grpc = settings
    dropMeaningless(from: &backend)
    // An annotation may name a field of any type as the answer (`response_body`).
    backend.takesAnyRoot = isExposed
    backend.hosts = GRPCHostReader(section, backend).read()
  }

  /// GRPC-D8: what is received is no text of any encoding, and never a list; what speaks of HTTP/1
  /// is nobody's business. `GRPCChecks` says so.
  private func dropMeaningless(from backend: inout BackendConfiguration) {
    backend.encoding = .json
    backend.addedDecoder = nil
    backend.isCollection = false
    backend.discoveryScheme = "http"
    backend.proxy = nil
    backend.noRedirect = false
    backend.sendBodyOnRedirect = false
  }

  private func readInput(_ grpc: Section, into settings: inout GRPCBackendConfiguration) {
    let metadata = GRPCMetadataReader(grpc)
    settings.inputMapping = inputMapping(grpc)
    settings.usesRequestBody = grpc.boolean("use_request_body") ?? false
    settings.usesParameters = !(grpc.boolean("disable_query_params") ?? false)
    settings.requestNaming =
      grpc.strictChoice("request_naming_convention").flatMap(GRPCNaming.init) ?? .snakeCase
    settings.assumesBytes = grpc.boolean("input_assume_bytes") ?? false
    settings.ignoresUnknownFields = grpc.boolean("ignore_unknown_fields") ?? false
    settings.headerMapping = metadata.mapping()
    settings.responseHeaders = metadata.names("response_headers")
    settings.responseTrailers = metadata.names("response_trailers")
  }

  /// GRPC-6: parameters of the path go by their names with the first letter in upper case.
  private func inputMapping(_ grpc: Section) -> [GRPCBackendConfiguration.InputField] {
    grpc.pairs("input_mapping").compactMap { pair in
      let path = pair.text.split(separator: ".", omittingEmptySubsequences: false)
      guard path.allSatisfy(GRPCMethodPath.isName) else {
        grpc.sink.error(
          "`input_mapping`: \"\(pair.text)\" is no path of fields", at: pair.value,
          suggestion: "write names with dots between them: \"where.latitude\"")
        return nil
      }
      let parameter = endpoint.path.parameters.first {
        URLPattern.parameterName($0) == pair.name
      }
      return GRPCBackendConfiguration.InputField(
        source: parameter.map { .parameter($0) } ?? .query(pair.name), path: path.map(String.init),
        location: grpc.sink.location(pair.value))
    }
  }

  /// GRPC-12 to GRPC-14.
  private func readConnection(_ grpc: Section, into settings: inout GRPCBackendConfiguration) {
    let buffer = grpc.integer("read_buffer_size", -Int.max...GRPCBackendReader.bufferLimit) ?? 0
    settings.readBufferSize = buffer == 0 ? settings.readBufferSize : buffer > 0 ? buffer : nil
    let size = grpc.integer("max_call_recv_msg_size", 0...Int(Int32.max)) ?? 0
    if size > 0 { settings.maxMessageSize = size }
    if let time = grpc.duration("idle_conn_disconnect_time") {
      settings.idleTimeout = time > 0 ? time : nil
    }
    if let time = grpc.duration("ping_interval"), time > 0 { settings.pingInterval = time }
    settings.usesAlternateHost = grpc.boolean("use_alternate_host_on_error") ?? false
    settings.retries = grpc.integer("retries", 0...10) ?? (settings.usesAlternateHost ? 1 : 0)
    settings.compression =
      grpc.strictChoice("compression").flatMap(GRPCBackendConfiguration.Compression.init) ?? .none
    // The one place where TLS to gRPC servers is read.
    settings.tls = ClientTLSReader.read(from: grpc)
  }
}
