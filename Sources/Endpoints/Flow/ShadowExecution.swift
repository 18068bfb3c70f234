import Messages

/// The shadow calls of one request. They outlive it: neither its end nor the client's leaving ends
/// them, only their own deadline, whose timer keeps this object (SHA-1).
final class ShadowExecution: DeadlineTarget, AnswerReceiver {
  private var ongoing: [(any OngoingCall)?]
  private var isSettled: [Bool]
  private var outstanding: Int
  private var timer: (any RunningTimer)?

  /// Begins the calls. One that the request cannot be turned into is left out.
  static func begin(_ plan: ShadowPlan, _ request: ClientRequest, _ timers: any DeadlineTimers) {
    let execution = ShadowExecution(count: plan.parts.count)
    execution.timer = timers.start(afterNanoseconds: plan.timeoutNanoseconds, execution)
    for (slot, part) in plan.parts.enumerated() { execution.begin(part, slot, request) }
  }

  private init(count: Int) {
    ongoing = Array(repeating: nil, count: count)
    isSettled = Array(repeating: false, count: count)
    outstanding = count
  }

  private func begin(_ part: EndpointPlan.Part, _ slot: Int, _ request: ClientRequest) {
    guard let call = try? part.template.render(request) else { return settle(slot) }
    let begun = part.backend.begin(call, slot: slot, receiver: self)
    if !isSettled[slot] { ongoing[slot] = begun }
  }

  func received(_ answer: BackendAnswer, slot: Int) {
    if case .stream(_, let content) = answer { content.abandon() }
    settle(slot)
  }

  func failed(_ failure: GatewayFailure, slot: Int) { settle(slot) }

  private func settle(_ slot: Int) {
    guard !isSettled[slot] else { return }
    isSettled[slot] = true
    ongoing[slot] = nil
    outstanding -= 1
    guard outstanding == 0 else { return }
    timer?.cancel()
    timer = nil
  }

  func deadlineReached() {
    timer = nil
    for slot in ongoing.indices {
      ongoing[slot]?.cancel()
      settle(slot)
    }
  }
}
