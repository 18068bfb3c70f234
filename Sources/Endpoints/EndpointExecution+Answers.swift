import Document
public import Messages
import Shaping

extension EndpointExecution: AnswerReceiver {
  /// Keeps the head of an answer that a later step refers to.
  public func received(_ head: ResponseHead, slot: Int) { memory?.remember(head, of: slot) }

  /// Keeps what the client is to get beside the data.
  public func received(_ fields: HeaderFields, slot: Int) {
    if isAwaiting(slot) { answerFields.append(contentsOf: fields) }
  }

  /// What is left of the deadline.
  public var remainingNanoseconds: Int64? { timer?.remainingNanoseconds }

  /// Takes an answer in, in order of arrival (MRG-2).
  public func received(_ answer: BackendAnswer, slot: Int) {
    guard isAwaiting(slot) else {
      if case .stream(_, let content) = answer { content.abandon() }
      return
    }
    switch answer {
    case .document(let document):
      take(document, plan.parts[slot].shaping, slot)
    case .details(let document):
      isComplete = false
      take(document, .identity, slot)
    case .partial(let document, let other):
      isComplete = false
      remarks.append(other)
      take(document, plan.parts[slot].shaping, slot)
    case .undecoded(let content):
      memory?.remember(content, of: slot)
      settle(nil, slot)
    case .stream(let head, let content):
      // The call is kept: the deadline and the client's leaving end it while the content passes.
      stream = .stream(head, content)
      settle(nil, slot)
    }
  }

  /// Takes a failure in (MRG-3).
  public func failed(_ failure: GatewayFailure, slot: Int) {
    settle(failure, slot)
  }

  private func take(_ document: Document, _ program: ShapingProgram, _ slot: Int) {
    do {
      let part =
        if let memory {
          try takeStep(document, program, memory, slot)
        } else if plan.merge != nil {
          try keep(document, program, slot)
        } else {
          try tree.merge(document, through: program)
        }
      let isMissing = part == .null && plan.parts.count > 1
      settle(isMissing ? nullAnswer(slot) : nil, slot)
    } catch {
      settle(GatewayFailure(.undecodable, .backend(slot), detail: "\(error)"), slot)
    }
  }

  /// In a merge an answer without data counts as a failure (MRG-4).
  private func nullAnswer(_ slot: Int) -> GatewayFailure {
    GatewayFailure(.noData, .backend(slot), detail: "invalid response")
  }
}
