import Endpoints
import Messages
import Network

/// A call that straight-line code makes: the border between its `await` and the pipeline, which
/// hears of answers by being called. Belongs to one loop.
final class CallTask: OngoingCall, AnswerReceiver {
  typealias Work = @Sendable (BackendCall, CallTask) async throws -> BackendAnswer

  private let slot: Int
  private var receiver: (any AnswerReceiver)?
  private var task: Task<Void, Never>?
  /// The call that the code waits for, or whose content is on its way.
  private var inner: (any OngoingCall)?
  private var waiter: UnsafeContinuation<Void, Never>?
  private var outcome: Result<BackendAnswer, GatewayFailure>?
  private var isWaiting = false

  init(_ slot: Int, _ receiver: any AnswerReceiver) {
    self.slot = slot
    self.receiver = receiver
  }

  /// Starts the work in a task of the current loop.
  func start(_ call: BackendCall, _ work: @escaping Work) -> (any OngoingCall)? {
    guard let loop = EventLoop.current else {
      receiver?.failed(failure("a call was begun off the event loops"), slot: slot)
      return nil
    }
    let bound = LoopBound(here: (call: call, task: self), on: loop)
    task = loop.spawn {
      let (call, task) = bound.get
      await task.run(call, work)
    }
    return self
  }

  private func run(_ call: BackendCall, _ work: Work) async {
    do {
      let answer = try await work(call, self)
      if case .stream = answer {} else { endInner() }
      guard let receiver = takeReceiver() else { return abandon(answer) }
      receiver.received(answer, slot: slot)
    } catch {
      endInner()
      takeReceiver()?.failed(located(error), slot: slot)
    }
  }

  private func takeReceiver() -> (any AnswerReceiver)? {
    defer { receiver = nil }
    return receiver
  }

  /// Nobody waits for this answer any more: its content must not hold a connection.
  private func abandon(_ answer: BackendAnswer) {
    if case .stream(_, let content) = answer { content.abandon() }
  }

  /// Code outside of the pipeline does not know its slot.
  private func located(_ error: any Error) -> GatewayFailure {
    guard var failure = error as? GatewayFailure else { return failure("\(error)") }
    if case .backend = failure.origin { failure.origin = .backend(slot) }
    return failure
  }

  private func failure(_ detail: String) -> GatewayFailure {
    GatewayFailure(.malformedAnswer, .backend(slot), detail: detail)
  }

  /// The call whose content nobody will read: its connection is closed.
  private func endInner() {
    inner?.cancel()
    inner = nil
  }

  func cancel() {
    receiver = nil
    task?.cancel()
    endInner()
    settle(.failure(GatewayFailure(.clientLeft, .gateway, detail: "the call was given up")))
  }
}

// What the code itself calls.
extension CallTask {
  /// Makes a call and waits for its outcome.
  func answer(
    of backend: any Backend, to call: BackendCall
  ) async throws(GatewayFailure) -> BackendAnswer {
    guard receiver != nil, !isWaiting else { throw failure("a call was made out of turn") }
    isWaiting = true
    outcome = nil
    endInner()
    let begun = backend.begin(call, slot: slot, receiver: self)
    if outcome == nil || isStream { inner = begun }
    if outcome == nil { await withUnsafeContinuation { waiter = $0 } }
    defer {
      isWaiting = false
      outcome = nil
    }
    guard let outcome else { throw failure("a call ended without an outcome") }
    return try outcome.get()
  }

  private var isStream: Bool {
    if case .success(.stream) = outcome { return true }
    return false
  }

  func received(_ fields: HeaderFields, slot: Int) { receiver?.received(fields, slot: self.slot) }

  var remainingNanoseconds: Int64? { receiver?.remainingNanoseconds }

  func received(_ answer: BackendAnswer, slot: Int) {
    // While content passes, the call is kept: the deadline ends it.
    if case .stream = answer {} else { inner = nil }
    settle(.success(answer))
  }

  func failed(_ failure: GatewayFailure, slot: Int) {
    inner = nil
    settle(.failure(failure))
  }

  private func settle(_ result: Result<BackendAnswer, GatewayFailure>) {
    guard isWaiting, outcome == nil else { return }
    outcome = result
    guard let waiter else { return }
    self.waiter = nil
    waiter.resume()
  }
}
