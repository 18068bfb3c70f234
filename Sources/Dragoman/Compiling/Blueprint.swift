import Configuration
import Endpoints
import GRPCBackend
import GraphQLBackend
import HTTP
import HTTPBackend
import Messages
import Network
import Routing
import Shaping
import Upstreams

/// A configuration, compiled as far as it goes without sockets: `check` stops here, `run` joins it
/// to the loops' clients. Both go through the very same steps.
public struct Blueprint: Sendable {
  /// One backend, but for the clients.
  struct Part: Sendable {
    var template: CallTemplate
    var shaping: ShapingProgram
    /// What the program was compiled from, for those who ask.
    var shapingPlan: ShapingPlan
    var settings: HTTPBackend.Settings
    /// What makes it a gRPC backend; nil for HTTP.
    var grpc: GRPCSettings?
    /// How a GraphQL backend's calls are made fewer.
    var saving = GraphQLSaving()
    /// How its connections are kept, if it is one.
    var keeping = HTTP2Keeping()
    var hosts: HostPlan
    /// Whether the client's content has to be whole before the call is made.
    var gathersContent = false
    /// Why this version cannot call it; such a backend fails every call.
    var unsupported: String?
    /// The backend that an extension made; then there is no HTTP.
    var own: (any Backend)?
    /// What its failure means for the endpoint.
    var completeness = Completeness.counted
    /// What stands around it, the outermost first.
    var middleware: [any BackendMiddleware]
  }

  /// One endpoint.
  struct Endpoint: Sendable {
    /// What the configuration says, or an annotation.
    var written: EndpointConfiguration
    var name: String
    var timeout: Int64
    var parts: [Part]
    var finalShaping: FlatmapProgram?
    var output: OutputForms
    var passesThrough: Bool
    var cacheControl: FieldValue?
    var sequence: SequencePlan?
    var staticData: StaticData?
    var shadows: [Part]
    var shadowTimeout: Int64
    var concurrentCalls: Int
    /// Whether the client's content has to be held, because it is sent more than once.
    var gathersContent: Bool
    /// What stands around it, the outermost first.
    var middleware: [any EndpointMiddleware]
    /// How answers become one; nil for KrakenD's way.
    var merge: (any MergePolicy)?
    var failures: FailureContract
  }

  let configuration: ServiceConfiguration
  let routes: RouteTable
  /// The endpoints that annotations made, the last of `endpoints`; nil without any.
  let exposed: ExposedMethods?
  let services: [ServiceEndpoint]
  let endpoints: [Endpoint]
  let clientAddress: ClientAddressRule
  let origins: OriginDirectory
  /// How many servers the configuration names.
  let originCount: Int
  /// What stands around everything, the outermost first.
  let middleware: [any RequestMiddleware]

  /// The kinds of connections that its gRPC backends need.
  var keptConnections: Set<HTTP2Keeping> {
    let parts = endpoints.flatMap { $0.parts + $0.shadows }
    return Set(parts.filter { $0.grpc != nil }.map(\.keeping))
  }

  /// Joins everything to the clients of the loops.
  func plan(
    with clients: BackendClients, _ discovery: ServiceDiscovery, log: Log,
    recorder: CallRecorder? = nil
  ) -> GatewayPlan {
    let router = configuration.router
    return GatewayPlan(
      routes: routes, exposed: exposed, answersOptions: router.autoOptions,
      writtenCount: configuration.endpoints.count,
      services: services,
      endpoints: endpoints.map { endpoint($0, clients, discovery, recorder) }, texts: texts,
      clientAddress: clientAddress, maxRequestContent: configuration.server.maxRequestBody,
      logsAccess: configuration.logging.accessLog != .off,
      unloggedPaths: router.loggerSkipPaths.map { Array($0.utf8) }, middleware: middleware)
  }

  private var texts: GatewayPlan.Texts {
    let router = configuration.router
    return GatewayPlan.Texts(
      version: router.hideVersionHeader ? Version.hidden : Version.shown,
      notFound: router.notFoundBody, methodNotAllowed: router.methodNotAllowedBody,
      returnsErrorMessage: router.returnErrorMessage,
      failures: configuration.server.failures.contract(configuration))
  }

