import Document
import Messages
import Shaping

/// One request on its way through an endpoint: the calls under way, what has come back, and the
/// deadline. Belongs to one loop.
public final class EndpointExecution: DeadlineTarget {
  let plan: EndpointPlan
  /// The calls that have not ended.
  var calls: [(any OngoingCall)?]
  private var isSettled: [Bool]
  private var outstanding: Int
  var tree = ShapedTree()
  var stream: EndpointOutcome?
  var isComplete = true
  private var failures: [GatewayFailure] = []
  private var timer: (any RunningTimer)?
  private var waiter: UnsafeContinuation<Void, Never>?

  /// Prepares a request for an endpoint.
  public init(_ plan: EndpointPlan) {
    self.plan = plan
    calls = Array(repeating: nil, count: plan.parts.count)
    isSettled = Array(repeating: false, count: plan.parts.count)
    outstanding = plan.parts.count
  }

  /// The life of a request in an endpoint, in the order in which it happens: build the calls, begin
  /// them all, wait for the last, merge.
  ///
  /// A stream that is returned stays under the deadline until `end` is called (NOP-3).
  public func run(_ request: ClientRequest, timers: any DeadlineTimers) async -> EndpointOutcome {
    do throws(CallRefusal) {
      let calls = try render(request)
      timer = timers.start(afterNanoseconds: plan.callNanoseconds, self)
      begin(calls)
    } catch {
      return .failure([GatewayFailure(.badRequestContent, .client, detail: "\(error)")])
    }
    if outstanding > 0 { await withUnsafeContinuation { waiter = $0 } }
    if let stream { return stream }
    end()
    return merged()
  }

  /// All calls are built before the first is begun: a request that cannot be expressed reaches no
  /// backend at all.
  private func render(_ request: ClientRequest) throws(CallRefusal) -> [BackendCall] {
    var calls: [BackendCall] = []
    calls.reserveCapacity(plan.parts.count)
    for part in plan.parts { calls.append(try part.template.render(request)) }
    return calls
  }

  private func begin(_ rendered: [BackendCall]) {
    for slot in rendered.indices {
      let call = plan.parts[slot].backend.begin(rendered[slot], slot: slot, receiver: self)
      if !isSettled[slot] || stream != nil { calls[slot] = call }
    }
  }

  /// The client went away: what is under way is ended, and `run` returns.
  public func clientLeft() {
    cancel(GatewayFailure(.clientLeft, .client, detail: "the client closed its connection"))
  }

  /// The deadline struck (RSP-7).
  public func deadlineReached() {
    timer = nil
    cancel(GatewayFailure(.timeout, .gateway, detail: "context deadline exceeded"))
  }

  private func cancel(_ failure: GatewayFailure) {
    for slot in calls.indices {
      guard let call = calls[slot] else { continue }
      calls[slot] = nil
      call.cancel()
      if !isSettled[slot] { settle(failure, slot) }
    }
  }

  /// Nothing more is to come; a stream has been passed on, or given up.
  public func end() {
    timer?.cancel()
    timer = nil
    for slot in calls.indices { calls[slot] = nil }
  }

  private func merged() -> EndpointOutcome {
    guard failures.count < plan.parts.count else { return .failure(failures) }
    // A partial answer is served as it is: the reference skips this stage then (FM-9).
    if let program = plan.finalShaping, failures.isEmpty, isComplete {
      do {
        try tree.apply(program)
      } catch {
        return .failure([GatewayFailure(.undecodable, .gateway, detail: "\(error)")])
      }
    }
    return .data(tree, isComplete: isComplete && failures.isEmpty, failures)
  }

  /// A slot has its outcome; the last one wakes `run`.
  func settle(_ failure: GatewayFailure?, _ slot: Int) {
    guard !isSettled[slot] else { return }
    isSettled[slot] = true
    if let failure { failures.append(failure) }
    outstanding -= 1
    guard outstanding == 0, let waiter else { return }
    self.waiter = nil
    waiter.resume()
  }
}
