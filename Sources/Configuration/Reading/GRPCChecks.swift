/// What must hold for a gRPC backend as a whole, as far as its configuration alone tells.
struct GRPCChecks {
  private let section: Section
  private let sink: DiagnosticSink
  private let namespaces: Section?
  private let backend: BackendConfiguration

  init(_ section: Section, _ namespaces: Section?, _ backend: BackendConfiguration) {
    self.section = section
    self.namespaces = namespaces
    self.backend = backend
    sink = section.sink
  }

  func report(isExposed: Bool) {
    if !isExposed { checkMethod() }
    checkKind()
    checkMeaningless()
  }

  /// GRPC-2: the pattern is the full name of a method, and nothing in it changes.
  private func checkMethod() {
    guard let value = section.node("url_pattern") else {
      if !section.has("url_pattern") {
        sink.error(
          "a gRPC backend needs `url_pattern`, the full name of the method", at: section.value,
          suggestion: #"write "/package.Service/Method""#)
      }
      return
    }
    let text = backend.urlPattern.text
    guard GRPCMethodPath(text) == nil else { return }
    if text.contains("{") {
      return sink.error(
        "the `url_pattern` of a gRPC backend has no placeholders: \(text)", at: value,
        suggestion: "`input_mapping` says which fields parameters become")
    }
    sink.error(
      "the `url_pattern` of a gRPC backend is the full name of a method, not '\(text)'", at: value,
      suggestion: GRPCMethodPath.suggestion(for: text))
  }

  private func checkKind() {
    let added = backend.extensions.first {
      sink.options.extensions.backendKinds.contains($0.namespace)
    }
    guard let other = backend.foreignProtocol ?? added?.namespace else { return }
    sink.error(
      "a backend is of one kind, not of `backend/grpc` and `\(other)`", at: section.value,
      suggestion: "make two backends of it")
  }

  /// GRPC-D8, and what speaks of HTTP/1.
  private func checkMeaningless() {
    for key in ["method", "encoding", "is_collection", "sd_scheme"] {
      guard let value = section.node(key) else { continue }
      sink.warning("`\(key)` has no effect: the backend is called with gRPC", at: value)
    }
    guard let client = namespaces?.node("backend/http/client") else { return }
    if case .object(let members) = client.node.value,
      let tls = members.first(where: { $0.key.lowercased() == "client_tls" })
    {
      // A call that was meant to be encrypted is not made in plain text.
      let place = LocatedNode(
        node: tls.value, pointer: JSONPointer.child(client.pointer, tls.key))
      return sink.error(
        "`client_tls` of a gRPC backend stands in `backend/grpc`", at: place,
        suggestion: "move it there")
    }
    sink.warning(
      "`backend/http/client` has no effect: the backend is called with gRPC", at: client,
      suggestion: "`backend/grpc` has settings of its own")
  }
}
