import Bytes

/// What must hold for a backend as a whole.
struct BackendChecks {
  private let section: Section
  private let sink: DiagnosticSink
  private let backend: BackendConfiguration
  private let endpoint: EndpointConfiguration
  private let index: Int

  init(
    _ section: Section, _ backend: BackendConfiguration, _ endpoint: EndpointConfiguration,
    _ index: Int
  ) {
    self.section = section
    self.backend = backend
    self.endpoint = endpoint
    self.index = index
    sink = section.sink
  }

  /// What is no HTTP service may need neither pattern nor host.
  private var isHTTP: Bool { needsHost && backend.grpc == nil }
  private var needsHost: Bool { backend.foreignProtocol == nil && !backend.isExtension }

  func report() {
    if section.node("url_pattern") == nil {
      if !section.has("url_pattern"), isHTTP {
        sink.warning("a backend without `url_pattern` calls `/`", at: section.value)
      }
    } else if backend.grpc == nil {
      checkParameters()
      checkResponses()
    }
    checkHosts()
    checkShaping()
  }

  /// URL-3, URL-4: what the pattern uses, the endpoint must have.
  private func checkParameters() {
    guard let value = section.node("url_pattern"), section.node("url_pattern") != nil else {
      return
    }
    let known = endpoint.path.parameters
    for name in backend.urlPattern.parameters where !known.contains(name) {
      let list = known.map { "{\($0)}" }.joined(separator: ", ")
      sink.error(
        "undefined output param '\(name)': the path '\(endpoint.path.text)' has "
          + (known.isEmpty ? "no placeholder" : "only \(list)"),
        at: value, suggestion: suggestion(for: name, known))
    }
  }

  private func suggestion(for name: String, _ known: [String]) -> String? {
    if name.hasPrefix("input_headers.") || name.hasPrefix("input_query_strings.") {
      return "dynamic routing is not supported yet"
    }
    if name.hasPrefix("resp"), !name.dropFirst(4).isEmpty,
      name.dropFirst(4).allSatisfy({ $0.isASCII && $0.isNumber })
    {
      return "write {\(name)_field} for a field of that answer"
    }
    return Spelling.nearest(to: name, among: known).map { "did you mean {\($0)}?" }
  }

  /// Values of earlier answers exist only in a sequence, and only of backends before this one.
  private func checkResponses() {
    guard let value = section.node("url_pattern") else { return }
    for case .response(let earlier, let path) in backend.urlPattern.pieces {
      if endpoint.isSequential && earlier < index { continue }
      let reason =
        endpoint.isSequential
        ? "this is backend \(index)" : "the endpoint does not set `proxy.sequential`"
      sink.warning(
        "{resp\(earlier)_\(path)} will have no value: \(reason)", at: value,
        suggestion: endpoint.isSequential
          ? "put the backend that it needs before this one; the first is resp0"
          : #"add "extra_config": {"proxy": {"sequential": true}} to the endpoint"#)
    }
  }

  /// CFG-31: no host is no mistake of the start, but every call fails.
  private func checkHosts() {
    if backend.hosts.isEmpty, !section.has("host"), needsHost {
      sink.warning(
        "no host: every call fails with `no hosts available`", at: section.value,
        suggestion: "add `host` here or to the root")
    }
  }

  /// What is not decoded is not shaped (NOP-5). What shaping settings do to one another is for the
  /// stage to say that compiles them.
  private func checkShaping() {
    guard backend.encoding == .noOp else { return }
    for key in ["target", "allow", "deny", "mapping", "group"] {
      guard let value = section.node(key), !value.items.isEmpty else { continue }
      sink.warning("`\(key)` has no effect: the answer is not decoded (`no-op`)", at: value)
    }
  }
}
