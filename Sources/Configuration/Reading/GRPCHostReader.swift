/// What the hosts of a gRPC backend are: `name:port` (GRPC-2, GRPC-D9).
struct GRPCHostReader {
  private let section: Section
  private let sink: DiagnosticSink
  private let backend: BackendConfiguration
  private let usesTLS: Bool

  init(_ section: Section, _ backend: BackendConfiguration) {
    self.section = section
    self.backend = backend
    sink = section.sink
    usesTLS = backend.grpc?.tls != nil
  }

  func read() -> [HostConfiguration] {
    backend.hosts.compactMap { host in
      if GRPCHostText.isSocket(host.text) { return host }
      checkScheme(host)
      let text = GRPCHostText.withoutScheme(host.text)
      // What is looked up in the DNS has no port: it is found with the name.
      guard backend.discovery == .listed else {
        return HostConfiguration(text: text, location: host.location)
      }
      if text.isEmpty || text.contains("/") {
        sink.report(
          .mistake(
            at: host.location, "host '\(host.text)' of a gRPC backend is no name with a port",
            suggestion: "write name:port"))
        return nil
      }
      return HostConfiguration(text: withPort(text, host), location: host.location)
    }
  }

  private func checkScheme(_ host: HostConfiguration) {
    guard host.text.hasPrefix("https://") || host.text.hasPrefix("grpcs://"), !usesTLS else {
      return
    }
    warn(
      "host '\(host.text)': the scheme alone does not switch TLS on for gRPC", of: host,
      suggestion: "add `client_tls` to `backend/grpc`")
  }

  private func withPort(_ text: String, _ host: HostConfiguration) -> String {
    if GRPCHostText.hasPort(text) { return text }
    let port = usesTLS ? 443 : 80
    warn(
      "host '\(text)' of a gRPC backend has no port: \(port) is called", of: host,
      suggestion: "write \(text):\(port)")
    return "\(text):\(port)"
  }

  /// A host of the root serves many backends: each says for itself what is wrong with it.
  private func warn(_ message: String, of host: HostConfiguration, suggestion: String) {
    let isOwn = host.location.pointer.hasPrefix(section.value.pointer + "/")
    sink.report(
      Diagnostic(
        .warning, at: isOwn ? host.location : section.location, message, suggestion: suggestion))
  }
}
