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
  let templates = service.grpc.exposures.map(\.template)
  if !templates.allSatisfy({ $0.backends.count == 1 && $0.backends[0].grpc != nil }) {
    return "an exposure that is not called with gRPC"
  }
  for endpoint in service.endpoints + templates {
    if endpoint.timeout <= 0 { return "an endpoint without a timeout" }
    if endpoint.cacheTTL < 0 { return "a negative cache_ttl" }
    if endpoint.backends.isEmpty { return "an endpoint without backends" }
    if endpoint.concurrentCalls < 1 { return "no call at all" }
    if !endpoint.path.text.hasPrefix("/") { return "a path without a slash" }
    if endpoint.outputEncoding == .noOp, endpoint.backends.count > 1 { return "two for no-op" }
    for backend in endpoint.backends {
      let isKnown = backend.urlPattern.parameters.allSatisfy(endpoint.path.parameters.contains)
      if !isKnown { return "a parameter that the endpoint does not have" }
      if let grpc = backend.grpc {
        if let fault = grpcFault(grpc, backend) { return fault }
        if grpc.service.isEmpty, !endpoint.location.pointer.hasPrefix("/extra_config") {
          return "a call without a method"
        }
        continue
      }
      if !backend.disableHostSanitize, !backend.hosts.allSatisfy({ $0.text.hasPrefix("http") }) {
        return "a host that was not cleaned"
      }
    }
  }
  return nil
}

/// What is read for gRPC can stand in a call.
private func grpcFault(
  _ grpc: GRPCBackendConfiguration, _ backend: BackendConfiguration
) -> String? {
  if backend.encoding != .json || backend.isCollection { return "a message in an encoding" }
  for host in backend.hosts where backend.discovery == .listed {
    let isSocket = host.text.hasPrefix("unix:")
    if !isSocket, host.text.contains("/") { return "a gRPC host with a scheme or a path" }
    if !isSocket, !host.text.contains(":") { return "a gRPC host without a port" }
  }
  let names = grpc.headerMapping.map(\.to) + grpc.responseHeaders + grpc.responseTrailers
  if !names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("grpc-") && $0 == $0.lowercased() }) {
    return "a name that metadata cannot have"
  }
  if !grpc.inputMapping.allSatisfy({ !$0.path.isEmpty && !$0.path.contains("") }) {
    return "a field without a name"
  }
  let sizes = [grpc.maxMessageSize, grpc.readBufferSize ?? 1, grpc.stream.maxMessages ?? 1]
  return sizes.allSatisfy { $0 > 0 } && (0...10).contains(grpc.retries)
    && (grpc.idleTimeout ?? 1) > 0 && (grpc.pingInterval ?? 1) > 0
    && (grpc.stream.idleTimeout ?? 1) > 0
    ? nil : "a limit that nothing can keep"
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
