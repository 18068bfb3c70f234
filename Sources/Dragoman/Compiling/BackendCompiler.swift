import Bytes
import Configuration
import Document
import Endpoints
import GRPCBackend
import GraphQL
import GraphQLBackend
import HTTPBackend
import Messages
import Protobuf
import Shaping
import Upstreams

/// One backend of the configuration → its part of the blueprint.
struct BackendCompiler {
  private let endpoint: EndpointConfiguration
  private let backend: BackendConfiguration
  private let service: ServiceConfiguration
  /// The types of gRPC services.
  private let schema: Schema?
  /// The schema of a GraphQL backend; nil where none is named.
  private let graphQLSchema: GraphQLSchema?
  /// The annotation that an exposed method is called by.
  private let binding: HTTPBinding?
  /// What a sequence hands on; empty without one.
  private let references: [ResponseReference]
  /// Which of the answering backends it is; nil for a shadow.
  private let step: Int?
  private let answering: [BackendConfiguration]
  /// Whether nothing is merged with its answer.
  private let isAlone: Bool
  /// Whether the answer is a list of messages.
  private var isList = false
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ endpoint: EndpointConfiguration, _ backend: BackendConfiguration,
    _ service: ServiceConfiguration, _ flow: FlowCompiler, _ schema: Schema?,
    _ graphQLSchema: GraphQLSchema?, _ binding: HTTPBinding?, step: Int?
  ) {
    self.graphQLSchema = graphQLSchema
    references = flow.references
    answering = flow.answering
    self.step = step
    isAlone = flow.answering.count == 1 && flow.staticData == nil
    self.endpoint = endpoint
    self.backend = backend
    self.service = service
    self.schema = schema
    self.binding = binding
  }

  mutating func part(
    passesThrough: Bool, _ origins: inout OriginTable, _ extensions: inout ExtensionCompiler
  ) -> Blueprint.Part? {
    var grpc: GRPCCompiler?
    if let settings = backend.grpc {
      // Without a schema the catalog has been found faulty, or missing.
      guard let schema else { return nil }
      grpc = GRPCCompiler(
        endpoint, backend, settings, service, schema, binding, noting: &diagnostics)
      guard grpc != nil else { return nil }
    }
    isList = grpc?.isList ?? false
    if let grpc { checkFields(of: grpc.method) }
    let shaping = shaping()
    var composer: (any MessageComposer)? = grpc?.composer()
    let messages = grpc?.settings(shaping)
    diagnostics += grpc?.diagnostics ?? []
    var graphQL: GraphQLCompiler?
    if let settings = backend.graphQL {
      graphQL = GraphQLCompiler(
        endpoint, backend, settings, names, check, graphQLSchema, noting: &diagnostics)
      guard graphQL != nil else { return nil }
      graphQL?.checkFields()
      composer = graphQL?.composer()
      diagnostics += graphQL?.diagnostics ?? []
    }
    var upstream = UpstreamCompiler(backend, service.client)
    let hosts = unsupported == nil ? upstream.hosts(&origins) : .listed(Balancer([]))
    diagnostics += upstream.diagnostics
    guard let template = template(composer) else { return nil }
    var settings = settings(passesThrough, upstream, extensions.extensions)
    settings.reader = graphQL?.reader
    let gathers = grpc?.gathersContent ?? graphQL?.gathersContent ?? false
    return Blueprint.Part(
      template: template, shaping: shaping, shapingPlan: plan, settings: settings, grpc: messages,
      keeping: HTTP2Keeping(
        idleNanoseconds: backend.grpc?.idleTimeout, pingNanoseconds: backend.grpc?.pingInterval),
      hosts: hosts, gathersContent: gathers || template.needsContent,
      unsupported: unsupported, own: extensions.backend(backend),
      completeness: completeness,
      middleware: extensions.backendMiddleware(backend))
  }

  /// What an annotation says was checked with it, and what holds for all methods of an exposure
  /// need not speak of each.
  private mutating func checkFields(of method: MethodType) {
    guard binding == nil, let schema, let settings = backend.grpc else { return }
    let values = GRPCValueCheck(endpoint, backend, settings, method, schema)
    let fields = GRPCFieldCheck(backend, settings.output, method, schema, isCollection: isList)
    diagnostics += values.diagnostics + fields.diagnostics
  }

  /// A default stands for the shaped answer: it is only put where that would be.
  private var completeness: Completeness {
    switch backend.completeness {
    case .counted: return .counted
    case .required: return .required
    case .optional: return .optional
    case .replaced(let json):
      guard let document = try? Document.scan(json, .strict) else { return .counted }
      var ignored: [ShapingProblem] = []
      let place = ShapingPlan(root: anyRoot, group: backend.group)
      return .replaced(document, ShapingProgram(place, noting: &ignored))
    }
  }

  private var anyRoot: RootRule { isAlone || !backend.group.isEmpty ? .any : .anyBeside }

  /// The names of the endpoint's placeholders, and of the values of answers behind them.
  private var names: [String] { endpoint.path.parameters + references.map(\.name) }

  private var check: ReferenceCheck {
    ReferenceCheck(endpoint: endpoint, answering: answering, step: step)
  }

  private mutating func template(_ composer: (any MessageComposer)?) -> CallTemplate? {
    guard let method = Method(Array(backend.method.utf8).span) else {
      diagnostics.append(.mistake(at: backend.location, "'\(backend.method)' is no method"))
      return nil
    }
    var definition = CallDefinition(
      method: method, urlPattern: backend.urlPattern.text,
      parameters: names)
    definition.inputHeaders = endpoint.inputHeaders
    definition.inputQueryStrings = endpoint.inputQueryStrings
    definition.backendHeaders = backend.inputHeaders
    definition.backendQueryStrings = backend.inputQueryStrings
    definition.composer = composer
    definition.disablesCompression = service.client.disableCompression
    definition.pathParameterCount = endpoint.path.parameters.count
    if let request = backend.request {
      var compiler = RequestCompiler(check)
      definition.request = compiler.compile(request, bodyLimit: service.server.maxRequestBody)
      diagnostics += compiler.diagnostics
    }
    do {
      let template = try CallTemplate(definition)
      let added =
        (definition.request?.references.count ?? 0) + (composer?.references.count ?? 0)
      for reference in template.references.dropLast(added) {
        if let mistake = check.mistake(reference, at: backend.patternLocation) {
          diagnostics.append(mistake)
        }
      }
      return template
    } catch {
      diagnostics.append(.call(error, backend))
      return nil
    }
  }

  private var plan: ShapingPlan {
    ShapingPlan(
      root: root, target: backend.target, allow: backend.allow, deny: backend.deny,
      mapping: backend.mapping.map { ShapingPlan.Rename($0.from, to: $0.to) },
      group: backend.group, flatmap: backend.flatmap.map(\.operation))
  }

  private mutating func shaping() -> ShapingProgram {
    var problems: [ShapingProblem] = []
    let program = ShapingProgram(plan, noting: &problems)
    for problem in problems {
      diagnostics.append(.shaping(problem, backend))
    }
    return program
  }

  private var root: RootRule {
    if isList { return .collection }
    if backend.takesAnyRoot { return anyRoot }
    if backend.grpc != nil { return .safe }
    return switch backend.encoding {
    case .json, .fastJSON, .noOp, .yaml: backend.isCollection ? .collection : .object
    case .xml: backend.isCollection ? .wrapped : .object
    // A feed is no list (DEC-6).
    case .rss: .object
    case .safeJSON: .safe
    case .string: .content
    }
  }

  private func settings(
    _ passesThrough: Bool, _ upstream: UpstreamCompiler, _ extensions: Extensions
  ) -> HTTPBackend.Settings {
    var redirects = RedirectRule()
    redirects.follows = !backend.noRedirect
    redirects.sendsContentAgain = backend.sendBodyOnRedirect
    var settings = HTTPBackend.Settings(
      decoder: decoder(extensions), passesThrough: passesThrough && !backend.isShadow,
      statusRule: StatusRule(backend),
      label: backend.label,
      redirects: redirects, maxContent: service.server.maxResponseBody)
    settings.proxies = upstream.proxies
    settings.tls = upstream.tls
    settings.failsOver = backend.failsOver
    settings.keepsFailedAnswers = endpoint.failures.isProblem
    return settings
  }

  /// A shadow's answer is of no interest (SHA-1).
  private func decoder(_ extensions: Extensions) -> AnswerDecoder {
    if backend.isShadow { return .nothing }
    if let name = backend.addedDecoder, let decoder = extensions.decoders[name] {
      return .added(AddedDecoder(decoder, name: name))
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
    backend.foreignProtocol.map { "backends of kind \($0) are not supported yet" }
  }
}

extension StatusRule {
  /// What the configuration makes of a backend's status.
  init(_ backend: BackendConfiguration) {
    if let alias = backend.returnErrorDetails {
      self = .details(alias: Array(alias.utf8))
    } else {
      self = backend.returnErrorCode ? .code : .fail
    }
  }
}
