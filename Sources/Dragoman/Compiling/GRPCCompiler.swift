import Bytes
import Configuration
import Endpoints
import GRPCBackend
import Messages
import Protobuf
import Shaping

/// One gRPC backend of the configuration → what its calls are made with.
struct GRPCCompiler {
  private let endpoint: EndpointConfiguration
  private let backend: BackendConfiguration
  private let grpc: GRPCBackendConfiguration
  private let service: ServiceConfiguration
  private let schema: Schema
  /// The annotation that an exposed method is called by; nil for a written endpoint.
  private let binding: HTTPBinding?
  let method: MethodType
  private(set) var diagnostics: [Diagnostic] = []

  /// Nil, with the reason in `diagnostics`, if the catalog has no such method (GRPC-D7).
  init?(
    _ endpoint: EndpointConfiguration, _ backend: BackendConfiguration,
    _ grpc: GRPCBackendConfiguration, _ service: ServiceConfiguration, _ schema: Schema,
    _ binding: HTTPBinding?, noting diagnostics: inout [Diagnostic]
  ) {
    let path = "/\(grpc.service)/\(grpc.method)"
    guard let method = schema.method(path: path) else {
      diagnostics.append(GRPCCompiler.unknown(grpc, backend, schema))
      return nil
    }
    self.endpoint = endpoint
    self.backend = backend
    self.grpc = grpc
    self.service = service
    self.schema = schema
    self.method = method
    self.binding = binding
  }

  private static func unknown(
    _ grpc: GRPCBackendConfiguration, _ backend: BackendConfiguration, _ schema: Schema
  ) -> Diagnostic {
    guard let service = schema.service(named: grpc.service) else {
      let names = schema.services.map(\.name)
      return .mistake(
        at: backend.patternLocation, "the catalog has no service '\(grpc.service)'",
        suggestion: Spelling.nearest(to: grpc.service, among: names).map { "did you mean \($0)?" }
          ?? (names.isEmpty ? nil : "it has \(names.prefix(8).joined(separator: ", "))"))
    }
    let names = service.methods.map(\.name)
    return .mistake(
      at: backend.patternLocation, "the service '\(grpc.service)' has no method '\(grpc.method)'",
      suggestion: Spelling.nearest(to: grpc.method, among: names).map { "did you mean \($0)?" }
        ?? "it has \(names.prefix(8).joined(separator: ", "))")
  }

  /// What the adapter needs.
  mutating func settings(_ shaping: ShapingProgram) -> GRPCSettings {
    var settings = GRPCSettings(
      path: Array(method.path.utf8), answer: answer(shaping), metadata: metadata,
      details: StatusText(schema))
    settings.statusRule = StatusRule(backend)
    settings.keepsFailedAnswers = endpoint.failures.isProblem
    settings.maxMessage = grpc.maxMessageSize
    settings.maxMessages = grpc.stream.maxMessages
    settings.idleNanoseconds = grpc.stream.idleTimeout
    settings.maxList = service.server.maxResponseBody
    settings.coding = grpc.compression == .gzip ? .gzip : .identity
    settings.retries = grpc.retries
    settings.avoidsFailingHosts = grpc.usesAlternateHost
    settings.failsOver = backend.failsOver
    settings.responseHeaders = grpc.responseHeaders.compactMap { FieldName($0) }
    settings.responseTrailers = grpc.responseTrailers.compactMap { FieldName($0) }
    settings.isSecure = grpc.tls != nil
    return settings
  }

  private var metadata: MetadataRule {
    MetadataRule(
      renaming: grpc.headerMapping.compactMap { rename in
        FieldName(rename.from).flatMap { from in
          FieldName(rename.to).map { (from: from, to: $0) }
        }
      })
  }
}

// The answer.
extension GRPCCompiler {
  private func answer(_ shaping: ShapingProgram) -> GRPCAnswer {
    if backend.isShadow { return .nothing }
    let isBody = schema[method.output].wellKnown == .httpBody && endpoint.passesMessages
    guard method.isServerStreaming else { return isBody ? .body : .document(transcoder) }
    guard endpoint.passesMessages else { return .list(transcoder) }
    var plan = StreamPlan(isBody ? .body : .json(transcoder, shaping))
    plan.form =
      switch grpc.stream.form {
      case .auto: nil
      case .lines: .ndjson
      case .events: .serverSentEvents
      case .array: .array
      }
    plan.tellsMessage = endpoint.failures.isProblem || backend.returnErrorCode
    return .stream(plan)
  }

  private var transcoder: WireToJSON {
    WireToJSON(
      schema, message: method.output, shape: shape, selection: selection,
      limits: TranscodeLimits(bytes: service.server.maxResponseBody))
  }

  private var shape: JSONShape {
    let output = grpc.output
    if output.isCanonical {
      return .protojson(
        printsDefaults: !output.omitsUnset, names: output.naming == .camelCase ? .json : .proto)
    }
    return .krakend(
      KrakenDShape(
        names: output.naming == .camelCase ? .json : .proto, enumAsString: output.enumsAreNames,
        timestampAsString: output.timestampsAreText, durationAsString: output.durationsAreText,
        removesUnset: output.omitsUnset))
  }

