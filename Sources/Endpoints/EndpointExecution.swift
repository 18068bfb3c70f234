import Document
public import Messages
import Shaping

/// One request on its way through an endpoint: the calls under way, what has come back, and the
/// deadline. Belongs to one loop.
public final class EndpointExecution: DeadlineTarget {
  let plan: EndpointPlan
  /// The first backend's, which most requests have alone, and the others'.
  @exclusivity(unchecked) private var first = Slot()
  @exclusivity(unchecked) private var others: [Slot] = []
  @exclusivity(unchecked) var outstanding: Int
  @exclusivity(unchecked) var tree = ShapedTree()
  @exclusivity(unchecked) var stream: EndpointOutcome?
  /// What stands beside the data of answers that are not complete.
  @exclusivity(unchecked) var remarks: [Document] = []
  @exclusivity(unchecked) var isComplete = true
  @exclusivity(unchecked) private var clientHasLeft = false
  @exclusivity(unchecked) private var hasEnded = false
  @exclusivity(unchecked) var failures: [GatewayFailure] = []
  /// Failures of backends that may be absent: for the log, they do not count.
  @exclusivity(unchecked) public internal(set) var absences: [GatewayFailure] = []
  /// What the client gets beside the data, from backends that have such fields to give.
  @exclusivity(unchecked) public internal(set) var answerFields = HeaderFields()
  /// How many of the absent backends left nothing in their place.
  @exclusivity(unchecked) var missing = 0
  /// Whether a backend failed without which there is no answer.
  @exclusivity(unchecked) var isLost = false
  /// The shaped answers by backend, where a policy merges them; else nothing.
  @exclusivity(unchecked) var pieces: [ShapedTree?] = []
  /// Why nothing more is to be begun: the time is up, or the client has left.
  @exclusivity(unchecked) private(set) var interruption: GatewayFailure?
  /// What a sequence remembers; nil where all calls are made at once.
  let memory: SequenceMemory?
  @exclusivity(unchecked) private(set) var timer: (any RunningTimer)?
  @exclusivity(unchecked) var waiter: UnsafeContinuation<Void, Never>?

  /// Where one backend's call stands.
  private struct Slot {
    var ongoing: (any OngoingCall)?
    var isSettled = false
  }

  /// Prepares a request for an endpoint.
  public init(_ plan: EndpointPlan) {
    self.plan = plan
    if plan.parts.count > 1 {
      others = Array(repeating: Slot(), count: plan.parts.count - 1)
    }
    outstanding = plan.parts.count
    if plan.merge != nil { pieces = Array(repeating: nil, count: plan.parts.count) }
    memory = plan.sequence.map { SequenceMemory($0) }
  }

  /// The life of a request in an endpoint, in the order in which it happens: build the calls, begin
  /// them all (or, in a sequence, one after the other), wait for the last, merge, add what is
  /// constant.
  ///
  /// A stream that is returned stays under the deadline until `end` is called (NOP-3).
  public func run(_ request: ClientRequest, timers: any DeadlineTimers) async -> EndpointOutcome {
    // All backends of the endpoint may be shadows (SHA-2).
    guard !plan.parts.isEmpty else {
      return .failure([GatewayFailure(.noHost, .gateway, detail: "no backend to answer")])
    }
    if clientHasLeft { return .failure([EndpointExecution.leaving]) }
    do throws(CallRefusal) {
      if let memory {
        try await runSteps(memory, request, timers)
      } else {
        try begin(request, timers)
      }
    } catch {
      var failure = GatewayFailure(error.kind, .client, detail: "\(error)")
      failure.explanation = error.explanation
      return .failure([failure])
    }
    if outstanding > 0 { await withUnsafeContinuation { waiter = $0 } }
    if let stream { return stream }
    end()
    let outcome = merged()
    return plan.staticData?.added(to: outcome, sorts: plan.merge == nil) ?? outcome
  }

  /// All calls are built before the first is begun: a request that cannot be expressed reaches no
  /// backend at all.
  private func begin(
    _ request: ClientRequest, _ timers: any DeadlineTimers
  ) throws(CallRefusal) {
    let first = try plan.parts[0].template.render(
      plan.sendsContent(to: 0) ? request : request.withoutContent)
    var others: [BackendCall] = []
    if plan.parts.count > 1 {
      others.reserveCapacity(plan.parts.count - 1)
      let empty = request.withoutContent
      for slot in plan.parts.indices.dropFirst() {
        let shared = plan.sendsContent(to: slot) ? request : empty
        others.append(try plan.parts[slot].template.render(shared))
      }
    }
    startClock(request, timers)
    begin(first, 0)
    for slot in others.indices { begin(others[slot], slot + 1) }
  }

