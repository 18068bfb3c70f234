import Endpoints

/// Stands around what an endpoint does with a request, once it has been found: the calls, the
/// shaping and the merge.
///
/// It may come to an outcome by itself (from a cache, say), hand on a changed request, or change
/// the outcome. It runs on the event loop of the client's connection: waiting is fine, blocking is
/// not.
public protocol EndpointMiddleware: Sendable {
  /// What the request comes to; `next` is what the endpoint would do without this middleware.
  func run(_ request: ClientRequest, next: NextEndpoint) async -> EndpointOutcome
}

/// What stands behind an endpoint middleware: the next one, or the endpoint itself.
public struct NextEndpoint {
  let visit: Visit
  let plan: EndpointPlan
  let rest: ArraySlice<any EndpointMiddleware>

  /// The pattern of the endpoint, such as `/users/{id}`.
  public var endpoint: String { plan.name }

  /// Runs the endpoint. It may be called again, as long as the content of the request, if there is
  /// any, is at hand (`CallContent.bytes`) and not on its way.
  public func callAsFunction(_ request: ClientRequest) async -> EndpointOutcome {
    guard let first = rest.first else {
      let outcome = await visit.run(plan, request)
      if case .stream(_, let content) = outcome { visit.passage?.keep(content) }
      return outcome
    }
    let next = NextEndpoint(visit: visit, plan: plan, rest: rest.dropFirst())
    return await first.run(request, next: next)
  }
}
