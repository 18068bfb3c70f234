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
    let request = exchange.request
    let visit = Visit(exchange, request, state: states.on(exchange.loop), plan: plan)
    let target = request.target
    switch plan.routes.match(request.method, target.bytes, path: target.path) {
    case .route(let index, let parameters):
      if index < plan.services.count {
        await visit.answer(plan.services[index])
      } else {
        await serve(plan.endpoints[index - plan.services.count], parameters, visit)
      }
    case .redirect(let redirect): await visit.redirect(redirect)
    case .options(let allow): await visit.options(allow: allow)
    case .methodNotAllowed(let allow): await visit.methodNotAllowed(allow: allow)
    case .badParameter(let reason): await visit.badParameter(reason)
    case .notFound: await visit.notFound()
    }
    visit.logAccess()
  }

  private func serve(
    _ endpoint: GatewayPlan.Endpoint, _ parameters: PathParameters, _ visit: Visit
  ) async {
    visit.endpoint = endpoint.pipeline.name
    var content = CallContent.none
    if visit.exchange.hasContent {
      if endpoint.gathersContent {
        guard let gathered = await visit.gatheredContent() else { return }
        content = gathered
      } else {
        content = .stream(visit.exchange.content)
      }
    }
    let request = visit.clientRequest(parameters, content)
    let execution = EndpointExecution(endpoint.pipeline)
    visit.execution = execution
    visit.exchange.observer = visit
    switch await execution.run(request, timers: visit) {
    case .data(let data, let isComplete, let failures):
      tell(failures, visit)
      await visit.answer(data, isComplete: isComplete, endpoint)
    case .stream(let head, let content):
      await visit.pass(head, content)
      execution.end()
    case .failure(let failures):
      tell(failures, visit)
      await visit.fail(failures)
    }
    visit.execution = nil
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
