import Network

/// Looks a service up again and again; lives on one loop.
final class ServiceWatch: TimerTarget {
  /// Where nothing is known yet, the first wait; it doubles up to the interval.
  private static let firstWait: Int64 = 1_000_000_000

  /// No answer comes as late as this one. The system's resolver may wait for ever once it has a
  /// connection to a name server.
  private static let patience: Int64 = 60_000_000_000

  private let lookup: ServiceLookup
  private let board: ServiceBoard
  private var roster: ServiceRoster
  private let settings: ServiceDiscovery.Settings
  private let loop: EventLoop
  private var wait = ServiceWatch.firstWait
  private var hasFailed = false
  /// The number of the question, and whether its answer is still to come.
  private var question = 0
  private var isAsking = false
  private var deadline: TimerToken?

  init(
    _ lookup: ServiceLookup, _ board: ServiceBoard, _ roster: ServiceRoster,
    _ settings: ServiceDiscovery.Settings, on loop: EventLoop
  ) {
    self.lookup = lookup
    self.board = board
    self.roster = roster
    self.settings = settings
    self.loop = loop
  }

  func begin(isKnown: Bool) {
    hasFailed = !isKnown
    schedule(isKnown: isKnown)
  }

  private func schedule(isKnown: Bool) {
    let delay = isKnown ? settings.interval : min(wait, settings.interval)
    wait = isKnown ? ServiceWatch.firstWait : min(wait, settings.interval) * 2
    _ = loop.schedule(at: loop.now.advanced(byNanoseconds: delay), self)
  }

  /// It is time to ask, or too late for an answer.
  func timerFired(_ tag: Int) {
    guard !isAsking else {
      deadline = nil
      let failure = ResolutionFailure(host: lookup.name, reason: "no answer in time")
      return answered(.failure(failure), to: question)
    }
    isAsking = true
    question += 1
    deadline = loop.schedule(at: loop.now.advanced(byNanoseconds: Self.patience), self)
    let (watch, loop, number) = (LoopBound(here: self, on: loop), loop, question)
    lookup.run { answer in
      loop.submit { watch.get.answered(answer, to: number) }
    }
  }

  /// A row of failures is told once, and its end.
  private func answered(_ answer: ServiceLookup.Answer, to number: Int) {
    guard isAsking, number == question else { return }
    isAsking = false
    if let deadline { loop.cancel(deadline) }
    deadline = nil
    let wasFailing = hasFailed
    if case .failure = answer { hasFailed = true } else { hasFailed = false }
    if wasFailing, !hasFailed { settings.report(.recovered(name: lookup.name)) }
    let isKnown = board.take(answer, into: &roster) { event in
      if case .failed = event, wasFailing { return }
      settings.report(event)
    }
    schedule(isKnown: isKnown)
  }
}
