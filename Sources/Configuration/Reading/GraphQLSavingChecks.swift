/// What must hold where a GraphQL backend's calls are to be made fewer.
struct GraphQLSavingChecks {
  private let section: Section
  private let sink: DiagnosticSink
  private let settings: GraphQLBackendConfiguration
  private let backend: BackendConfiguration
  private let endpoint: EndpointConfiguration

  init(
    _ section: Section, _ settings: GraphQLBackendConfiguration, _ backend: BackendConfiguration,
    _ endpoint: EndpointConfiguration
  ) {
    self.section = section
    self.settings = settings
    self.backend = backend
    self.endpoint = endpoint
    sink = section.sink
  }

  func report() {
    if settings.sharesCalls, let value = section.node("share") { checkSharing(value) }
    if settings.persistsQueries { checkReading("persisted_queries") }
    if settings.isBatched, let value = section.node("batch") {
      checkReading("batch")
      checkBatching(value)
    }
  }

  /// What the server says of a hash, or of a batch, has to be seen.
  private func checkReading(_ key: String) {
    guard let value = section.node(key) else { return }
    if backend.isShadow {
      sink.warning("`\(key)` has no effect: the backend is a shadow", at: value)
    } else if backend.encoding == .noOp {
      sink.warning("`\(key)` has no effect: the answer is not decoded (`no-op`)", at: value)
    } else if ![.json, .fastJSON, .safeJSON].contains(backend.encoding) {
      sink.error(
        "`\(key)` needs an answer in JSON; `encoding` is \"\(backend.encoding.rawValue)\"",
        at: value, suggestion: "leave `encoding` out")
    }
  }

  /// Only what is begun at once can go out together, and only by POST is there a form for that.
  private func checkBatching(_ value: LocatedNode) {
    if settings.usesGET {
      sink.error(
        "`batch` needs POST: a URL holds one operation", at: value,
        suggestion: #"write "method": "post""#)
    }
    if endpoint.isSequential {
      sink.warning(
        "`batch` has no effect: the backends are called one after the other (`sequential`)",
        at: value)
    }
    if endpoint.concurrentCalls > 1 {
      sink.warning("`batch` has no effect with `concurrent_calls`", at: value)
    }
  }

  private func checkSharing(_ value: LocatedNode) {
    if settings.kind == .mutation {
      sink.error(
        "`share` is for queries: each mutation has to be made", at: value,
        suggestion: "leave `share` out")
    }
    if backend.encoding == .noOp {
      sink.error(
        "`share` needs an answer that is decoded: with `no-op` it passes to one client alone",
        at: value, suggestion: "leave `share` out")
    }
    if endpoint.concurrentCalls > 1 {
      sink.warning(
        "`share` makes one call of the \(endpoint.concurrentCalls) of `concurrent_calls`",
        at: value)
    }
  }
}
