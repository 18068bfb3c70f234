import Configuration
import Protobuf

/// Whether what an endpoint takes from its path and the query becomes a field of the message, or
/// is of use elsewhere (GRPC-5, GRPC-6). What does not is a warning: GRPC-D5 passes over it.
struct GRPCValueCheck {
  private let endpoint: EndpointConfiguration
  private let backend: BackendConfiguration
  private let grpc: GRPCBackendConfiguration
  private let method: MethodType
  private let schema: Schema
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ endpoint: EndpointConfiguration, _ backend: BackendConfiguration,
    _ grpc: GRPCBackendConfiguration, _ method: MethodType, _ schema: Schema
  ) {
    self.endpoint = endpoint
    self.backend = backend
    self.grpc = grpc
    self.method = method
    self.schema = schema
    guard grpc.usesParameters else { return }
    for name in endpoint.path.parameters { check(parameter: name) }
    for name in endpoint.inputQueryStrings where name != "*" { check(query: name) }
  }

  private mutating func check(parameter name: String) {
    let isMapped = grpc.inputMapping.contains { $0.source == .parameter(name) }
    guard !isMapped, !isUsedElsewhere(parameter: name), let error = problem(name) else { return }
    report(
      "the parameter {\(name)}", name, error, mapping: URLPattern.parameterName(name),
      at: endpoint.pathLocation)
  }

  private mutating func check(query name: String) {
    let own = backend.inputQueryStrings
    guard own.isEmpty || own.contains(name) || own.contains("*") else { return }
    let isMapped = grpc.inputMapping.contains { $0.source == .query(name) }
    guard !isMapped, !isUsedElsewhere(query: name), let error = problem(name) else { return }
    report(
      "the query string \"\(name)\"", name, error, mapping: name,
      at: endpoint.queryStringsLocation ?? endpoint.location)
  }

  private mutating func report(
    _ subject: String, _ name: String, _ error: BoundFieldError, mapping key: String,
    at location: SourceLocation
  ) {
    var suggestion = "say in `input_mapping` which field \"\(key)\" becomes"
    if case .unknown(_, _, let nearest?) = error {
      let path = (name.split(separator: ".").dropLast().map(String.init) + [nearest])
        .joined(separator: ".")
      suggestion = "did you mean `\(path)`? Or write \"input_mapping\": {\"\(key)\": \"\(path)\"}"
    }
    diagnostics.append(
      Diagnostic(
        .warning, at: location,
        "\(subject) is not used: \(error.withoutSuggestion)", suggestion: suggestion))
  }

  /// Why the name leads to no field; nil if it does.
  private func problem(_ name: String) -> BoundFieldError? {
    let names = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    do throws(BoundFieldError) {
      _ = try BoundField(names, in: method.input, of: schema)
      return nil
    } catch {
      return error
    }
  }
}

// Other uses.
extension GRPCValueCheck {
  private func isUsedElsewhere(parameter name: String) -> Bool {
    endpoint.backends.contains { other in
      if other.request?.mentions(name) ?? false { return true }
      guard let settings = other.grpc else {
        return other.isExtension || other.urlPattern.text.contains("{\(name)")
      }
      return takes(name, .parameter(name), settings)
    }
  }

  private func isUsedElsewhere(query name: String) -> Bool {
    endpoint.backends.contains { other in
      let own = other.inputQueryStrings
      if other.request?.mentions(name) ?? false { return true }
      guard own.isEmpty || own.contains(name) || own.contains("*") else { return false }
      return other.grpc.map { takes(name, .query(name), $0) } ?? true
    }
  }

  /// Whether a gRPC backend, this one or another, makes something of a value.
  private func takes(
    _ name: String, _ source: GRPCBackendConfiguration.Source, _ grpc: GRPCBackendConfiguration
  ) -> Bool {
    guard grpc.usesParameters else { return false }
    if grpc.inputMapping.contains(where: { $0.source == source }) { return true }
    let names = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let method = schema.method(path: "/\(grpc.service)/\(grpc.method)") else { return true }
    return (try? BoundField(names, in: method.input, of: schema)) != nil
  }
}

extension BoundFieldError {
  /// What is wrong, as a clause.
  fileprivate var withoutSuggestion: String {
    guard case .unknown(let name, let message, _) = self else { return "\(self)" }
    return "\(message) has no field '\(name)'"
  }
}

extension RequestConfiguration {
  /// Whether a reference in it may speak of a value, by its name.
  fileprivate func mentions(_ name: String) -> Bool {
    (headers + query).contains { $0.value.text.contains(name) } || body?.mentions(name) ?? false
  }
}

extension RequestConfiguration.Body {
  fileprivate func mentions(_ name: String) -> Bool {
    var pending = [self]
    while let body = pending.popLast() {
      switch body {
      case .constant: break
      case .text(let text): if text.text.contains(name) { return true }
      case .list(let items): pending += items
      case .object(let members): pending += members.map(\.value)
      }
    }
    return false
  }
}
