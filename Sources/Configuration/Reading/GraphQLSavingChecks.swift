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
