import Configuration
import Encodings
import Endpoints
import Messages

/// Extensions, and what the configuration says to them → what stands in the plan.
struct ExtensionCompiler {
  let extensions: Extensions
  private(set) var diagnostics: [Diagnostic] = []

  init(_ extensions: Extensions) { self.extensions = extensions }

  mutating func requestMiddleware(
    _ service: ServiceConfiguration
  ) -> [any RequestMiddleware] {
    middleware(extensions.request, service.extensions, of: "")
  }

  mutating func endpointMiddleware(
    _ endpoint: EndpointConfiguration
  ) -> [any EndpointMiddleware] {
    middleware(extensions.endpoint, endpoint.extensions, of: endpoint.name)
  }

  mutating func backendMiddleware(
    _ backend: BackendConfiguration
  ) -> [any BackendMiddleware] {
    middleware(extensions.backend, backend.extensions, of: backend.label)
  }

  private mutating func middleware<Value: Sendable>(
    _ entries: [Extensions.Entry<Value>], _ values: [ExtensionValue], of owner: String
  ) -> [Value] {
    var made: [Value] = []
    for entry in entries {
      switch entry {
      case .always(let value): made.append(value)
      case .configured(let namespace, let make):
        for value in values where value.namespace == namespace {
          if let value = self.make(make, value, owner) { made.append(value) }
        }
      }
    }
    return made
  }

  private mutating func make<Value>(
    _ make: Extensions.Making<Value>, _ value: ExtensionValue, _ owner: String
  ) -> Value? {
    let settings = value.settings(of: owner)
    let made = make(settings)
    diagnostics += settings.finish()
    return made
  }

  /// The backend that an extension makes; nil where it is an HTTP service. One that is switched off
  /// fails its calls, as one that this version cannot call.
  mutating func backend(_ backend: BackendConfiguration) -> (any Backend)? {
    for value in backend.extensions {
      guard let kind = extensions.kinds.last(where: { $0.namespace == value.namespace }) else {
        continue
      }
      return make(kind.make, value, backend.label)
        ?? UnsupportedBackend(reason: "`\(value.namespace)` is switched off")
    }
    return nil
  }

  /// The encoder that somebody has added, if the endpoint names one.
  mutating func encoder(_ endpoint: EndpointConfiguration) -> AnswerEncoder? {
    guard let name = endpoint.addedEncoder, let encoder = extensions.encoders[name] else {
      return nil
    }
    guard let type = FieldValue(encoder.contentType), !type.bytes.isEmpty else {
      diagnostics.append(
        .mistake(at: endpoint.location, "the encoder '\(name)' has no valid content type"))
      return nil
    }
    return .added(AddedEncoder(encoder, name: name, type))
  }
}

extension BackendConfiguration {
  /// The call as the configuration has it.
  var label: String { "\(method) \(urlPattern.text)" }
}
