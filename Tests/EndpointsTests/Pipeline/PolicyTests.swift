import Document
import Endpoints
import Messages
import Shaping
import Testing

@MainActor
@Suite("Declared merging and completeness", .timeLimit(.minutes(1)))
struct PolicyTests {
  private static let answers = [
    #"{"a":1,"o":{"x":1},"l":[1]}"#, #"{"a":2,"o":{"y":2},"l":[2]}"#, #"{"a":3,"l":3,"z":0}"#,
    #"{"o":null,"l":[4]}"#,
  ]

  @Test(
    "POL-4: what comes out does not depend on the order of arrival",
    arguments: MergePolicies.builtIn.keys.sorted())
  func order(name: String) async throws {
    let policy = try #require(MergePolicies.builtIn[name])
    var outcomes: Set<String> = []
    for _ in 0..<40 {
      let trial = try Trial([ShapingPlan](repeating: ShapingPlan(), count: 4), merge: policy)
      try await trial.start()
      for slot in (0..<4).shuffled() { try trial.call(slot).answer(json: Self.answers[slot]) }
      outcomes.insert(await trial.result())
    }
    let expected = [
      "last": #"{"a":3,"o":null,"l":[4],"z":0} complete"#,
      "first": #"{"a":1,"o":{"x":1},"l":[1],"z":0} complete"#,
      "deep": #"{"a":3,"o":null,"l":[4],"z":0} complete"#,
      "append": #"{"a":3,"o":null,"l":[1,2,3,4],"z":0} complete"#,
      "error": "failed the answers of backends 0 and 1 both have 'a'",
    ]
    #expect(outcomes == [expected[name] ?? ""])
  }

