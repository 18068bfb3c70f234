import Document
import Endpoints
import Messages

/// A backend that a test plays. Everything of a test happens on the main actor, as everything of a
/// request happens on one loop.
final class PlayedBackend: Backend, @unchecked Sendable {
  /// A call that a test has not ended.
  final class Call: OngoingCall {
    let call: BackendCall
    let slot: Int
    private var receiver: (any AnswerReceiver)?
    private(set) var isCancelled = false

    init(_ call: BackendCall, slot: Int, _ receiver: any AnswerReceiver) {
      self.call = call
      self.slot = slot
      self.receiver = receiver
    }

    func cancel() {
      isCancelled = true
      receiver = nil
    }

    func answer(_ answer: BackendAnswer) {
      receiver?.received(answer, slot: slot)
      if case .stream = answer { return }
      receiver = nil
    }

    func answer(json: String) { answer(.document(Document.made(json))) }

    func fail(_ kind: GatewayFailure.Kind = .connectionLost, _ detail: String = "lost") {
      receiver?.failed(GatewayFailure(kind, .backend(slot), detail: detail), slot: slot)
      receiver = nil
    }
  }

  private(set) var calls: [Call] = []
  /// What happens to a call before `begin` returns.
  var atOnce: ((Call) -> Void)?
  /// Whether it gives a call that can be ended, as it should.
  var givesCall = true

  func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    let ongoing = Call(call, slot: slot, receiver)
    calls.append(ongoing)
    atOnce?(ongoing)
    return givesCall ? ongoing : nil
  }
}

/// A clock that a test drives.
final class PlayedTimers: DeadlineTimers {
  private final class Timer: RunningTimer {
    weak var timers: PlayedTimers?
    let number: Int

    init(_ timers: PlayedTimers, _ number: Int) {
      self.timers = timers
      self.number = number
    }

    func cancel() { timers?.targets[number] = nil }

    var remainingNanoseconds: Int64 { timers?.delays[number] ?? 0 }
  }

  /// How long each one was to run.
  private(set) var delays: [Int64] = []
  private var targets: [(any DeadlineTarget)?] = []

  func start(afterNanoseconds delay: Int64, _ target: any DeadlineTarget) -> any RunningTimer {
    delays.append(delay)
    targets.append(target)
    return Timer(self, targets.count - 1)
  }

  var delay: Int64? { delays.last }
  var starts: Int { delays.count }
  /// Whether a deadline is still to come.
  var isRunning: Bool { targets.contains { $0 != nil } }

  /// The time is up.
  func strike() {
    let targets = targets
    self.targets = targets.map { _ in nil }
    for target in targets { target?.deadlineReached() }
  }
}

/// Content whose source hears that nobody wants it.
final class PlayedSource: BodySource {
  var length: UInt64? { nil }
  var whenReady: (() -> Void)?
  private(set) var isAbandoned = false

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress { .empty }

  func abandon() { isAbandoned = true }
}

extension Document {
  /// A document of a text that is JSON.
  static func made(_ json: String) -> Document {
    (try? Document.scan(Array(json.utf8), .strict)) ?? Document.string([UInt8]("broken".utf8).span)
  }
}
