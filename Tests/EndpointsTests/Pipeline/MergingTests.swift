import Document
import Endpoints
import Messages
import Shaping
import Testing

@MainActor
@Suite("Merging the answers of several backends", .timeLimit(.minutes(1)))
struct MergingTests {
  @Test("MRG-1: all calls start at once, under 85 % of the endpoint's timeout")
  func allAtOnce() async throws {
    for (timeout, expected) in [(2_000_000_000, 1_700_000_000), (300_000_000, 255_000_000)] {
      let trial = try Trial(4, timeout: Int64(timeout))
      try await trial.start()
      #expect(trial.backends.map(\.calls.count) == [1, 1, 1, 1])
      #expect(trial.timers.delay == Int64(expected))
      #expect(trial.isWaiting)
      for slot in 0..<4 { try trial.call(slot).answer(json: #"{"k\#(slot)":1}"#) }
      #expect(await trial.result() == #"{"k0":1,"k1":1,"k2":1,"k3":1} complete"#)
      #expect(!trial.timers.isRunning)
    }
  }

  @Test("MRG-8: one backend gets the full timeout, and its answer is no merge")
  func oneBackend() async throws {
    let trial = try Trial(1)
    try await trial.start()
    #expect(trial.timers.delay == 2_000_000_000)
    // In a merge, null would be a failure.
    try trial.call(0).answer(json: "null")
    #expect(await trial.result() == "null complete")
  }

  @Test("MRG-2: on a collision the answer that arrives last wins, whole")
  func arrivalDecides() async throws {
    for order in [[0, 1], [1, 0]] {
      let trial = try Trial(2)
      try await trial.start()
      for slot in order {
        try trial.call(slot).answer(json: #"{"same":{"from\#(slot)":1},"only\#(slot)":1}"#)
      }
      let result = await trial.result()
      #expect(result.contains(#""same":{"from\#(order[1])":1}"#))
      #expect(!result.contains("from\(order[0])"))
      #expect(result.contains("only0") && result.contains("only1"))
    }
  }

  @Test("MRG-3: some failures leave the data, incomplete, and are told in the order of arrival")
  func someFail() async throws {
    let trial = try Trial(3)
    try await trial.start()
    try trial.call(2).fail(.connectionLost, "second")
    try trial.call(0).answer(json: #"{"a":1}"#)
    #expect(trial.isWaiting)
    try trial.call(1).fail(.undecodable, "first")
    #expect(await trial.result() == #"{"a":1} incomplete second first"#)
  }

  @Test("MRG-3: when all fail there is no data, and every failure counts")
  func allFail() async throws {
    let trial = try Trial(3)
    try await trial.start()
    for slot in [1, 0, 2] { try trial.call(slot).fail(.connectionLost, "f\(slot)") }
    #expect(await trial.result() == "failed f1 f0 f2")
    #expect(trial.failures.map(\.origin) == [.backend(1), .backend(0), .backend(2)])
  }

  @Test("MRG-4: details of a failure make the whole incomplete, without being a failure")
  func details() async throws {
    let trial = try Trial([ShapingPlan(group: "g"), ShapingPlan(allow: ["x"], group: "h")])
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    try trial.call(1).answer(.details(Document.made(#"{"error_e":{"http_status_code":404}}"#)))
    // Neither manipulations nor the group apply to it (ST-5).
    #expect(
      await trial.result() == #"{"error_e":{"http_status_code":404},"g":{"a":1}} incomplete"#)
  }

  @Test("REN-1: members of a merge are sorted by name, whichever answer came first")
  func sorted() async throws {
    for order in [[0, 1], [1, 0]] {
      let answers = [#"{"b":{"z":1,"a":2},"\u0061a":0,"ab":1}"#, #"{"c":[],"a":3,"aa":4}"#]
      let trial = try Trial([ShapingPlan(), ShapingPlan()])
      try await trial.start()
      for slot in order { try trial.call(slot).answer(json: answers[slot]) }
      // Names count decoded, and of two alike the one that came last (MRG-2).
      let twin = order == [0, 1] ? #""aa":4"# : #""\u0061a":0"#
      #expect(
        await trial.result() == #"{"a":3,"# + twin + #","ab":1,"b":{"z":1,"a":2},"c":[]} complete"#)
    }
  }

  @Test("RSP-7: a backend that never answers and gives no call to end is not waited for either")
  func noCall() async throws {
    let trial = try Trial([ShapingPlan(), ShapingPlan()])
    trial.backends[0].givesCall = false
    try await trial.start()
    try trial.call(1).answer(json: #"{"a":1}"#)
    trial.timers.strike()
    #expect(await trial.result() == #"{"a":1} incomplete context deadline exceeded"#)
  }

  @Test("MRG-2: of a backend that answers twice the first answer counts")
  func twice() async throws {
    let trial = try Trial([ShapingPlan(), ShapingPlan()])
    try await trial.start()
    trial.execution.received(.document(Document.made(#"{"a":1}"#)), slot: 0)
    trial.execution.received(.document(Document.made(#"{"a":2}"#)), slot: 0)
    try trial.call(1).answer(json: #"{"b":1}"#)
    #expect(await trial.result() == #"{"a":1,"b":1} complete"#)
  }

  @Test("MRG-3: a lone answer with many members is served as it came, not opened to be sorted")
  func large() async throws {
    let members = (0..<3000).map { "\"m\($0)\":0" }
    let json = "{" + members.joined(separator: ",") + "}"
    let trial = try Trial([ShapingPlan(), ShapingPlan()])
    try await trial.start()
    try trial.call(0).answer(json: json)
    try trial.call(1).fail()
    #expect(await trial.result() == json + " incomplete lost")
  }

  @Test("MRG-4: an answer without data counts as a failure in a merge")
  func nullAnswer() async throws {
    let trial = try Trial(2)
    try await trial.start()
    try trial.call(0).answer(json: "null")
    try trial.call(1).answer(json: #"{"a":1}"#)
    #expect(await trial.result() == #"{"a":1} incomplete invalid response"#)
    let both = try Trial(2)
    try await both.start()
    for slot in 0..<2 { try both.call(slot).answer(json: "null") }
    #expect(await both.result() == "failed invalid response invalid response")
    #expect(both.failures.map(\.kind) == [.noData, .noData])
  }

  @Test("MRG-5: what survives a merge is data: heads of backends are no part of it")
  func onlyData() async throws {
    let trial = try Trial(2)
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    try trial.call(1).fail(.status(Status(503) ?? .ok), "invalid status code 503")
    #expect(await trial.result() == #"{"a":1} incomplete invalid status code 503"#)
  }

  @Test("RSP-4: one backend that answered, even with nothing, makes it an answer")
  func oneAnswered() async throws {
    let trial = try Trial(2)
    try await trial.start()
    try trial.call(0).answer(json: "{}")
    try trial.call(1).fail()
    #expect(await trial.result() == "{} incomplete lost")
    let single = try Trial(1)
    try await single.start()
    try single.call(0).fail()
    #expect(await single.result() == "failed lost")
  }

  @Test("NOP-6: a backend that adds nothing to the data is no failure")
  func nothingToAdd() async throws {
    let trial = try Trial(2)
    try await trial.start()
    try trial.call(0).answer(.undecoded([]))
    try trial.call(1).answer(json: #"{"a":1}"#)
    #expect(await trial.result() == #"{"a":1} complete"#)
    let alone = try Trial(1)
    try await alone.start()
    try alone.call(0).answer(.undecoded([]))
    #expect(await alone.result() == "{} complete")
  }

  @Test("an answer that cannot be shaped fails its backend, and only that")
  func unshapable() async throws {
    let trial = try Trial([
      ShapingPlan(flatmap: [FlatmapOperation("move", ["a"])]), ShapingPlan(group: "g"),
    ])
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    try trial.call(1).answer(json: #"{"b":1}"#)
    let result = await trial.result()
    #expect(result.hasPrefix(#"{"g":{"b":1}} incomplete "#))
  }
}