  /// What `allow` and `deny` drop is not decoded at all. Where more than plain paths decide,
  /// shaping alone does.
  private var selection: FieldSelection {
    guard backend.flatmap.isEmpty, !isList else { return .everything }
    let paths = backend.allow + backend.deny + [backend.target]
    guard !paths.contains(where: { $0.contains("[") || $0.contains("*") }) else {
      return .everything
    }
    let prefix = backend.target.isEmpty ? "" : backend.target + "."
    if !backend.allow.isEmpty { return .allowing(backend.allow.map { prefix + $0 }) }
    if !backend.deny.isEmpty { return .denying(backend.deny.map { prefix + $0 }) }
    return backend.target.isEmpty ? .everything : .allowing([backend.target])
  }

  /// Whether many messages are gathered in a list.
  var isList: Bool { method.isServerStreaming && !endpoint.passesMessages }
}

// The request.
extension GRPCCompiler {
  /// What makes the messages.
  mutating func composer() -> GRPCMessageComposer {
    var options = JSONInputOptions()
    options.assumeBytes = grpc.assumesBytes
    options.ignoreUnknown = grpc.ignoresUnknownFields
    let request = RequestMessage(schema, message: method.input, options: options)
    var plan = GRPCMessageComposer.Plan(
      request: request, json: JSONToWire(schema, message: method.input, options: options))
    if grpc.usesRequestBody { plan.body = body(request) }
    plan.coding = grpc.compression == .gzip ? .gzip : .identity
    plan.maxText = service.server.maxRequestBody
    if let binding {
      add(binding, to: &plan, request)
    } else if grpc.usesParameters {
      addValues(to: &plan, request)
    }
    return GRPCMessageComposer(plan)
  }

  private func body(_ request: RequestMessage) -> GRPCMessageComposer.Body {
    if case .field(let field)? = binding?.body {
      guard let path = try? request.bodyPath(field.path) else { return .unused }
      let isBody = field.field?.kind.message.map { schema[$0].wellKnown == .httpBody } ?? false
      return isBody ? .rawField(path) : .field(path)
    }
    if schema[method.input].wellKnown == .httpBody, backend.request?.body == nil {
      return method.isClientStreaming ? .rawParts : .raw
    }
    return method.isClientStreaming ? .messages : .whole
  }

  /// What an annotation says: the path gives fields, and the query those that neither path nor body
  /// give. All three speak of different fields, so that only a body that is the whole message can
  /// contradict the path, which wins.
  private func add(
    _ binding: HTTPBinding, to plan: inout GRPCMessageComposer.Plan, _ request: RequestMessage
  ) {
    plan.winner = .assignments
    for (number, variable) in binding.variables.enumerated() {
      guard let path = try? request.path(variable.path) else { continue }
      plan.values.append(GRPCMessageComposer.Value(path, [.parameter(number)]))
      plan.taken.append(path)
    }
    if case .field(let field) = binding.body, let path = try? request.bodyPath(field.path) {
      plan.taken.append(path)
    }
    if binding.body != .message { resolveQuery(of: &plan, request) }
  }

  /// GRPC-6: what is mapped, and what else has the name of a field.
  private mutating func addValues(
    to plan: inout GRPCMessageComposer.Plan, _ request: RequestMessage
  ) {
    var mapped: Set<String> = []
    let names = endpoint.path.parameters
    for field in grpc.inputMapping {
      do throws(TranscodeError) {
        let path = try request.path(field.path.joined(separator: "."))
        switch field.source {
        case .parameter(let name):
          mapped.insert(name)
          guard let number = names.firstIndex(of: name) else { continue }
          plan.values.append(GRPCMessageComposer.Value(path, [.parameter(number)]))
        case .query(let name): plan.query.append((Array(name.utf8), path))
        }
      } catch {
        diagnostics.append(
          .mistake(at: field.location, "input_mapping: \(error)"))
      }
    }
    for (number, name) in names.enumerated() where !mapped.contains(name) {
      if let path = try? request.path(name) {
        plan.values.append(GRPCMessageComposer.Value(path, [.parameter(number)]))
      }
    }
    resolveQuery(of: &plan, request)
  }

  /// Names that are known now are looked up now: those that are listed, and with `*` the fields of
  /// the message itself. Only what leads further in is left to the request then.
  private func resolveQuery(of plan: inout GRPCMessageComposer.Plan, _ request: RequestMessage) {
    let listed = endpoint.inputQueryStrings
    plan.triesQueryNames = listed.contains("*")
    let own = schema[method.input].fields.flatMap { [$0.name, $0.jsonName] }
    for name in plan.triesQueryNames ? own : listed {
      let bytes = Array(name.utf8)
      guard !plan.query.contains(where: { $0.name == bytes }),
        let path = try? request.path(name), !plan.taken.contains(where: { path.isInside($0) })
      else { continue }
      plan.query.append((bytes, path))
    }
  }

  /// Whether the client's content has to be gathered: all that is not sent as it comes, in any
  /// number of messages.
  var gathersContent: Bool {
    if case .field? = binding?.body { return true }
    return grpc.usesRequestBody && !method.isClientStreaming
  }
}
