/// What must hold for a GraphQL backend as a whole, as far as its configuration alone tells.
struct GraphQLChecks {
  private let section: Section
  private let sink: DiagnosticSink
  private let backend: BackendConfiguration
  private let endpoint: EndpointConfiguration

  init(_ section: Section, _ backend: BackendConfiguration, _ endpoint: EndpointConfiguration) {
    self.section = section
    self.backend = backend
    self.endpoint = endpoint
    sink = section.sink
  }

  func report() {
    guard let settings = backend.graphQL else { return }
    checkKind()
    checkMethods(settings)
    checkErrors(settings)
    checkSources(settings)
  }

  private func checkKind() {
    let added = backend.extensions.first {
      sink.options.extensions.backendKinds.contains($0.namespace)
    }
    let grpc = backend.grpc == nil ? nil : "backend/grpc"
    guard let other = grpc ?? backend.foreignProtocol ?? added?.namespace else { return }
    sink.error(
      "a backend is of one kind, not of `backend/graphql` and `\(other)`", at: section.value,
      suggestion: "make two backends of it")
  }

  /// GQL-6: without a body a mutation has no variables but its own, and cannot be made.
  private func checkMethods(_ settings: GraphQLBackendConfiguration) {
    if settings.kind == .mutation, settings.usesGET, let value = section.node("method") {
      sink.warning(
        "a mutation is sent by GET: many servers refuse that, and caches may repeat it", at: value,
        suggestion: #"write "method": "post""#)
    }
    if settings.kind == .mutation, settings.sources == nil,
      ["GET", "HEAD"].contains(endpoint.method),
      backend.request?.body == nil
    {
      sink.warning(
        "a mutation takes its variables from the client's body, and requests with "
          + "\(endpoint.method) have none", at: section.value,
        suggestion: #"set "method": "POST" in the endpoint, or say `from` where they come from"#)
    }
  }

  /// What is not decoded holds no errors that could be seen.
  private func checkErrors(_ settings: GraphQLBackendConfiguration) {
    guard settings.errors != .pass, let value = section.node("errors") else { return }
    if backend.encoding == .noOp {
      sink.warning("`errors` has no effect: the answer is not decoded (`no-op`)", at: value)
    } else if ![.json, .fastJSON, .safeJSON].contains(backend.encoding) {
      sink.error(
        "`errors` needs an answer in JSON; `encoding` is \"\(backend.encoding.rawValue)\"",
        at: value, suggestion: "leave `encoding` out")
    }
  }

  /// HDR-1, QRY-1: only what is listed arrives.
  private func checkSources(_ settings: GraphQLBackendConfiguration) {
    guard let sources = settings.sources, let value = section.node("from") else { return }
    if sources.contains(.query), endpoint.inputQueryStrings.isEmpty {
      sink.warning(
        "`from`: no parameter of the query passes", at: value,
        suggestion: "list them in `input_query_strings`")
    }
    if sources.contains(.header), endpoint.inputHeaders.isEmpty {
      sink.warning(
        "`from`: no header passes", at: value, suggestion: "list them in `input_headers`")
    }
    if sources.contains(.body), ["GET", "HEAD"].contains(endpoint.method) {
      sink.warning(
        "`from`: requests with \(endpoint.method) have no body", at: value,
        suggestion: #"set "method": "POST" in the endpoint"#)
    }
  }
}
