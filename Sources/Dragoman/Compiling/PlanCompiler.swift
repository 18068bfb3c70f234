import Bytes
public import Configuration
import Endpoints
import GraphQL
import Messages
import Protobuf
import Routing
import Shaping

/// Configuration → blueprint, or all the reasons why not.
public struct PlanCompiler {
  private var diagnostics: [Diagnostic] = []
  private var origins: OriginTable
  private let configuration: ServiceConfiguration
  /// The types of gRPC services; nil without any, or where they cannot be used.
  private var schema: Schema?
  private var graphQLSchemas = GraphQLSchemas()
  private var extensions: ExtensionCompiler
  /// The merge policies by their names.
  private let policies: [String: any MergePolicy]

  private init(_ configuration: ServiceConfiguration, _ extensions: Extensions) {
    self.configuration = configuration
    origins = OriginTable(configuration.client)
    self.extensions = ExtensionCompiler(extensions)
    policies = extensions.policies
  }

  /// Compiles. The blueprint is nil if and only if a diagnostic is an error.
  public static func compile(
    _ configuration: ServiceConfiguration, _ extensions: Extensions = Extensions()
  ) -> (blueprint: Blueprint?, diagnostics: [Diagnostic]) {
    var compiler = PlanCompiler(configuration, extensions)
    let blueprint = compiler.blueprint()
    compiler.diagnostics += compiler.extensions.diagnostics + compiler.origins.tls.diagnostics
    let hasErrors = compiler.diagnostics.contains { $0.severity == .error }
    return (hasErrors ? nil : blueprint, compiler.diagnostics)
  }

  private mutating func blueprint() -> Blueprint? {
    let services = ServiceEndpoint.list(configuration)
    readCatalog()
    // What the root says is looked at even where no backend needs it.
    if configuration.client.tls != nil { _ = origins.tls.source(nil) }
    var endpoints: [Blueprint.Endpoint] = []
    for endpoint in configuration.endpoints {
      if let compiled = compile(endpoint) { endpoints.append(compiled) }
    }
    let exposed = exposures(to: &endpoints)
    for name in extensions.extensions.names.conflicts {
      diagnostics.append(
        .mistake(
          at: configuration.location, "an extension is registered for '\(name)', which is built in",
          suggestion: "give it a name of its own"))
    }
    let middleware = extensions.requestMiddleware(configuration)
    guard let routes = routes(services), let rule = clientAddressRule() else { return nil }
    return Blueprint(
      configuration: configuration, routes: routes, exposed: exposed, services: services,
      endpoints: endpoints,
      clientAddress: rule, origins: origins.directory, originCount: origins.count,
      middleware: middleware)
  }

  /// Compiles what annotations expose, behind the written endpoints.
  private mutating func exposures(to endpoints: inout [Blueprint.Endpoint]) -> ExposedMethods? {
    guard !configuration.grpc.exposures.isEmpty, let schema else { return nil }
    let compiler = ExposureCompiler(configuration.grpc, schema)
    diagnostics += compiler.diagnostics + compiler.conflicts(with: configuration.endpoints)
    for method in compiler.exposed {
      if let compiled = compile(method.endpoint, method.binding) { endpoints.append(compiled) }
    }
    return compiler.table.map { ExposedMethods($0) }
  }

  private mutating func readCatalog() {
    guard !configuration.grpc.catalog.isEmpty else { return }
    let catalog = CatalogCompiler.schema(configuration.grpc)
    schema = catalog.schema
    diagnostics += catalog.diagnostics
  }

  private mutating func clientAddressRule() -> ClientAddressRule? {
    let router = configuration.router
    do {
      return try ClientAddressRule(
        readsHeaders: router.forwardedByClientIP, trustedProxies: router.trustedProxies,
        headers: router.remoteIPHeaders)
    } catch {
      diagnostics.append(.mistake(at: configuration.location, "router: \(error)"))
      return nil
    }
  }
}

// Routes.
extension PlanCompiler {
  private var routingOptions: RoutingOptions {
    let router = configuration.router
    var options = RoutingOptions()
    options.redirectsTrailingSlash = !router.disableRedirectTrailingSlash
    options.redirectsFixedPath = !router.disableRedirectFixedPath
    options.handlesMethodNotAllowed = !router.disableHandleMethodNotAllowed
    options.removesExtraSlash = router.removeExtraSlash
    options.checksPathDecoding = !router.disablePathDecoding
    options.answersOptions = router.autoOptions
    return options
  }

  /// The gateway's own paths come first, as in the reference.
  private mutating func routes(_ services: [ServiceEndpoint]) -> RouteTable? {
    var routes = services.compactMap { $0.route }
    let placeholders: RoutePattern.Placeholders =
      configuration.disableREST ? .anywhere : .afterSlash
    for endpoint in configuration.endpoints {
      guard let method = Method(Array(endpoint.method.utf8).span) else { continue }
      do {
        routes.append(Route(method, try RoutePattern(endpoint: endpoint.path.text, placeholders)))
      } catch {
        diagnostics.append(
          .mistake(at: endpoint.pathLocation, "the path cannot be routed: \(error)"))
      }
    }
    guard routes.count == services.count + configuration.endpoints.count else { return nil }
    do {
      return try RouteTable.build(routes, routingOptions)
    } catch {
      tell(error, serviceCount: services.count)
      return nil
    }
  }

