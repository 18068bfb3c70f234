import CDescriptors

/// Makes the entries of a schema out of the descriptors of services.
struct ServiceLinker {
  private let files: [UnpackedFile]
  private let references: ReferenceResolver
  private let log: FaultLog

  init(_ files: [UnpackedFile], _ references: ReferenceResolver, _ log: FaultLog) {
    self.files = files
    self.references = references
    self.log = log
  }

  func link(_ declarations: [Declarations.Service]) -> [ServiceType] {
    declarations.map { declaration in
      let proto = declaration.proto.pointee
      var methods: [MethodType] = []
      var names: Set<String> = []
      for method in elements(proto.method, proto.n_method) where !log.isFull {
        guard let method = link(method.pointee, declaration) else { continue }
        if names.insert(method.name).inserted {
          methods.append(method)
        } else {
          log.fault(declaration.file, declaration.name, "has the method \(method.name) twice")
        }
      }
      return ServiceType(
        name: declaration.name, file: files[declaration.file].name, methods: methods)
    }
  }

  private func link(
    _ proto: Dragoman__MethodDescriptorProto, _ service: Declarations.Service
  ) -> MethodType? {
    let name = String(c: proto.name)
    let symbol = "\(service.name).\(name)"
    guard DeclarationReader.isIdentifier(name.utf8) else {
      log.fault(service.file, service.name, "has the method '\(name)', which is no name")
      return nil
    }
    guard symbol.utf8.count <= DescriptorLimits.name else {
      log.fault(service.file, service.name, "has a method with a name of more than 512 bytes")
      return nil
    }
    let input = message(proto.input_type, "input", symbol, service)
    let output = message(proto.output_type, "output", symbol, service)
    guard let input, let output else { return nil }
    let options = proto.options?.pointee
    return MethodType(
      name: name, path: "/\(service.name)/\(name)", input: input, output: output,
      isClientStreaming: proto.client_streaming != 0,
      isServerStreaming: proto.server_streaming != 0,
      idempotency: idempotency(options?.idempotency_level ?? 0),
      httpRule: options?.http.map { rule($0.pointee, symbol, service) })
  }

  private func idempotency(_ level: Int32) -> MethodType.Idempotency {
    switch level {
    case 1: .noSideEffects
    case 2: .idempotent
    default: .unknown
    }
  }

  private func message(
    _ type: UnsafeMutablePointer<CChar>?, _ side: String, _ symbol: String,
    _ service: Declarations.Service
  ) -> MessageID? {
    guard let type else {
      log.fault(service.file, symbol, "does not say what its \(side) is")
      return nil
    }
    switch references.type(type, service.name, service.file, symbol) {
    case .message(let id): return id
    case nil: return nil
    default:
      log.fault(
        service.file, symbol,
        "has the \(side) \(ReferenceResolver.shown(type)), which is no message")
      return nil
    }
  }

  /// How deep rules lie in each other was bounded before; those in additional ones are refused
  /// where a rule is parsed.
  private func rule(
    _ rule: Dragoman__HttpRule, _ symbol: String, _ service: Declarations.Service
  ) -> HTTPRule {
    var patterns: [(method: String, path: String)] = []
    let named = [
      ("GET", rule.get), ("PUT", rule.put), ("POST", rule.post), ("DELETE", rule.delete_),
      ("PATCH", rule.patch),
    ]
    for (method, path) in named {
      if let path { patterns.append((method, String(cString: path))) }
    }
    if let custom = rule.custom?.pointee {
      patterns.append((String(c: custom.kind), String(c: custom.path)))
    }
    if patterns.count > 1 {
      log.fault(service.file, symbol, "has a google.api.http rule of several methods")
    }
    return HTTPRule(
      method: patterns.first?.method ?? "", path: patterns.first?.path ?? "",
      body: String(c: rule.body), responseBody: String(c: rule.response_body),
      additionalBindings: elements(rule.additional_bindings, rule.n_additional_bindings).map {
        self.rule($0.pointee, symbol, service)
      })
  }
}
