import Document
import Endpoints
import Messages

/// A backend whose calls are written down.
struct ObservedBackend: Backend {
  private let backend: any Backend
  private let label: String
  private let recorder: CallRecorder

  init(_ backend: any Backend, label: String, recorder: CallRecorder) {
    self.backend = backend
    self.label = label
    self.recorder = recorder
  }

  func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    let observer = AnswerObserver(receiver, recorder, recorder.begin(label), call.wantsHead)
    var call = call
    call.wantsHead = true
    return backend.begin(call, slot: slot, receiver: observer)
  }
}

/// Stands between a call and the pipeline, and looks at the clock.
private final class AnswerObserver: AnswerReceiver {
  private let receiver: any AnswerReceiver
  private let recorder: CallRecorder
  private let number: Int
  private let passesHead: Bool

  init(
    _ receiver: any AnswerReceiver, _ recorder: CallRecorder, _ number: Int, _ passesHead: Bool
  ) {
    self.receiver = receiver
    self.recorder = recorder
    self.number = number
    self.passesHead = passesHead
  }

  func received(_ head: ResponseHead, slot: Int) {
    let now = recorder.now
    recorder.note(number) { record in
      record.head = now
      record.status = Int(head.status.code)
    }
    if passesHead { receiver.received(head, slot: slot) }
  }

  func received(_ fields: HeaderFields, slot: Int) { receiver.received(fields, slot: slot) }

  var remainingNanoseconds: Int64? { receiver.remainingNanoseconds }

  func received(_ answer: BackendAnswer, slot: Int) {
    let size: Int? =
      switch answer {
      case .document(let document), .details(let document): document.text.count
      case .partial(let document, let other): document.text.count + other.text.count
      case .undecoded(let content): content.count
      case .stream: nil
      }
    let answered = recorder.now
    receiver.received(answer, slot: slot)
    let shaped = recorder.now
    recorder.note(number) { record in
      record.answered = answered
      record.shaped = shaped
      record.size = size
    }
  }

  func failed(_ failure: GatewayFailure, slot: Int) {
    let now = recorder.now
    recorder.note(number) { record in
      record.answered = now
      record.failure = Secrecy.shown(text: failure.detail)
    }
    receiver.failed(failure, slot: slot)
  }
}
