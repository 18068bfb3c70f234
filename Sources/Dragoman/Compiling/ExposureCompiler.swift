import Bytes
import Configuration
import Protobuf

/// `grpc.expose` → endpoints that nobody wrote, by the `google.api.http` annotations of the
/// catalog.
struct ExposureCompiler {
  /// A way to call a method by HTTP.
  struct Exposed {
    /// What the endpoint would say if it were written.
    var endpoint: EndpointConfiguration
    var binding: HTTPBinding
    /// The entry of `expose`.
    var location: SourceLocation
  }

  private let schema: Schema
  private(set) var exposed: [Exposed] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ configuration: GRPCConfiguration, _ schema: Schema) {
    self.schema = schema
    for exposure in configuration.exposures { add(exposure) }
  }

  private mutating func add(_ exposure: GRPCExposure) {
    var services: [String: ServiceType] = [:]
    for selection in exposure.selections {
      let found = schema.services.filter { selection.services.contains($0.name) }
      if found.isEmpty { diagnostics.append(unknown(selection)) }
      for service in found { services[service.name] = service }
    }
    checkMethods(exposure, services)
    for service in services.values.sorted(by: { $0.name < $1.name }) {
      for method in service.methods where isWanted(method, exposure) {
        add(method, of: service, exposure)
      }
    }
  }

  private func unknown(_ selection: GRPCExposure.Selection) -> Diagnostic {
    let names = schema.services.map(\.name)
    let (text, nearest): (String, String?) =
      switch selection.services {
      case .named(let name): ("the service '\(name)'", Spelling.nearest(to: name, among: names))
      case .package(let name): ("a service in '\(name)'", nil)
      case .all: ("any service", nil)
      }
    return .mistake(
      at: selection.location, "the catalog does not have \(text)",
      suggestion: nearest.map { "did you mean \($0)?" }
        ?? (names.isEmpty ? nil : "it has \(names.prefix(8).joined(separator: ", "))"))
  }

  private mutating func checkMethods(
    _ exposure: GRPCExposure, _ services: [String: ServiceType]
  ) {
    let methods = services.values.flatMap(\.methods)
    for wanted in exposure.methods {
      let named = methods.filter { $0.name == wanted.text }
      if named.isEmpty {
        let names = methods.map(\.name)
        diagnostics.append(
          .mistake(
            at: wanted.location, "none of the services has a method '\(wanted.text)'",
            suggestion: Spelling.nearest(to: wanted.text, among: names).map {
              "did you mean \($0)?"
            }))
      } else if named.allSatisfy({ $0.httpRule == nil }) {
        diagnostics.append(
          .mistake(
            at: wanted.location, "the method '\(wanted.text)' has no google.api.http annotation",
            suggestion: "write an endpoint for it"))
      }
    }
  }

  private func isWanted(_ method: MethodType, _ exposure: GRPCExposure) -> Bool {
    exposure.methods.isEmpty || exposure.methods.contains { $0.text == method.name }
  }

  private mutating func add(
    _ method: MethodType, of service: ServiceType, _ exposure: GRPCExposure
  ) {
    guard let rule = method.httpRule else { return }
    for rule in [rule] + rule.additionalBindings {
      let placed = HTTPRule(
        method: rule.method, path: exposure.prefix + rule.path, body: rule.body,
        responseBody: rule.responseBody)
      do throws(HTTPRuleFault) {
        let binding = try HTTPBinding(placed, of: method, in: schema)
        exposed.append(
          Exposed(
            endpoint: endpoint(exposure, binding, placed.path, method, service), binding: binding,
            location: exposure.location))
      } catch {
        diagnostics.append(.mistake(at: exposure.location, "\(error)"))
      }
    }
  }

  private func endpoint(
    _ exposure: GRPCExposure, _ binding: HTTPBinding, _ path: String, _ method: MethodType,
    _ service: ServiceType
  ) -> EndpointConfiguration {
    var endpoint = exposure.template
    endpoint.path.text = path
    endpoint.path.parameters = binding.variables.map(\.path)
    endpoint.method = binding.httpMethod == "*" ? endpoint.method : binding.httpMethod
    guard var backend = endpoint.backends.first, var grpc = backend.grpc else { return endpoint }
    grpc.service = service.name
    grpc.method = method.name
    grpc.usesRequestBody = binding.body != .none
    backend.grpc = grpc
    backend.method = "POST"
    backend.urlPattern.text = method.path
    if let field = binding.responseBody {
      let own = backend.target.isEmpty ? [] : [backend.target]
      backend.target = ([OutputNames(grpc.output).path(field.fields)] + own).joined(separator: ".")
    }
    endpoint.backends = [backend]
    return endpoint
  }
}

// What is there twice.
extension ExposureCompiler {
  /// All of them; nil if two cannot be told apart.
  var table: BindingTable? { try? BindingTable(rules) }

  private var rules: [(method: String, template: PathTemplate)] {
    exposed.map { ($0.binding.httpMethod, $0.binding.template) }
  }

  /// Annotations that say the same, and written endpoints that would take all requests of one.
  func conflicts(with endpoints: [EndpointConfiguration]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    do throws(BindingTable.Conflicts) {
      _ = try BindingTable(rules)
    } catch {
      for pair in error.pairs {
        let (first, second) = (exposed[pair.first], exposed[pair.second])
        diagnostics.append(
          .mistake(
            at: second.location,
            "\(second.title) and \(first.title) are called by the same requests",
            suggestion: "expose one of the two, or give one of them a prefix"))
      }
    }
    for method in exposed {
      let binding = method.binding
      guard
        let endpoint = endpoints.first(where: {
          [$0.method, "*"].contains(binding.httpMethod)
            && binding.template.isCovered(byRoute: $0.path.text)
        })
      else { continue }
      diagnostics.append(
        .mistake(
          at: endpoint.pathLocation,
          "'\(endpoint.name)' takes the requests of \(method.title), which is exposed too",
          suggestion: "remove the endpoint, or leave the method out of `expose`"))
    }
    return diagnostics
  }
}

extension ExposureCompiler.Exposed {
  /// `GET /v1/items/{id} of /shop.v1.Items/Get`
  fileprivate var title: String {
    "\(binding.httpMethod) \(endpoint.path.text) of \(binding.method.path)"
  }
}

/// The names that fields have in the JSON of an answer (GRPC-9).
struct OutputNames {
  private let usesJSONNames: Bool

  init(_ output: GRPCOutputSettings) {
    usesJSONNames = output.isCanonical || output.naming == .camelCase
  }

  func name(_ field: Field) -> String { usesJSONNames ? field.jsonName : field.name }

  func path(_ fields: [Field]) -> String { fields.map { name($0) }.joined(separator: ".") }
}