  /// From here on the request is under way: the deadline runs, and the shadows, whose timers come
  /// after it because the first one is the cheapest, have their copies.
  @inline(__always)
  func startClock(_ request: ClientRequest, _ timers: any DeadlineTimers) {
    timer = timers.start(afterNanoseconds: plan.callNanoseconds, self)
    if let shadows = plan.shadows { ShadowExecution.begin(shadows, request, timers) }
  }

  func begin(_ call: BackendCall, _ slot: Int) {
    guard !isLost, interruption == nil else { return }
    let ongoing = plan.parts[slot].backend.begin(call, slot: slot, receiver: self)
    if !self[slot].isSettled || stream != nil { self[slot].ongoing = ongoing }
  }

  private subscript(slot: Int) -> Slot {
    @inline(__always) get { slot == 0 ? first : others[slot - 1] }
    @inline(__always) _modify {
      if slot == 0 { yield &first } else { yield &others[slot - 1] }
    }
  }

  /// The client went away: what is under way is ended, and `run` returns.
  public func clientLeft() {
    clientHasLeft = true
    cancel(EndpointExecution.leaving)
  }

  private static var leaving: GatewayFailure {
    GatewayFailure(.clientLeft, .client, detail: "the client closed its connection")
  }

  /// The deadline struck (RSP-7).
  public func deadlineReached() {
    timer = nil
    cancel(GatewayFailure(.timeout, .gateway, detail: "context deadline exceeded"))
  }

  private func cancel(_ failure: GatewayFailure) {
    guard !hasEnded else { return }
    interruption = failure
    // A backend that gave no call to end is not waited for either.
    for slot in 0..<(memory?.begun ?? plan.parts.count) {
      let ongoing = self[slot].ongoing
      self[slot].ongoing = nil
      ongoing?.cancel()
      settle(failure, slot)
    }
  }

  /// Nothing more is to come; a stream has been passed on, or given up.
  public func end() {
    guard !hasEnded else { return }
    timer?.cancel()
    timer = nil
    first = Slot()
    others = []
    hasEnded = true
  }

  private func merged() -> EndpointOutcome {
    let begun = memory?.begun ?? plan.parts.count
    guard !isLost, failures.count + missing < begun else { return .failure(failures + absences) }
    if let policy = plan.merge {
      do {
        tree = try combined(policy)
      } catch {
        return .failure([failure(of: error)])
      }
    }
    do {
      // A merge with failures is served as it is: the reference skips this stage then (FM-9). The
      // details of ST-5 are no failure.
      if let program = plan.finalShaping, failures.isEmpty { try tree.apply(program) }
    } catch {
      return .failure([GatewayFailure(.undecodable, .gateway, detail: "\(error)")])
    }
    // An answer that is no object has no place for them.
    if tree.kind(of: tree.root) == .object {
      for remark in remarks { _ = try? tree.merge(remark, through: .identity) }
    }
    if plan.parts.count > 1, plan.merge == nil { tree.sortMembers() }
    return .data(tree, isComplete: isComplete && failures.isEmpty, failures)
  }

  /// Whether the outcome of a slot still counts: a backend of somebody else's may speak twice.
  func isAwaiting(_ slot: Int) -> Bool { !hasEnded && !self[slot].isSettled }

  /// A slot has its outcome; the last one wakes `run`.
  func settle(_ failure: GatewayFailure?, _ slot: Int) {
    guard !hasEnded, !self[slot].isSettled else { return }
    self[slot].isSettled = true
    if stream == nil { self[slot].ongoing = nil }
    if var failure {
      failure.slot = slot
      if plan.judgesFailures { judge(failure, slot) } else { failures.append(failure) }
    }
    if isLost { return }
    outstanding -= 1
    wake()
  }

  /// Nothing more is waited for: what is under way is ended, without a failure of its own.
  func giveUpOthers() {
    for slot in plan.parts.indices {
      let ongoing = self[slot].ongoing
      self[slot].ongoing = nil
      self[slot].isSettled = true
      ongoing?.cancel()
    }
    outstanding = 0
    wake()
  }

  private func wake() {
    guard outstanding == 0, let waiter else { return }
    self.waiter = nil
    waiter.resume()
  }
}
