/// What must hold for a backend that GraphQL clients speak with.
struct GraphQLProxyChecks {
  private let section: Section
  private let backendSection: Section
  private let sink: DiagnosticSink
  private let backend: BackendConfiguration
  private let endpoint: EndpointConfiguration

  /// `section` is `backend/graphql` of the backend in `backendSection`.
  init(
    _ section: Section, of backendSection: Section, _ backend: BackendConfiguration,
    _ endpoint: EndpointConfiguration
  ) {
    self.section = section
    self.backendSection = backendSection
    self.backend = backend
    self.endpoint = endpoint
    sink = section.sink
  }

  func report() {
    guard backend.graphQLProxy != nil else { return checkOther() }
    checkKeys()
    checkMethod()
    checkRequest()
    checkPattern()
  }

  /// The keys of a proxy beside an operation of the configuration's own.
  private func checkOther() {
    for key in GraphQLProxyReader.own {
      guard let value = section.node(key) else { continue }
      sink.error(
        "`\(key)` is for the operations of clients, and this backend has its own", at: value,
        suggestion: #"remove it, or write "type": "proxy""#)
    }
  }

  private func checkKeys() {
    for key in section.place.keys.map(\.name)
    where key != "type" && !GraphQLProxyReader.own.contains(key) {
      guard let value = section.node(key) else { continue }
      sink.error(
        "`\(key)` has no meaning for a proxy: its clients send the operations, and get the answers",
        at: value, suggestion: "remove it")
    }
  }

  private func checkMethod() {
    if !["GET", "POST"].contains(endpoint.method) {
      sink.error(
        "GraphQL clients send POST and GET, not \(endpoint.method)", at: section.value,
        suggestion: #"set "method": "POST" in the endpoint"#)
    }
    if let value = backendSection.node("method"), let method = Loose.string(value.node),
      !method.isEmpty, method.uppercased() != endpoint.method
    {
      sink.warning(
        "`method` has no effect: a proxy calls as it is called, with \(endpoint.method)", at: value)
    }
    if endpoint.method == "GET", let value = section.node("max_batch") {
      sink.warning("`max_batch` has no effect: a request by GET is one operation", at: value)
    }
  }

  private func checkRequest() {
    guard let request = backend.request else { return }
    if request.body != nil {
      sink.error(
        "`request` has a `body`, and a proxy passes on that of the client", at: section.value,
        suggestion: "remove one of the two")
    }
    for parameter in request.query where Self.parameters.contains(parameter.name) {
      sink.report(
        .mistake(
          at: parameter.value.location,
          "`\(parameter.name)` is the client's to send, where the backend is a proxy"))
    }
  }

  /// What the client sends must not be there twice.
  private func checkPattern() {
    let text = backend.urlPattern.text
    guard let question = text.firstIndex(of: "?") else { return }
    for pair in text[text.index(after: question)...].split(separator: "&") {
      let name = pair.prefix { $0 != "=" }
      guard Self.parameters.contains(String(name)) else { continue }
      sink.report(
        .mistake(
          at: backend.patternLocation,
          "`\(name)` is the client's to send, where the backend is a proxy"))
    }
  }

  private static let parameters = ["query", "operationName", "variables", "extensions"]
}