  private mutating func tell(_ conflicts: RouteConflicts, serviceCount: Int) {
    for pair in conflicts.pairs where pair.second >= serviceCount {
      let second = configuration.endpoints[pair.second - serviceCount]
      var text = "no request could tell '\(second.name)' from "
      if pair.first >= serviceCount {
        let first = configuration.endpoints[pair.first - serviceCount]
        text += "'\(first.name)' in line \(first.pathLocation.line)"
      } else {
        text += "a path of the gateway's own"
      }
      diagnostics.append(
        .mistake(at: second.pathLocation, text, suggestion: "remove one of the two"))
    }
  }
}

// Endpoints.
extension PlanCompiler {
  private mutating func compile(
    _ endpoint: EndpointConfiguration, _ binding: HTTPBinding? = nil
  ) -> Blueprint.Endpoint? {
    let flow = FlowCompiler(endpoint)
    let parts = self.parts(flow.answering, flow, endpoint, binding)
    let shadows = self.parts(flow.shadows, flow, endpoint, nil, areShadows: true)
    let finalShaping = self.finalShaping(endpoint, flow)
    let merge = self.merge(endpoint)
    guard let parts, let shadows else { return nil }
    return Blueprint.Endpoint(
      written: endpoint, name: endpoint.path.text, timeout: endpoint.timeout, parts: parts,
      finalShaping: finalShaping, output: output(endpoint),
      passesThrough: endpoint.outputEncoding == .noOp, cacheControl: cacheControl(endpoint),
      sequence: flow.sequence(parts.map(\.template)), staticData: flow.staticData, shadows: shadows,
      shadowTimeout: flow.shadowTimeout, concurrentCalls: endpoint.concurrentCalls,
      gathersContent: flow.gathersContent || parts.contains(where: \.gathersContent),
      middleware: extensions.endpointMiddleware(endpoint),
      merge: merge, failures: endpoint.failures.contract(configuration))
  }

  /// The policy by its name; nil for `arrival`, KrakenD's way.
  private mutating func merge(_ endpoint: EndpointConfiguration) -> (any MergePolicy)? {
    let setting = endpoint.merge
    guard setting.name != MergeSetting.arrival else { return nil }
    if let policy = policies[setting.name] { return policy }
    let names = [MergeSetting.arrival] + policies.keys.sorted()
    diagnostics.append(
      .mistake(
        at: setting.location, "unknown merge policy \"\(setting.name)\"",
        suggestion: Spelling.nearest(to: setting.name, among: names).map {
          "did you mean \"\($0)\"?"
        } ?? "known are \(names.joined(separator: ", "))"))
    return nil
  }

  private mutating func parts(
    _ backends: [BackendConfiguration], _ flow: FlowCompiler, _ endpoint: EndpointConfiguration,
    _ binding: HTTPBinding?, areShadows: Bool = false
  ) -> [Blueprint.Part]? {
    var parts: [Blueprint.Part] = []
    for (index, backend) in backends.enumerated() {
      var graphQLSchema: GraphQLSchema?
      if let path = backend.graphQL?.schema {
        graphQLSchema = graphQLSchemas.schema(path, noting: &diagnostics)
      }
      var compiler = BackendCompiler(
        endpoint, backend, configuration, flow, schema, graphQLSchema, binding,
        step: areShadows ? nil : index)
      let part = compiler.part(
        passesThrough: endpoint.outputEncoding == .noOp, &origins, &extensions)
      if let part { parts.append(part) }
      diagnostics += compiler.diagnostics
    }
    return parts.count == backends.count ? parts : nil
  }

  /// FM-9: it exists with two or more backends only; shadows do not count (SHA-2).
  private mutating func finalShaping(
    _ endpoint: EndpointConfiguration, _ flow: FlowCompiler
  ) -> FlatmapProgram? {
    guard !endpoint.flatmap.isEmpty, flow.answering.count > 1 else { return nil }
    var problems: [ShapingProblem] = []
    let program = FlatmapProgram(endpoint.flatmap.map(\.operation), noting: &problems)
    for problem in problems {
      diagnostics.append(.shaping(problem, endpoint))
    }
    return program
  }

  private mutating func output(_ endpoint: EndpointConfiguration) -> OutputForms {
    if let added = extensions.encoder(endpoint) { return .fixed(added) }
    let isSorted = endpoint.outputOrder == .sorted
    return switch endpoint.outputEncoding {
    case .jsonCollection: .fixed(.collection)
    case .string: .fixed(.string)
    case .json, .fastJSON, .noOp: .fixed(.json(sorted: isSorted))
    case .xml: .fixed(.xml)
    case .yaml: .fixed(.yaml)
    case .negotiate: .negotiated(sorted: isSorted)
    }
  }

  /// Whole seconds (RSP-3).
  private func cacheControl(_ endpoint: EndpointConfiguration) -> FieldValue? {
    guard endpoint.cacheTTL != 0 else { return nil }
    return FieldValue("public, max-age=\(endpoint.cacheTTL / 1_000_000_000)")
  }
}
