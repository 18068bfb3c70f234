import Endpoints
import Messages

/// One of those who wait for a shared call.
final class CallShare: OngoingCall {
  private let slot: Int
  private let wantsHead: Bool
  /// Nil once it has heard, or does not want to.
  @exclusivity(unchecked) private var receiver: (any AnswerReceiver)?
  /// What it waits for; nil before and after.
  @exclusivity(unchecked) var call: SharedCall?

  init(slot: Int, receiver: any AnswerReceiver, wantsHead: Bool) {
    self.slot = slot
    self.receiver = receiver
    self.wantsHead = wantsHead
  }

  /// Whether nothing more comes.
  var isOver: Bool { receiver == nil }

  var remainingNanoseconds: Int64? { receiver?.remainingNanoseconds }

  func pass(_ head: ResponseHead) {
    if wantsHead { receiver?.received(head, slot: slot) }
  }

  func pass(_ fields: HeaderFields) { receiver?.received(fields, slot: slot) }

  func settle(_ answer: BackendAnswer) { take()?.received(answer, slot: slot) }

  func settle(_ failure: GatewayFailure) {
    var failure = failure
    if case .backend = failure.origin { failure.origin = .backend(slot) }
    take()?.failed(failure, slot: slot)
  }

  private func take() -> (any AnswerReceiver)? {
    defer {
      receiver = nil
      call = nil
    }
    return receiver
  }

  /// The others are not concerned.
  func cancel() {
    guard receiver != nil else { return }
    receiver = nil
    let call = call
    self.call = nil
    call?.left()
  }
}
