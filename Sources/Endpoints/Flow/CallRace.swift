import Messages

/// Equal calls under way at once, of which the first complete answer counts (CON-1). If none is
/// complete, it is the last incomplete answer, or else the last failure.
final class CallRace: OngoingCall, AnswerReceiver {
  private let slot: Int
  private var receiver: (any AnswerReceiver)?
  private var ongoing: [(any OngoingCall)?]
  private var isSettled: [Bool]
  private var outstanding: Int
  private var incomplete: BackendAnswer?
  /// The heads of answers whose content is still to come.
  private var heads: [ResponseHead?]
  /// What the client gets beside the data of an answer.
  private var fields: [HeaderFields?]
  private var failure: GatewayFailure?
  /// A stream that was handed on stays under way.
  private var winner: (any OngoingCall)?

  init(count: Int, slot: Int, receiver: any AnswerReceiver) {
    self.slot = slot
    self.receiver = receiver
    ongoing = Array(repeating: nil, count: count)
    isSettled = Array(repeating: false, count: count)
    outstanding = count
    heads = Array(repeating: nil, count: count)
    fields = Array(repeating: nil, count: count)
  }

  /// Whether the receiver has heard, or will not hear any more.
  var isDecided: Bool { receiver == nil }
  /// Whether nothing is under way.
  var isOver: Bool { isDecided && winner == nil }

  /// Keeps a call that was begun.
  func keep(_ call: (any OngoingCall)?, _ number: Int) {
    if !isSettled[number] {
      ongoing[number] = call
    } else if isStreaming == number {
      winner = call
    }
  }

  /// The number of the call whose answer is a stream that was handed on.
  private var isStreaming: Int?

  func received(_ head: ResponseHead, slot number: Int) { heads[number] = head }

  func received(_ fields: HeaderFields, slot number: Int) { self.fields[number] = fields }

  var remainingNanoseconds: Int64? { receiver?.remainingNanoseconds }

  func received(_ answer: BackendAnswer, slot number: Int) {
    guard !isSettled[number], let receiver else { return }
    switch answer {
    case .details, .partial:
      incomplete = answer
      return settle(number)
    case .document, .undecoded, .stream: break
    }
    isSettled[number] = true
    if case .stream = answer {
      isStreaming = number
      winner = ongoing[number]
    }
    ongoing[number] = nil
    endOthers()
    if let head = heads[number] { receiver.received(head, slot: slot) }
    if let fields = fields[number] { receiver.received(fields, slot: slot) }
    receiver.received(answer, slot: slot)
  }

  func failed(_ failure: GatewayFailure, slot number: Int) {
    guard !isSettled[number], !isDecided else { return }
    var failure = failure
    if case .backend = failure.origin { failure.origin = .backend(slot) }
    self.failure = failure
    settle(number)
  }

  private func settle(_ number: Int) {
    isSettled[number] = true
    ongoing[number] = nil
    outstanding -= 1
    guard outstanding == 0, let receiver else { return }
    self.receiver = nil
    if let incomplete {
      receiver.received(incomplete, slot: slot)
    } else if let failure {
      receiver.failed(failure, slot: slot)
    }
  }

  private func endOthers() {
    receiver = nil
    for number in ongoing.indices {
      ongoing[number]?.cancel()
      ongoing[number] = nil
    }
  }

  func cancel() {
    endOthers()
    winner?.cancel()
    winner = nil
  }
}
