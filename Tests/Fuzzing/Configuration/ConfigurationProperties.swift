import Bytes
import Configuration
import Document

/// What must hold for any text read as a configuration, as JSON and as YAML; nil, or what did not
/// hold.
public func fuzzConfiguration(_ bytes: Span<UInt8>) -> String? {
  let text = bytes.array()
  for format in [ConfigurationReader.Format.json, .yaml] {
    for allow in [false, true] {
      let (configuration, diagnostics) = ConfigurationReader.read(
        text: text, name: "a \"file\"", format: format,
        options: ReadingOptions(allowUnsupported: allow))
      let fault =
        DiagnosticProperties(text, format).fault(of: diagnostics)
        ?? outcomeFault(configuration, diagnostics) ?? configuration.flatMap(modelFault)
      if let fault { return "\(format): \(fault)" }
    }
  }
  return formFault(text)
}

/// There is a configuration if and only if nothing forbids it.
private func outcomeFault(
  _ configuration: ServiceConfiguration?, _ diagnostics: [Diagnostic]
) -> String? {
  let refused = diagnostics.contains { $0.severity == .error }
  return refused == (configuration == nil) ? nil : "a configuration in spite of errors, or none"
}

/// What later stages rely on.
private func modelFault(_ service: ServiceConfiguration) -> String? {
  if service.port == 0 { return "port 0" }
  for endpoint in service.endpoints {
    if endpoint.timeout <= 0 { return "an endpoint without a timeout" }
    if endpoint.cacheTTL < 0 { return "a negative cache_ttl" }
    if endpoint.backends.isEmpty { return "an endpoint without backends" }
    if endpoint.concurrentCalls < 1 { return "no call at all" }
    if !endpoint.path.text.hasPrefix("/") { return "a path without a slash" }
    if endpoint.outputEncoding == .noOp, endpoint.backends.count > 1 { return "two for no-op" }
    for backend in endpoint.backends {
      let isKnown = backend.urlPattern.parameters.allSatisfy(endpoint.path.parameters.contains)
      if !isKnown { return "a parameter that the endpoint does not have" }
      if !backend.disableHostSanitize, !backend.hosts.allSatisfy({ $0.text.hasPrefix("http") }) {
        return "a host that was not cleaned"
      }
    }
  }
  return nil
}

/// What is JSON means the same when it is written as YAML.
private func formFault(_ text: [UInt8]) -> String? {
  guard let json = ConfigurationReader.json(of: text, format: .json) else { return nil }
  if ConfigurationReader.json(of: json, format: .json) != json { return "JSON changes by reading" }
  if (try? Document.scan(json, .strict)) == nil { return "what is written is not JSON" }
  guard let yaml = YAMLForm.of(json) else { return nil }
  return ConfigurationReader.json(of: yaml, format: .yaml) == json
    ? nil : "YAML says something else than the same JSON"
}
