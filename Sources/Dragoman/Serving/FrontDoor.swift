import Bytes
import Endpoints
import HTTP
import Messages
import Network
import Routing

/// Where requests come in: finds the endpoint, runs it, and answers. The itinerary in one place.
final class FrontDoor: HTTPService {
  private let plan: GatewayPlan
  private let states: PerLoop<LoopState>
  private let log: Log

  init(plan: GatewayPlan, states: PerLoop<LoopState>, log: Log) {
    self.plan = plan
    self.states = states
    self.log = log
  }

  func respond(to exchange: any ServerExchange) async {
    let visit = Visit(exchange, exchange.request, state: states.on(exchange.loop), plan: plan)
    if plan.middleware.isEmpty {
      await answer(visit)
    } else {
      visit.passage = MiddlewarePassage()
      let outermost = NextRequest(visit: visit, door: self, rest: plan.middleware[...])
      await visit.deliver(await outermost(GatewayRequest(visit)))
    }
    visit.logAccess()
  }

  /// What the gateway itself would answer, for the innermost middleware.
  func heldAnswer(to request: GatewayRequest, _ visit: Visit) async -> GatewayResponse {
    visit.hold(request.head)
    await answer(visit)
    return visit.takeHeld()
  }

  // A frame of its own for each step would cost every request two allocations from its task.
  @inline(__always)
  private func answer(_ visit: Visit) async {
    let request = visit.request
    let target = request.target
    let match = plan.routes.match(request.method, target.bytes, path: target.path)
    if case .route(let index, let parameters) = match {
      if index < plan.services.count { return await visit.answer(plan.services[index]) }
      let parameters = RequestParameters(parameters.bytes, parameters.ranges)
      return await serve(plan.endpoints[index - plan.services.count], parameters, visit)
    }
    if plan.exposed != nil { return await answer(visit, unless: match) }
    await refuse(match, visit)
  }

  /// The request of an exposed method, or what the router says of it.
  private func answer(_ visit: Visit, unless match: RouteMatch) async {
    let target = visit.request.target
    switch plan.exposed?.match(visit.request.method, path: Array(target.bytes[target.path])) {
    case .endpoint(let index, let parameters):
      await serve(plan.endpoints[plan.writtenCount + index], parameters, visit)
    case .otherMethods(let methods):
      await refuse(match.adding(methods, to: visit.request, plan.answersOptions), visit)
    case nil, .some(.none): await refuse(match, visit)
    }
  }

  /// No endpoint takes the request.
  private func refuse(_ match: RouteMatch, _ visit: Visit) async {
    switch match {
    case .route: break
    case .redirect(let redirect): await visit.redirect(redirect)
    case .options(let allow): await visit.options(allow: allow)
    case .methodNotAllowed(let allow): await visit.methodNotAllowed(allow: allow)
    case .badParameter(let reason): await visit.badParameter(reason)
    case .notFound: await visit.notFound()
    }
  }

  @inline(__always)
  private func serve(
    _ endpoint: GatewayPlan.Endpoint, _ parameters: RequestParameters, _ visit: Visit
  ) async {
    visit.endpoint = endpoint.pipeline.name
    visit.contract = endpoint.failures
    var content = CallContent.none
    if let collected = visit.passage?.content {
      content = .bytes(collected)
    } else if visit.exchange.hasContent {
      if endpoint.gathersContent {
        guard let gathered = await visit.gatheredContent() else { return }
        content = gathered
      } else {
        content = .stream(visit.exchange.content)
      }
    }
    let request = visit.clientRequest(parameters, content)
    if visit.passage == nil, !endpoint.middleware.isEmpty { visit.passage = MiddlewarePassage() }
    let outcome =
      if endpoint.middleware.isEmpty {
        await visit.run(endpoint.pipeline, request)
      } else {
        await NextEndpoint(
          visit: visit, plan: endpoint.pipeline, rest: endpoint.middleware[...])(request)
      }
    switch outcome {
    case .data(let data, let isComplete, let failures):
      tell(failures, visit)
      // What may be absent is no failure of the answer, but somebody should hear of it.
      if let absences = visit.execution?.absences, !absences.isEmpty { tell(absences, visit) }
      await visit.answer(data, isComplete: isComplete, endpoint)
    case .stream(let head, let content):
      await visit.pass(head, content, isMessages: !endpoint.pipeline.passesThrough)
    case .failure(let failures):
      tell(failures, visit)
      await visit.fail(failures)
    }
    // A stream that is held is not sent yet, and stays under the deadline.
    if visit.passage?.isHolding != true { visit.endExecution() }
  }

  private func tell(_ failures: [GatewayFailure], _ visit: Visit) {
    for failure in failures where failure.kind != .clientLeft {
      log.write(
        .error, failure.detail,
        [
          ("endpoint", visit.endpoint),
          ("id", String(decoding: visit.requestID, as: UTF8.self)),
        ])
    }
  }
}
