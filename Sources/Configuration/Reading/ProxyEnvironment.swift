/// The variables that name a forward proxy, as Go's HTTP client reads them: in capitals first.
struct ProxyEnvironment {
  private let variables: [String: String]

  init(_ variables: [String: String]) { self.variables = variables }

  func read(into client: inout ClientConfiguration, _ sink: DiagnosticSink, at root: LocatedNode) {
    client.noProxy = first(of: ["NO_PROXY", "no_proxy"])?.text ?? ""
    client.secureProxy = first(of: ["HTTPS_PROXY", "https_proxy"]).map {
      ProxyConfiguration(text: $0.text, source: $0.name, location: sink.location(root))
    }
    guard let proxy = first(of: ["HTTP_PROXY", "http_proxy"]) else { return }
    // A CGI server makes `HTTP_PROXY` of a client's field `Proxy`.
    if let method = variables["REQUEST_METHOD"], !method.isEmpty {
      return sink.error(
        "\(proxy.name) may come from a client: REQUEST_METHOD is set, as for a CGI program",
        at: root, suggestion: "unset one of the two")
    }
    client.proxy = ProxyConfiguration(
      text: proxy.text, source: proxy.name, location: sink.location(root))
  }

  private func first(of names: [String]) -> (name: String, text: String)? {
    for name in names {
      if let text = variables[name], !text.isEmpty { return (name, text) }
    }
    return nil
  }
}
