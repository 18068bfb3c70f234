import Foundation
import Messages
import Routing

@testable import Endpoints

/// One recorded exchange of the reference, replayed without sockets: the table routes the request
/// and the templates say what its backends get.
struct RecordedCalls {
  typealias Object = [String: Any]

  let endpoints: [Object]
  let router: Object
  let isAnywhere: Bool

  init(_ endpoints: [Object], config: Object) {
    self.endpoints = endpoints
    let extra = config["extra_config"] as? Object
    router = extra?["router"] as? Object ?? [:]
    isAnywhere = config["disable_rest"] as? Bool ?? false
  }

  /// What came of a request: a status and a header where the router answers, else the calls.
  struct Outcome: Equatable {
    var status = 0
    var header = ""
    var targets: [String] = []
    var fields: [String: HeaderFields] = [:]

    static func == (left: Outcome, right: Outcome) -> Bool {
      left.status == right.status && left.header == right.header && left.targets == right.targets
    }
  }

  func run(_ request: Object) throws -> Outcome? {
    guard let line = request["target"] as? String, let name = request["method"] as? String,
      let method = Method(Array(name.utf8).span),
      let target = RequestTarget(Array(line.utf8).span, for: method)
    else { return nil }
    let query = target.query.map { Array(target.bytes[$0]) }
    switch try table().match(method, target.bytes, path: target.path) {
    case .notFound: return Outcome(status: 404)
    case .badParameter: return Outcome(status: 400)
    case .options(let allow), .methodNotAllowed(let allow):
      return Outcome(status: 405, header: text(allow))
    case .redirect(let redirect):
      let location = redirect.location(query: query?.span)
      return Outcome(status: Int(redirect.status.code), header: text(location))
    case .route(let index, let parameters):
      return try calls(endpoints[index], method, target, parameters, request)
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func pattern(_ endpoint: Object) throws -> RoutePattern {
    try RoutePattern(
      endpoint: endpoint["endpoint"] as? String ?? "", isAnywhere ? .anywhere : .afterSlash)
  }

  private func table() throws -> RouteTable {
    var options = RoutingOptions()
    func isOn(_ key: String) -> Bool { router[key] as? Bool ?? false }
    options.redirectsTrailingSlash = !isOn("disable_redirect_trailing_slash")
    options.redirectsFixedPath = !isOn("disable_redirect_fixed_path")
    options.handlesMethodNotAllowed = !isOn("disable_handle_method_not_allowed")
    options.checksPathDecoding = !isOn("disable_path_decoding")
    options.answersOptions = isOn("auto_options")
    return try RouteTable.build(
      try endpoints.map { endpoint in
        let name = (endpoint["method"] as? String ?? "GET").uppercased()
        return Route(Method(Array(name.utf8).span) ?? .get, try pattern(endpoint))
      }, options)
  }

  private func calls(
    _ endpoint: Object, _ method: Method, _ target: RequestTarget, _ parameters: PathParameters,
    _ request: Object
  ) throws -> Outcome {
    var pairs = (request["headers"] as? [[String]] ?? []).map { ($0[0], $0[1]) }
    if !pairs.contains(where: { $0.0 == "Host" }) { pairs.append(("Host", "{gateway}")) }
    let fields = try Rendering.parse(pairs)
    let rule = try ClientAddressRule(
      readsHeaders: true, trustedProxies: router["trusted_proxies"] as? [String] ?? [],
      headers: router["remote_ip_headers"] as? [String] ?? [])
    let peer = FieldValue("127.0.0.1")
    guard let peer else { return Outcome() }
    let client = ClientRequest(
      head: RequestHead(method: method, target: target, fields: fields),
      parameters: RequestParameters(parameters.bytes, parameters.ranges),
      clientAddress: rule.address(peer: peer, fields: fields))
    var outcome = Outcome(status: 200)
    for backend in endpoint["backend"] as? [Object] ?? [] {
      let call = try template(endpoint, backend, method).render(client)
      let line = "\(text(call.method.bytes)) \(text(call.target.bytes))"
      outcome.targets.append(line)
      outcome.fields[line] = call.fields
    }
    outcome.targets.sort()
    return outcome
  }

  private func template(
    _ endpoint: Object, _ backend: Object, _ method: Method
  ) throws -> CallTemplate {
    let own = (backend["method"] as? String).flatMap { Method(Array($0.utf8).span) }
    var definition = CallDefinition(
      method: own ?? method, urlPattern: backend["url_pattern"] as? String ?? "",
      parameters: try pattern(endpoint).names)
    definition.inputHeaders = endpoint["input_headers"] as? [String] ?? []
    definition.inputQueryStrings = endpoint["input_query_strings"] as? [String] ?? []
    definition.backendHeaders = backend["input_headers"] as? [String] ?? []
    definition.backendQueryStrings = backend["input_query_strings"] as? [String] ?? []
    return try CallTemplate(definition)
  }
}
