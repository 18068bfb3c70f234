import Document
import Messages
import Shaping

// One call after the other (SEQ-2): the other way to make the calls of an endpoint.
extension EndpointExecution {
  /// A target that values of answers made longer than this goes nowhere.
  static let targetLimit = 64 << 10

  /// Makes the calls one by one, until one fails or is incomplete (SEQ-8). Returns when nothing is
  /// under way any more.
  func runSteps(
    _ memory: SequenceMemory, _ request: ClientRequest, _ timers: any DeadlineTimers
  ) async throws(CallRefusal) {
    let empty = request.withoutContent
    // What the client's own values make impossible reaches nobody, as in a fan-out.
    for slot in plan.parts.indices.dropFirst() {
      let seen = plan.sendsContent(to: slot) ? request : empty
      _ = try plan.parts[slot].template.render(seen)
    }
    let first = try plan.parts[0].template.render(plan.sendsContent(to: 0) ? request : empty)
    startClock(request, timers)
    for slot in plan.parts.indices {
      outstanding = 1
      memory.begun = slot + 1
      // Both may have come between the last answer and this task's turn, when no call was under way
      // that could have been ended.
      // Each of the steps that are left is judged by its own rule.
      if let interruption {
        settle(interruption, slot)
      } else if var call = slot == 0
        ? first : render(slot, plan.sendsContent(to: slot) ? request : empty, memory)
      {
        call.wantsHead = memory.needsHead(of: slot)
        begin(call, slot)
      }
      if outstanding > 0 { await withUnsafeContinuation { waiter = $0 } }
      guard failures.isEmpty, isComplete, !isLost else { return missRequired(after: slot) }
    }
  }

  /// A step without which there is no answer is not reached any more.
  private func missRequired(after slot: Int) {
    guard !isLost, plan.parts[(slot + 1)...].contains(where: { $0.completeness.isRequired }) else {
      return
    }
    if failures.isEmpty {
      failures = [GatewayFailure(.noData, .backend(slot), detail: "a required step is missing")]
    }
    isLost = true
  }

  /// The call of a later step. A value that would lead it elsewhere fails the step: an answer is at
  /// fault, not the client.
  private func render(
    _ slot: Int, _ request: ClientRequest, _ memory: SequenceMemory
  ) -> BackendCall? {
    var request = request
    request.parameters = request.parameters.appending(memory.values)
    do throws(CallRefusal) {
      let call = try plan.parts[slot].template.render(request, answers: memory.answers)
      guard call.target.bytes.count <= EndpointExecution.targetLimit else {
        throw .invalidTarget
      }
      return call
    } catch {
      let text = "a value of an earlier answer makes no valid call: \(error)"
      settle(GatewayFailure(.undecodable, .backend(slot), detail: text), slot)
      return nil
    }
  }

  /// Shapes a step's answer by itself, keeps what later steps refer to, and merges it: the later
  /// step wins (SEQ-3).
  func takeStep(
    _ document: Document, _ program: ShapingProgram, _ memory: SequenceMemory, _ slot: Int
  ) throws(ShapingFailure) -> PartKind {
    var step = ShapedTree()
    _ = try step.merge(document, through: program)
    memory.remember(step, of: slot)
    return try join(step, slot)
  }
}
