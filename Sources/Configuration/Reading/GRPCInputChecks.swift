import Bytes

/// Whether what `backend/grpc` names is there: values that become fields, headers that become
/// metadata, messages that pass one by one.
struct GRPCInputChecks {
  private let grpc: Section
  private let backend: BackendConfiguration
  private let endpoint: EndpointConfiguration

  init(_ grpc: Section, _ backend: BackendConfiguration, _ endpoint: EndpointConfiguration) {
    self.grpc = grpc
    self.backend = backend
    self.endpoint = endpoint
  }

  func report(isExposed: Bool) {
    if isExposed {
      checkAnnotated()
    } else {
      checkMapping()
      checkBody()
    }
    checkStream()
    checkHeaders()
  }

  /// The annotations say where the values go.
  private func checkAnnotated() {
    for key in ["input_mapping", "use_request_body", "disable_query_params"] {
      guard let value = grpc.node(key) else { continue }
      grpc.sink.error("`\(key)` has no place in `expose`: the annotations say it", at: value)
    }
  }

  /// GRPC-6.
  private func checkMapping() {
    guard let mapping = grpc.node("input_mapping"), let settings = backend.grpc else { return }
    if !settings.usesParameters, !settings.inputMapping.isEmpty {
      return grpc.sink.warning(
        "`input_mapping` has no effect with `disable_query_params`", at: mapping)
    }
    for field in settings.inputMapping {
      guard case .query(let name) = field.source,
        !GRPCInputChecks.lets(name, through: endpoint.inputQueryStrings, backend.inputQueryStrings)
      else { continue }
      report(name, at: field.location)
    }
  }

  private func report(_ name: String, at location: SourceLocation) {
    let parameters = endpoint.path.parameters
    let suggestion =
      parameters.contains(name)
      ? "write \"\(URLPattern.parameterName(name))\" for the parameter {\(name)}"
      : Spelling.nearest(
        to: name, among: parameters.map(URLPattern.parameterName) + endpoint.inputQueryStrings
      ).map { "did you mean \"\($0)\"?" } ?? "add it to `input_query_strings`"
    grpc.sink.report(
      Diagnostic(
        .warning, at: location,
        "`input_mapping`: \"\(name)\" never has a value: it is no parameter, and "
          + "`input_query_strings` does not let it through", suggestion: suggestion))
  }

  /// GRPC-5: clients do not send content with GET (RFC 9110 §9.3.1).
  private func checkBody() {
    guard let settings = backend.grpc, settings.usesRequestBody, endpoint.method == "GET",
      backend.request?.body == nil, let value = grpc.node("use_request_body")
    else { return }
    grpc.sink.warning(
      "`use_request_body`: requests with GET have no body", at: value,
      suggestion: #"set "method": "POST" in the endpoint"#)
  }

  /// HDR-1: only what is listed arrives.
  private func checkHeaders() {
    for mapping in backend.grpc?.headerMapping ?? [] {
      let own = backend.inputHeaders.map { $0.lowercased() }
      if GRPCInputChecks.lets(
        mapping.from, through: endpoint.inputHeaders.map { $0.lowercased() }, own)
      {
        continue
      }
      if backend.request?.headers.contains(where: { $0.name.lowercased() == mapping.from }) == true
      {
        continue
      }
      grpc.sink.report(
        Diagnostic(
          .warning, at: mapping.location,
          "`header_mapping`: `input_headers` does not let \"\(mapping.from)\" through",
          suggestion: "add it to `input_headers` of the endpoint"))
    }
  }

  private static func lets(_ name: String, through all: [String], _ own: [String]) -> Bool {
    (all.contains(name) || all.contains("*")) && (own.isEmpty || own.contains(name))
  }

  private func checkStream() {
    guard let settings = backend.grpc?.stream, settings.form != .auto,
      let value = grpc.node("stream"), endpoint.outputEncoding != .noOp
    else { return }
    if let reason = gatheringReason {
      grpc.sink.warning(
        "`stream` has no effect: messages are gathered under `collection`, since \(reason)",
        at: value)
    }
  }

  /// Why messages do not pass one by one; nil if they do (`EndpointConfiguration.passesMessages`).
  private var gatheringReason: String? {
    if endpoint.staticResponse != nil { return "there are static data" }
    if endpoint.concurrentCalls > 1 { return "the endpoint has `concurrent_calls`" }
    if backend.isShadow { return "the backend is a shadow" }
    if endpoint.addedEncoder != nil { return "`output_encoding` is not `json`" }
    return [.json, .fastJSON].contains(endpoint.outputEncoding)
      ? nil : "`output_encoding` is not `json`"
  }
}
