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
    usesTLS = backend.grpc?.tlsLocation != nil
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
      return HostConfiguration(text: withPort(text), location: host.location)
    }
  }

  private func checkScheme(_ host: HostConfiguration) {
    guard host.text.hasPrefix("https://") || host.text.hasPrefix("grpcs://"), !usesTLS else {
      return
    }
    sink.warning(
      "host '\(host.text)': the scheme alone does not switch TLS on for gRPC",
      at: section.node("host") ?? section.value, suggestion: "add `client_tls` to `backend/grpc`")
  }

  private func withPort(_ text: String) -> String {
    if GRPCHostText.hasPort(text) { return text }
    let port = usesTLS ? 443 : 80
    sink.warning(
      "host '\(text)' of a gRPC backend has no port: \(port) is called",
      at: section.node("host") ?? section.value, suggestion: "write \(text):\(port)")
    return "\(text):\(port)"
  }
}
