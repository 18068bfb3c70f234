import Document
import Endpoints
import HTTPBackend
import Messages

/// One operation of a batch.
final class BatchItem: OngoingCall {
  let call: BackendCall
  let batching: Batching
  /// Which of the backends it is of.
  let number: Int
  private let slot: Int
  /// Nil once it has heard, or does not want to.
  @exclusivity(unchecked) private var receiver: (any AnswerReceiver)?
  /// What it goes with; nil before and after.
  @exclusivity(unchecked) var batch: Batch?
  /// What it has become by itself.
  @exclusivity(unchecked) private var ongoing: (any OngoingCall)?

  init(
    _ call: BackendCall, of batching: Batching, _ number: Int, slot: Int,
    receiver: any AnswerReceiver
  ) {
    self.call = call
    self.batching = batching
    self.number = number
    self.slot = slot
    self.receiver = receiver
  }

  /// Whether nothing more comes.
  var isOver: Bool { receiver == nil && ongoing == nil }

  /// The operation as JSON.
  var content: [UInt8] {
    if case .bytes(let bytes) = call.content { return bytes }
    return []
  }

  private var backend: HTTPBackend { batching.members[number] }

  /// The bounds of an answer.
  var limits: DocumentLimits { DocumentLimits(bytes: backend.settings.maxContent) }

  /// Goes by itself.
  func begin() { begin(call) }

  private func begin(_ call: BackendCall) {
    batch = nil
    guard let receiver else { return }
    self.receiver = nil
    ongoing = backend.begin(call, slot: slot, receiver: receiver)
  }

  func pass(_ head: ResponseHead) {
    if call.wantsHead { receiver?.received(head, slot: slot) }
  }

  /// Takes its own answer, by its own rules. A hash that the server does not know is asked for
  /// again, by itself.
  func settle(_ head: ResponseHead, _ content: [UInt8]) {
    guard receiver != nil else { return }
    let answer = ReceivedAnswer(head: head, content: content, slot: slot, backend: backend)
    if let repetition = answer.repetition(of: call) { return begin(repetition) }
    settle { () throws(GatewayFailure) in try answer.meaning() }
  }

  /// Takes an answer that cannot be its own.
  func refuse(_ head: ResponseHead, _ content: [UInt8], _ reason: String) {
    let answer = ReceivedAnswer(head: head, content: content, slot: slot, backend: backend)
    settle { () throws(GatewayFailure) in try answer.refusal(reason) }
  }

  func settle(_ failure: GatewayFailure) {
    var failure = failure
    if case .backend = failure.origin { failure.origin = .backend(slot) }
    take()?.failed(failure, slot: slot)
  }

  private func settle(_ read: () throws(GatewayFailure) -> BackendAnswer) {
    guard receiver != nil else { return }
    do throws(GatewayFailure) {
      let answer = try read()
      take()?.received(answer, slot: slot)
    } catch {
      take()?.failed(error, slot: slot)
    }
  }

  private func take() -> (any AnswerReceiver)? {
    defer {
      receiver = nil
      batch = nil
    }
    return receiver
  }

  func cancel() {
    ongoing?.cancel()
    ongoing = nil
    guard receiver != nil else { return }
    receiver = nil
    let batch = batch
    self.batch = nil
    batch?.left()
  }
}