  @Test("POL-4: a failed backend is missing in its place, and the answer is incomplete")
  func missing() async throws {
    let trial = try Trial([ShapingPlan(), ShapingPlan(), ShapingPlan()], merge: FirstWins())
    try await trial.start()
    try trial.call(2).answer(json: #"{"a":3}"#)
    try trial.call(1).answer(json: #"{"a":2}"#)
    try trial.call(0).fail()
    #expect(await trial.result() == #"{"a":2} incomplete lost"#)
  }

  @Test("POL-5: a collision that is refused fails the endpoint, whose fault it was included")
  func collision() async throws {
    let trial = try Trial([ShapingPlan(), ShapingPlan()], merge: RefuseCollisions())
    try await trial.start()
    for slot in 0..<2 { try trial.call(slot).answer(json: #"{"a":1}"#) }
    _ = await trial.result()
    #expect(trial.failures.map(\.kind) == [.collision])
    #expect(trial.failures.first?.status == .internalServerError)
    #expect(trial.failures.first?.preciseStatus == .badGateway)
  }

  @Test("CPL-1: without a required backend the endpoint fails at once, and the others are ended")
  func required() async throws {
    let trial = try Trial(
      [ShapingPlan(), ShapingPlan(), ShapingPlan()], completeness: [1: .required])
    try await trial.start()
    try trial.call(0).answer(json: "{}")
    try trial.call(1).fail(.connectionLost, "gone")
    #expect(try trial.call(2).isCancelled)
    #expect(await trial.result() == "failed gone")
    #expect(trial.failures.map(\.slot) == [1])
    #expect(!trial.timers.isRunning)
  }

  @Test("CPL-1: a required backend that fails before others are begun spares them")
  func requiredAtOnce() async throws {
    let trial = try Trial([ShapingPlan(), ShapingPlan()], completeness: [0: .required])
    trial.backends[0].atOnce = { $0.fail(.noHost, "none") }
    try await trial.start()
    #expect(trial.backends[1].calls.isEmpty)
    #expect(await trial.result() == "failed none")
  }

  @Test("CPL-2: without an optional backend the answer is complete, and the log still hears of it")
  func optional() async throws {
    let trial = try Trial([ShapingPlan(), ShapingPlan()], completeness: [1: .optional])
    try await trial.start()
    try trial.call(1).fail(.timeout, "late")
    try trial.call(0).answer(json: #"{"a":1}"#)
    #expect(await trial.result() == #"{"a":1} complete"#)
    #expect(trial.execution.absences.map(\.detail) == ["late"])
  }

  @Test("CPL-2: with nothing but absent backends the endpoint fails")
  func allAbsent() async throws {
    let trial = try Trial(
      [ShapingPlan(), ShapingPlan()], completeness: [0: .optional, 1: .optional])
    try await trial.start()
    for slot in 0..<2 { try trial.call(slot).fail(.connectionLost, "\(slot)") }
    #expect(await trial.result() == "failed 0 1")
  }

  private func placed(_ json: String, group: String = "") -> Completeness {
    var ignored: [ShapingProblem] = []
    return .replaced(
      Document.made(json),
      ShapingProgram(ShapingPlan(root: .any, group: group), noting: &ignored))
  }

  @Test("CPL-3: a default takes the place of the shaped answer, also with a policy")
  func replaced() async throws {
    for policy in [nil, LastWins() as any MergePolicy] {
      let plan = ShapingPlan(allow: ["no"], group: "g")
      let trial = try Trial(
        [plan, ShapingPlan()], merge: policy, completeness: [0: placed("[1]", group: "g")])
      try await trial.start()
      try trial.call(0).fail()
      try trial.call(1).answer(json: #"{"a":1}"#)
      // Without a policy the order of arrival is hidden (REN-1), with one that of the file counts.
      let expected = policy == nil ? #"{"a":1,"g":[1]}"# : #"{"g":[1],"a":1}"#
      #expect(await trial.result() == expected + " complete")
      #expect(trial.execution.absences.count == 1)
    }
  }

  @Test("CPL-3: a default alone is an answer, for no-op too; a null answer has it as well")
  func alone() async throws {
    let trial = try Trial(
      [ShapingPlan()], passesThrough: true, completeness: [0: placed(#"{"a":1}"#)])
    try await trial.start()
    try trial.call(0).fail()
    #expect(await trial.result() == #"{"a":1} complete"#)
    let pair = try Trial([ShapingPlan(), ShapingPlan()], completeness: [0: placed(#"{"d":1}"#)])
    try await pair.start()
    try pair.call(0).answer(json: "null")
    try pair.call(1).answer(json: #"{"a":1}"#)
    #expect(await pair.result() == #"{"a":1,"d":1} complete"#)
  }

  @Test("CPL-1: a step without which there is no answer is missed also where it is not reached")
  func notReached() async throws {
    let plans = [ShapingPlan](repeating: ShapingPlan(), count: 3)
    // The time is up in the first step: each step that is left is judged.
    let late = try Trial(
      plans, sequence: SequencePlan(references: []),
      completeness: [0: placed("{}"), 1: placed("{}"), 2: .required])
    try await late.start()
    late.timers.strike()
    #expect(await late.result().hasPrefix("failed context deadline exceeded"))
    // An earlier step stops the sequence.
    let stopped = try Trial(
      plans, sequence: SequencePlan(references: []), completeness: [2: .required])
    try await stopped.start()
    try stopped.call(0).answer(json: #"{"a":1}"#)
    await stopped.turn()
    try stopped.call(1).fail()
    #expect(await stopped.result() == "failed lost")
  }

  @Test("POL-4: static data come last where a policy says the order")
  func staticOrder() async throws {
    let data = StaticData(Document.made(#"{"0":1}"#), when: .always)
    let trial = try Trial([ShapingPlan(), ShapingPlan()], staticData: data, merge: LastWins())
    try await trial.start()
    try trial.call(0).answer(json: #"{"b":1}"#)
    try trial.call(1).answer(json: #"{"a":1}"#)
    #expect(await trial.result() == #"{"b":1,"a":1,"0":1} complete"#)
  }

  private var reference: SequencePlan {
    SequencePlan(references: [.init(step: 0, path: [Array("id".utf8)])])
  }

  @Test("CPL-4: a sequence goes on without an optional step, and with the default of a failed one")
  func sequence() async throws {
    for (rule, target) in [
      (Completeness.optional, "/b/%7B%7B.Resp0_id%7D%7D"), (placed(#"{"id":7}"#), "/b/7"),
    ] {
      let trial = try Trial(
        [ShapingPlan(), ShapingPlan()], pattern: "/b/{resp0_id}", parameters: ["resp0_id"],
        sequence: reference, completeness: [0: rule])
      try await trial.start()
      try trial.call(0).fail()
      await trial.turn()
      let call = try trial.call(1)
      #expect(String(decoding: call.call.target.bytes, as: UTF8.self) == target)
      call.answer(json: #"{"b":1}"#)
      let merged = await trial.result()
      #expect(merged.hasPrefix(#"{"b":1"#) && merged.hasSuffix("} complete"))
    }
  }

  @Test("CPL-4: a sequence ends at a required step")
  func requiredStep() async throws {
    let trial = try Trial(
      [ShapingPlan(), ShapingPlan()], sequence: SequencePlan(references: []),
      completeness: [1: .required])
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    await trial.turn()
    try trial.call(1).fail(.connectionLost, "gone")
    #expect(await trial.result() == "failed gone")
  }

  @Test("CPL-5: when the client leaves, no default and no absence makes an answer")
  func clientLeaves() async throws {
    let trial = try Trial(
      [ShapingPlan(), ShapingPlan()], completeness: [0: placed("{}"), 1: .optional])
    try await trial.start()
    trial.execution.clientLeft()
    #expect(await trial.result().hasPrefix("failed the client"))
  }
}
