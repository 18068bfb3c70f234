import Bytes
import Endpoints
import HTTP
import Messages
import Network
import Routing
import Shaping

/// One request's stay at the front door: what is known about it, and what is said to the client.
final class Visit {
  let exchange: any ServerExchange
  @exclusivity(unchecked) var request: RequestHead
  let state: LoopState
  let plan: GatewayPlan
  private let begun: Instant
  @exclusivity(unchecked) private var madeRequestID: [UInt8]?
  /// What works for the client.
  @exclusivity(unchecked) private(set) var execution: EndpointExecution?
  @exclusivity(unchecked) private var deadline: (any DeadlineTarget)?
  /// When that is.
  @exclusivity(unchecked) private var end: Int64 = 0
  /// The pattern of the endpoint, for logs.
  @exclusivity(unchecked) var endpoint = ""
  /// What the client hears of failures: the gateway's way, until the endpoint is known.
  @exclusivity(unchecked) var contract: FailureContract
  @exclusivity(unchecked) private var status = Status.internalServerError
  /// What middleware is about; nil where there is none.
  @exclusivity(unchecked) var passage: MiddlewarePassage?

  init(
    _ exchange: any ServerExchange, _ request: RequestHead, state: LoopState, plan: GatewayPlan
  ) {
    self.exchange = exchange
    self.request = request
    self.state = state
    self.plan = plan
    contract = plan.texts.failures
    begun = exchange.loop.now
  }

  /// What the log lines about this request have in common.
  var requestID: [UInt8] {
    if let madeRequestID { return madeRequestID }
    let made = state.requestIDs.next(for: request.fields)
    madeRequestID = made
    return made
  }

  /// The request as the pipeline sees it.
  func clientRequest(_ parameters: RequestParameters, _ content: CallContent) -> ClientRequest {
    ClientRequest(
      head: request, parameters: parameters,
      clientAddress: clientAddress, content: content)
  }

  var clientAddress: FieldValue {
    plan.clientAddress.address(peer: exchange.peerAddress, fields: request.fields)
  }

  /// Runs an endpoint: the client's leaving and the deadline reach it from here.
  @inline(__always)
  func run(_ plan: EndpointPlan, _ request: ClientRequest) async -> EndpointOutcome {
    let execution = EndpointExecution(plan)
    self.execution = execution
    exchange.observer = self
    return await execution.run(request, timers: self)
  }

  /// The endpoint's answer has been sent, or given up.
  func endExecution() {
    execution?.end()
    execution = nil
    passage?.abandonUnread()
  }

  /// The content, gathered; nil, and answered, if it cannot be had.
  func gatheredContent() async -> CallContent? {
    if let content = passage?.content { return .bytes(content) }
    do throws(BodyFailure) {
      return .bytes(try await exchange.collect(limit: plan.maxRequestContent))
    } catch {
      let kind: GatewayFailure.Kind =
        switch error {
        case .tooLarge: .requestTooLarge
        case .timeout: .requestTimeout
        case .connectionLost, .malformed: .badRequestContent
        }
      await fail([GatewayFailure(kind, .client, detail: "the content of the request: \(error)")])
      return nil
    }
  }

  func logAccess() {
    guard plan.logsAccess else { return }
    let target = request.target
    if !plan.unloggedPaths.isEmpty,
      plan.unloggedPaths.contains(Array(target.bytes[target.path]))
    {
      return
    }
    let elapsed = Instant.now().nanoseconds - begun.nanoseconds
    state.accessLog.append(
      AccessLogEntry(
        request: request, status: status, bytes: exchange.bytesSent,
        microseconds: UInt64(max(0, elapsed)) / 1000, client: exchange.peerAddress.bytes,
        requestID: requestID, endpoint: endpoint))
  }

  /// Sends and remembers the status for the log.
  func send(_ status: Status, _ fields: HeaderFields, _ content: [UInt8]) async {
    if let passage, passage.isHolding {
      passage.held = GatewayResponse(status: status, fields: fields, content: .bytes(content))
      return
    }
    self.status = status
    await exchange.send(ResponseHead(status: status, fields: fields), content)
  }

  /// Passes content on and remembers the status for the log.
  func send(
    _ head: ResponseHead, adding: HeaderFields, streaming content: any BodySource
  ) async {
    if let passage, passage.isHolding {
      var fields = adding
      fields.append(contentsOf: head.fields)
      passage.held = GatewayResponse(status: head.status, fields: fields, content: .stream(content))
      return passage.keep(content)
    }
    status = head.status
    _ = await exchange.send(head, adding: adding, streaming: content)
  }
}

// The client's leaving and the deadline come by way of the connection, which has one timer for all
// its deadlines: a request sets none of its own.
extension Visit: ExchangeObserver, DeadlineTimers, RunningTimer {
  func clientLeft() { execution?.clientLeft() }

  func deadlineReached() {
    let deadline = deadline
    self.deadline = nil
    deadline?.deadlineReached()
  }

  func start(
    afterNanoseconds delay: Int64, _ target: any DeadlineTarget
  ) -> any RunningTimer {
    guard deadline == nil else {
      return state.timers.start(afterNanoseconds: delay, target)
    }
    deadline = target
    end = exchange.loop.now.nanoseconds &+ delay
    exchange.setDeadline(afterNanoseconds: delay)
    return self
  }

  var remainingNanoseconds: Int64 { end &- exchange.loop.now.nanoseconds }

  func cancel() {
    deadline = nil
    exchange.clearDeadline()
  }
}
