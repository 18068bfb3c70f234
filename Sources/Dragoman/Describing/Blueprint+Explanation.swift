import Bytes
import Configuration
import Endpoints
import Messages
import Routing

extension Blueprint {
  /// What a gateway of this configuration would do with a request that is written as text; nil if
  /// that is no request at all.
  public func explain(
    method: String, target: String, fields: [NamedValue] = [], content: [UInt8] = []
  ) -> Explanation? {
    guard let method = Method(Array(method.utf8).span),
      let target = RequestTarget(Array(target.utf8).span, for: method)
    else { return nil }
    var head = HeaderFields()
    for field in fields {
      guard let name = FieldName(field.name), let value = FieldValue(field.value) else {
        return nil
      }
      head.append(name, value)
    }
    if head.firstIndex(of: .host) == nil {
      head.append(.host, FieldValue("localhost:\(configuration.port)") ?? .empty)
    }
    return explain(RequestHead(method: method, target: target, fields: head), content: content)
  }

  /// What a gateway of this configuration would do with a request: the same routes, the same call
  /// templates and the same plan as it serves with. `content` is the client's.
  func explain(_ request: RequestHead, content: [UInt8] = []) -> Explanation {
    let target = request.target
    if let outcome = explainExposed(request, content) { return outcome }
    let outcome: Explanation.Outcome =
      switch routes.match(request.method, target.bytes, path: target.path) {
      case .route(let index, let parameters):
        if index < services.count {
          .service(services[index].title)
        } else {
          .endpoint(
            describe(
              endpoints[index - services.count], request,
              RequestParameters(parameters.bytes, parameters.ranges), content))
        }
      case .redirect(let redirect):
        .redirect(
          status: Int(redirect.status.code),
          location: Secrecy.shown(url: location(of: redirect, target)))
      case .options(let allow): .options(allow: String(decoding: allow, as: UTF8.self))
      case .methodNotAllowed(let allow):
        .methodNotAllowed(allow: String(decoding: allow, as: UTF8.self))
      case .badParameter(.encoded):
        .badRequest("a value in the path holds %, ? or # after decoding")
      case .badParameter(.malformedEscape):
        .badRequest("a % in the path is not followed by two hexadecimal digits")
      case .notFound:
        .notFound(nearest: nearest(String(decoding: target.bytes[target.path], as: UTF8.self)))
      }
    return Explanation(
      method: String(decoding: request.method.bytes, as: UTF8.self),
      target: Secrecy.shown(url: String(decoding: target.bytes, as: UTF8.self)), outcome: outcome)
  }

  /// Where no written endpoint takes a request an exposed method may.
  private func explainExposed(_ request: RequestHead, _ content: [UInt8]) -> Explanation? {
    let target = request.target
    if case .route = routes.match(request.method, target.bytes, path: target.path) { return nil }
    let path = Array(target.bytes[target.path])
    guard case .endpoint(let index, let parameters)? = exposed?.match(request.method, path: path)
    else { return nil }
    let endpoint = endpoints[configuration.endpoints.count + index]
    return Explanation(
      method: String(decoding: request.method.bytes, as: UTF8.self),
      target: Secrecy.shown(url: String(decoding: target.bytes, as: UTF8.self)),
      outcome: .endpoint(describe(endpoint, request, parameters, content)))
  }

