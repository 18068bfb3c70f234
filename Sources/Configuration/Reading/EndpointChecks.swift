/// What must hold for an endpoint as a whole.
struct EndpointChecks {
  private let section: Section
  private let sink: DiagnosticSink
  private let endpoint: EndpointConfiguration

  init(_ section: Section, _ endpoint: EndpointConfiguration) {
    self.section = section
    self.endpoint = endpoint
    sink = section.sink
  }

  func report(backends: [Section], isExposed: Bool) {
    if !isExposed { checkPath() }
    checkBackends(backends)
    checkFlow()
    checkPassage()
    checkStreams(backends)
    if let first = endpoint.flatmap.first, backends.count == 1 {
      sink.report(
        Diagnostic(
          .warning, at: first.location,
          "`flatmap_filter` of an endpoint with one backend has no effect",
          suggestion: "put it into the backend"))
    }
  }

  /// What the way of calling does to other settings.
  private func checkFlow() {
    let isNoOp = endpoint.outputEncoding == .noOp
    if endpoint.staticResponse != nil, isNoOp {
      sink.warning("`static` has no effect with `no-op`", at: section.value)
    }
    let answering = endpoint.backends.filter { !$0.isShadow }
    if answering.isEmpty, !endpoint.backends.isEmpty {
      sink.warning(
        "all backends of the endpoint are shadows: it answers 500", at: section.value)
    }
    if endpoint.isSequential, answering.count == 1 {
      sink.warning("one backend makes no sequence", at: section.value)
    }
  }

  /// GRPC-D8: a message is decoded, or there is no answer.
  private func checkPassage() {
    guard endpoint.outputEncoding == .noOp, endpoint.backends.contains(where: { $0.grpc != nil })
    else { return }
    sink.error(
      "a gRPC backend cannot be `no-op`: its answer is no HTTP answer",
      at: section.node("output_encoding") ?? section.value,
      suggestion: "write `json`: streams and files of a single gRPC backend pass as they come")
  }

  /// Messages pass one by one where nothing is merged with them.
  private func checkStreams(_ backends: [Section]) {
    guard backends.count > 1 else { return }
    for (index, backend) in endpoint.backends.enumerated() {
      guard let grpc = backend.grpc, grpc.stream.form != .auto else { continue }
      sink.warning(
        "`stream` of a gRPC backend has no effect: messages are gathered under `collection`, "
          + "since the endpoint has other backends", at: backends[index].value)
    }
  }

  /// EP-2; a path that is refused stops the start (EP-3).
  private func checkPath() {
    guard let value = section.node("endpoint") else {
      if !section.has("endpoint") {
        sink.error("an endpoint needs `endpoint`, its path", at: section.value)
      }
      return
    }
    switch endpoint.path.problem {
    case nil: break
    case .reserved(let name):
      sink.error(
        "the path '\(endpoint.path.text)' is invalid: '\(name)' is reserved", at: value,
        suggestion: "choose another path")
    case .innerStar:
      sink.error(
        "the path '\(endpoint.path.text)' is invalid: '*' matches nothing", at: value,
        suggestion: "write {name} for a segment of any text")
    case .finalStar:
      sink.error(
        "the path '\(endpoint.path.text)' is invalid: wildcards are not supported yet", at: value)
    }
    if endpoint.path.text == "/__catchall" {
      sink.notSupportedYet("`/__catchall` for all unknown routes", at: value)
    }
    let names = endpoint.path.parameters
    if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
      sink.error("the path has the placeholder {\(twice)} twice", at: value)
    }
  }

  /// EP-3 and EP-8.
  private func checkBackends(_ backends: [Section]) {
    let isNoOp = endpoint.outputEncoding == .noOp
    switch backends.count {
    case 0:
      guard section.node("backend")?.items.isEmpty ?? true else { return }
      sink.error(
        "the endpoint '\(endpoint.name)' has no backend",
        at: section.node("backend") ?? section.value, suggestion: "add at least one `backend`")
    case 2... where isNoOp:
      sink.error(
        "the endpoint '\(endpoint.name)' is `no-op` and has \(backends.count) backends",
        at: section.node("output_encoding") ?? section.node("backend") ?? section.value,
        suggestion: "keep one backend, whose answer passes, or write another `output_encoding`")
    default: break
    }
  }
}
