import Document
import Endpoints
import Messages
import Shaping
import Testing

/// One request to an endpoint whose backends a test plays.
@MainActor
final class Trial {
  let backends: [PlayedBackend]
  let shadows: [PlayedBackend]
  let timers = PlayedTimers()
  let execution: EndpointExecution
  private var outcome: EndpointOutcome?

  init(
    _ plans: [ShapingPlan], methods: [Method]? = nil, pattern: String = "/b",
    parameters: [String] = [], flatmap: [FlatmapOperation] = [], timeout: Int64 = 2_000_000_000,
    passesThrough: Bool = false, sequence: SequencePlan? = nil, staticData: StaticData? = nil,
    shadows: Int = 0, concurrentCalls: Int = 1, merge: (any MergePolicy)? = nil,
    completeness: [Int: Completeness] = [:]
  ) throws {
    var problems: [ShapingProblem] = []
    let backends = plans.map { _ in PlayedBackend() }
    let played = (0..<shadows).map { _ in PlayedBackend() }
    self.backends = backends
    self.shadows = played
    let parts = try plans.indices.map { index in
      let method = methods?[index] ?? .get
      return EndpointPlan.Part(
        template: try CallTemplate(
          CallDefinition(method: method, urlPattern: pattern, parameters: parameters)),
        backend: concurrentCalls > 1
          ? ConcurrentBackend(backends[index], count: concurrentCalls) : backends[index],
        shaping: ShapingProgram(plans[index], noting: &problems),
        completeness: completeness[index] ?? .counted)
    }
    let final = flatmap.isEmpty ? nil : FlatmapProgram(flatmap, noting: &problems)
    execution = EndpointExecution(
      EndpointPlan(
        name: "/e", timeoutNanoseconds: timeout, parts: parts, finalShaping: final,
        passesThrough: passesThrough, sequence: sequence, staticData: staticData,
        shadows: try Trial.shadowPlan(played, methods?.first ?? .get),
        isConcurrent: concurrentCalls > 1, merge: merge))
  }

  private static func shadowPlan(
    _ backends: [PlayedBackend], _ method: Method
  ) throws -> ShadowPlan? {
    guard !backends.isEmpty else { return nil }
    let template = try CallTemplate(CallDefinition(method: method, urlPattern: "/s"))
    return ShadowPlan(
      parts: backends.map {
        EndpointPlan.Part(template: template, backend: $0, shaping: .identity)
      },
      timeoutNanoseconds: 5_000_000_000)
  }

  /// So many backends that are taken as they are.
  convenience init(
    _ count: Int, methods: [Method]? = nil, flatmap: [FlatmapOperation] = [],
    timeout: Int64 = 2_000_000_000, passesThrough: Bool = false, staticData: StaticData? = nil,
    shadows: Int = 0, concurrentCalls: Int = 1
  ) throws {
    try self.init(
      [ShapingPlan](repeating: ShapingPlan(), count: count), methods: methods, flatmap: flatmap,
      timeout: timeout, passesThrough: passesThrough, staticData: staticData, shadows: shadows,
      concurrentCalls: concurrentCalls)
  }

  /// Starts, and returns when the endpoint waits or is done.
  func start(_ request: ClientRequest? = nil) async throws {
    let request = try request ?? Rendering.request()
    let (execution, timers) = (execution, timers)
    Task { self.outcome = await execution.run(request, timers: timers) }
    await turn()
  }

  /// Lets everything happen that can.
  func turn() async { for _ in 0..<20 { await Task.yield() } }

  /// The one call to a backend.
  func call(_ slot: Int) throws -> PlayedBackend.Call {
    try #require(backends[slot].calls.count == 1)
    return backends[slot].calls[0]
  }

  /// Whether the endpoint still waits.
  var isWaiting: Bool { outcome == nil }

  /// What came of it: the data, whether it is complete, and the failures, as text; `stream`, or
  /// `failed` with the failures.
  func result() async -> String {
    await turn()
    // On a busy machine a turn may end before its turn has come.
    for _ in 0..<2000 where outcome == nil { await Task.yield() }
    switch outcome {
    case .data(let tree, let isComplete, let failures):
      var text: [UInt8] = []
      tree.write(.json, to: &text)
      let words = [String(decoding: text, as: UTF8.self), isComplete ? "complete" : "incomplete"]
      return (words + failures.map(\.detail)).joined(separator: " ")
    case .stream(let head, _): return "stream \(head.status.code)"
    case .failure(let failures): return "failed " + failures.map(\.detail).joined(separator: " ")
    case nil: return "waiting"
    }
  }

  /// The failures, if it failed.
  var failures: [GatewayFailure] {
    if case .failure(let failures) = outcome { return failures }
    return []
  }
}
