import Bytes
import Configuration
import Endpoints
import HTTPBackend
import Messages
import Shaping

/// One backend of the configuration → its part of the blueprint.
struct BackendCompiler {
  private let endpoint: EndpointConfiguration
  private let backend: BackendConfiguration
  private let service: ServiceConfiguration
  /// What a sequence hands on; empty without one.
  private let references: [ResponseReference]
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ endpoint: EndpointConfiguration, _ backend: BackendConfiguration,
    _ service: ServiceConfiguration, references: [ResponseReference] = []
  ) {
    self.references = references
    self.endpoint = endpoint
    self.backend = backend
    self.service = service
  }

  mutating func part(
    passesThrough: Bool, _ origins: inout OriginTable, _ extensions: inout ExtensionCompiler
  ) -> Blueprint.Part? {
    let shaping = shaping()
    let hosts = hosts(&origins)
    guard let template = template() else { return nil }
    return Blueprint.Part(
      template: template, shaping: shaping,
      settings: settings(passesThrough, extensions.extensions),
      hosts: hosts,
      unsupported: unsupported, own: extensions.backend(backend),
      middleware: extensions.backendMiddleware(backend))
  }

  private mutating func template() -> CallTemplate? {
    guard let method = Method(Array(backend.method.utf8).span) else {
      diagnostics.append(.mistake(at: backend.location, "'\(backend.method)' is no method"))
      return nil
    }
    var definition = CallDefinition(
      method: method, urlPattern: backend.urlPattern.text,
      parameters: endpoint.path.parameters + references.map(\.name))
    definition.inputHeaders = endpoint.inputHeaders
    definition.inputQueryStrings = endpoint.inputQueryStrings
    definition.backendHeaders = backend.inputHeaders
    definition.backendQueryStrings = backend.inputQueryStrings
    definition.disablesCompression = service.client.disableCompression
    do {
      return try CallTemplate(definition)
    } catch {
      diagnostics.append(.call(error, backend))
      return nil
    }
  }

  private mutating func shaping() -> ShapingProgram {
    let plan = ShapingPlan(
      root: root, target: backend.target, allow: backend.allow, deny: backend.deny,
      mapping: backend.mapping.map { ShapingPlan.Rename($0.from, to: $0.to) },
      group: backend.group, flatmap: backend.flatmap.map(\.operation))
    var problems: [ShapingProblem] = []
    let program = ShapingProgram(plan, noting: &problems)
    for problem in problems {
      diagnostics.append(.shaping(problem, backend))
    }
    return program
  }

  private var root: RootRule {
    switch backend.encoding {
    case .json, .fastJSON, .noOp, .yaml: backend.isCollection ? .collection : .object
    case .xml: backend.isCollection ? .wrapped : .object
    // A feed is no list (DEC-6).
    case .rss: .object
    case .safeJSON: .safe
    case .string: .content
    }
  }

  private func settings(
    _ passesThrough: Bool, _ extensions: Extensions
  ) -> HTTPBackend.Settings {
    var rule = StatusRule.fail
    if let alias = backend.returnErrorDetails {
      rule = .details(alias: Array(alias.utf8))
    } else if backend.returnErrorCode {
      rule = .code
    }
    var redirects = RedirectRule()
    redirects.follows = !backend.noRedirect
    redirects.sendsContentAgain = backend.sendBodyOnRedirect
    return HTTPBackend.Settings(
      decoder: decoder(extensions), passesThrough: passesThrough && !backend.isShadow,
      statusRule: rule,
      label: backend.label,
      redirects: redirects, maxContent: service.server.maxResponseBody)
  }

  /// A shadow's answer is of no interest (SHA-1).
  private func decoder(_ extensions: Extensions) -> AnswerDecoder {
    if backend.isShadow { return .nothing }
    if let name = backend.addedDecoder, let decoder = extensions.decoders[name] {
      return .added(AddedDecoder(decoder))
    }
    return switch backend.encoding {
    case .json, .safeJSON, .fastJSON: .json
    case .xml: .xml
    case .rss: .feed
    case .yaml: .yaml
    case .string: .string
    case .noOp: .nothing
    }
  }

  /// What the start warned of: calling such a backend anyway would do something else than asked.
  private var unsupported: String? {
    if let name = backend.foreignProtocol {
      return "backends of kind \(name) are not supported yet"
    }
    if backend.discovery != .listed { return "service discovery by DNS is not supported yet" }
    return nil
  }

  private mutating func hosts(_ origins: inout OriginTable) -> [Balancer.Host] {
    guard unsupported == nil else { return [] }
    var hosts: [Balancer.Host] = []
    for host in backend.hosts {
      switch HostAddress.parse(host.text) {
      case .success(let address):
        if let host = origins.host(address) { hosts.append(host) }
      case .failure(let reason):
        diagnostics.append(.mistake(at: host.location, "host '\(host.text)': \(reason.text)"))
      }
    }
    return hosts
  }
}