  private func endpoint(
    _ endpoint: Endpoint, _ clients: BackendClients, _ discovery: ServiceDiscovery,
    _ recorder: CallRecorder?
  ) -> GatewayPlan.Endpoint {
    let shadows = endpoint.shadows.map { part($0, clients, discovery, recorder) }
    let calls = endpoint.concurrentCalls
    let batches = batches(endpoint.parts, clients, discovery)
    let pipeline = EndpointPlan(
      name: endpoint.name, timeoutNanoseconds: endpoint.timeout,
      parts: endpoint.parts.map {
        part($0, clients, discovery, recorder, calls: calls, batches)
      },
      finalShaping: endpoint.finalShaping, passesThrough: endpoint.passesThrough,
      sequence: endpoint.sequence, staticData: endpoint.staticData,
      shadows: shadows.isEmpty
        ? nil : ShadowPlan(parts: shadows, timeoutNanoseconds: endpoint.shadowTimeout),
      isConcurrent: calls > 1, merge: endpoint.merge)
    return GatewayPlan.Endpoint(
      pipeline: pipeline, output: endpoint.output, cacheControl: endpoint.cacheControl,
      gathersContent: endpoint.gathersContent, middleware: endpoint.middleware,
      failures: endpoint.failures, texts: texts)
  }

  private func part(
    _ part: Part, _ clients: BackendClients, _ discovery: ServiceDiscovery,
    _ recorder: CallRecorder?, calls: Int = 1, _ batches: [Batching] = []
  ) -> EndpointPlan.Part {
    var backend = backend(part, clients, discovery, batches)
    if let recorder {
      backend = ObservedBackend(backend, label: part.settings.label, recorder: recorder)
    }
    for middleware in part.middleware.reversed() {
      backend = WrappedBackend(
        backend: backend, middleware: middleware, label: part.settings.label)
    }
    return EndpointPlan.Part(
      template: part.template,
      backend: calls > 1 ? ConcurrentBackend(backend, count: calls) : backend,
      shaping: part.shaping, completeness: part.completeness)
  }

  private func backend(
    _ part: Part, _ clients: BackendClients, _ discovery: ServiceDiscovery, _ batches: [Batching]
  ) -> any Backend {
    if let own = part.own { return own }
    if let reason = part.unsupported { return UnsupportedBackend(reason: reason) }
    if let grpc = part.grpc, let clients = clients.http2[part.keeping] {
      return GRPCBackend(grpc, hosts: hosts(part, discovery), clients: clients)
    }
    let backend: any Backend =
      if let batch = part.saving.batch {
        BatchedBackend(batches[batch.group], number: batch.number)
      } else {
        http(part, clients, discovery)
      }
    return part.saving.sharing(backend, clients.group)
  }

  private func hosts(_ part: Part, _ discovery: ServiceDiscovery) -> HostSource {
    switch part.hosts {
    case .listed(let balancer): .listed(balancer)
    case .service(let service): discovery.hosts(of: service)
    }
  }

  private func http(
    _ part: Part, _ clients: BackendClients, _ discovery: ServiceDiscovery
  ) -> HTTPBackend {
    HTTPBackend(
      part.settings, hosts: hosts(part, discovery), clients: clients.http1, origins: origins)
  }

  /// The batches of an endpoint, in their order.
  private func batches(
    _ parts: [Part], _ clients: BackendClients, _ discovery: ServiceDiscovery
  ) -> [Batching] {
    let count = parts.compactMap { $0.saving.batch?.group }.max().map { $0 + 1 } ?? 0
    return (0..<count).map { group in
      let members = parts.filter { $0.saving.batch?.group == group }
      return Batching(members.map { http($0, clients, discovery) }, group: clients.group)
    }
  }
}

/// A backend that this version cannot call: the start warned, and every call says so again.
struct UnsupportedBackend: Backend {
  let reason: String

  func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    receiver.failed(GatewayFailure(.noHost, .gateway, detail: reason), slot: slot)
    return nil
  }
}