  private func location(of redirect: PathRedirect, _ target: RequestTarget) -> String {
    let query = target.query.map { Array(target.bytes[$0]) }
    let bytes =
      if let query { redirect.location(query: query.span) } else { redirect.location(query: nil) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The endpoints whose paths have most segments in common with this one, at most three.
  private func nearest(_ path: String) -> [String] {
    let wanted = path.split(separator: "/")
    let ranked = configuration.endpoints.map { endpoint in
      let own = endpoint.path.text.split(separator: "/")
      let equal = zip(wanted, own).prefix { $0 == $1 || $1.hasPrefix("{") }.count
      let likeness = zip(wanted, own).count { pair in
        pair.0 == pair.1 || pair.1.hasPrefix("{")
          || Spelling.nearest(to: String(pair.0), among: [String(pair.1)]) != nil
      }
      return (endpoint.name, likeness * 2 + equal - abs(own.count - wanted.count))
    }
    return ranked.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.prefix(3).map(\.0)
  }

  private func describe(
    _ endpoint: Endpoint, _ head: RequestHead, _ parameters: RequestParameters,
    _ content: [UInt8]
  ) -> EndpointDescription {
    let written = endpoint.written
    let request = ClientRequest(
      head: head, parameters: parameters,
      clientAddress: FieldValue("127.0.0.1") ?? .empty,
      content: content.isEmpty ? .none : .bytes(content))
    let values = zip(written.path.parameters, parameters.ranges).map { name, range in
      let value = String(decoding: parameters.bytes[range], as: UTF8.self)
      return NamedValue(name: name, value: Secrecy.shown(value, of: name))
    }
    // The pipeline's own rules of time and content, asked of the plan that would be walked.
    let pipeline = EndpointPlan(
      name: endpoint.name, timeoutNanoseconds: endpoint.timeout,
      parts: endpoint.parts.map {
        EndpointPlan.Part(template: $0.template, backend: NoBackend(), shaping: $0.shaping)
      }, finalShaping: nil, passesThrough: endpoint.passesThrough, sequence: endpoint.sequence,
      isConcurrent: endpoint.concurrentCalls > 1)
    let calls = endpoint.parts.enumerated().map { slot, part in
      let sends = pipeline.sendsContent(to: slot)
      return CallDescriber(part, request, sendsContent: sends).description
    }
    let shadows = endpoint.shadows.map {
      CallDescriber($0, request, sendsContent: true).description
    }
    return EndpointDescription(
      name: written.name, line: written.pathLocation.line, parameters: values,
      timeout: endpoint.timeout, callTimeout: pipeline.callNanoseconds,
      isSequential: pipeline.sequence != nil, concurrentCalls: endpoint.concurrentCalls,
      calls: calls, shadows: shadows, merge: merge(endpoint, written),
      encodings: endpoint.passesThrough ? ["no-op"] : endpoint.output.encoders.map(\.name),
      passesThrough: endpoint.passesThrough)
  }

  private func merge(_ endpoint: Endpoint, _ written: EndpointConfiguration) -> [String] {
    guard !endpoint.passesThrough else { return ["the answer of the one backend passes as it is"] }
    var steps: [String] = []
    if endpoint.parts.count > 1 {
      steps.append(
        endpoint.merge != nil
          ? "merge in the order of declaration by the policy \(written.merge.name)"
          : endpoint.sequence != nil
            ? "merge in the order of the steps; of equal fields the later step's wins"
            : "merge as answers arrive; of equal fields the later answer's wins")
      steps.append("a call that fails leaves the answer incomplete; if all fail it is an error")
    }
    for (index, part) in endpoint.parts.enumerated() {
      if let rule = part.completeness.meaning { steps.append("if call \(index) fails, \(rule)") }
    }
    if endpoint.finalShaping != nil {
      steps += written.flatmap.map {
        "then \($0.kind.rawValue) \($0.arguments.joined(separator: " → ")), if complete"
      }
    }
    if endpoint.staticData != nil, let data = written.staticResponse {
      let text = Secrecy.shown(json: data.data)
      steps.append("then static data (\(data.strategy.rawValue)): \(text)")
    }
    return steps
  }
}

extension Completeness {
  /// What a failure means, where it means something of its own.
  fileprivate var meaning: String? {
    switch self {
    case .counted: nil
    case .required: "the endpoint fails (required)"
    case .optional: "the answer is complete without it (optional)"
    case .replaced: "a default takes its place"
    }
  }
}

/// Stands where an explanation needs no backend.
private struct NoBackend: Backend {
  func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? { nil }
}
