import Dragoman

/// Says in every answer how long it took, whoever gave it.
struct Stopwatch: RequestMiddleware {
  func respond(to request: GatewayRequest, next: NextRequest) async -> GatewayResponse {
    let start = ContinuousClock.now
    var response = await next(request)
    response.fields.set("Server-Timing", "total;dur=\(start.duration(to: .now) / .milliseconds(1))")
    return response
  }
}

/// Lets only those in who know a key: `"acme/keys": {"keys": ["…"]}` beside an endpoint.
struct Keys: EndpointMiddleware {
  let keys: Set<String>

  func run(_ request: ClientRequest, next: NextEndpoint) async -> EndpointOutcome {
    guard let key = request.head.fields.text("X-Api-Key"), keys.contains(key) else {
      return .refusal(.unauthorized, "no key, no answer")
    }
    return await next(request)
  }
}

var extensions = Extensions()
extensions.wrapRequests(with: Stopwatch())
extensions.wrapEndpoints(configuredBy: "acme/keys") { Keys(keys: Set($0.strings("keys"))) }

try Gateway.serve(LoadedConfiguration(file: CommandLine.arguments[1], extensions: extensions))
