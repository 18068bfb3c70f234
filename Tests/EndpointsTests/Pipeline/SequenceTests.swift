import Document
import Endpoints
import Messages
import Shaping
import Testing

@MainActor
@Suite("Calling backends one after another", .timeLimit(.minutes(1)))
struct SequenceTests {
  /// A sequence in which each later step calls `/s/{resp0_x}`, or the pattern given.
  private static func trial(
    _ pattern: String = "/s/{resp0_x}", _ references: [(Int, String)] = [(0, "x")],
    steps: Int = 2, first: ShapingPlan = ShapingPlan(), methods: [Method]? = nil,
    parameters: [String] = []
  ) throws -> Trial {
    var plans = [ShapingPlan](repeating: ShapingPlan(), count: steps)
    plans[0] = first
    let names = references.map { $0.1.isEmpty ? "resp\($0.0)" : "resp\($0.0)_\($0.1)" }
    let list = references.map { reference in
      let path = reference.1.split(separator: ".").map { Array($0.utf8) }
      return SequencePlan.Reference(step: reference.0, path: path)
    }
    return try Trial(
      plans, methods: methods, pattern: pattern, parameters: parameters + names,
      sequence: SequencePlan(references: list))
  }

  private static func target(_ trial: Trial, _ slot: Int) throws -> String {
    String(decoding: try trial.call(slot).call.target.bytes, as: UTF8.self)
  }

  /// Where a second step goes after a first answer.
  private func target(
    after json: String, _ path: String = "x", pattern: String? = nil,
    shaping: ShapingPlan = ShapingPlan()
  ) async throws -> String {
    let trial = try Self.trial(
      pattern ?? "/s/{resp0_\(path)}", [(0, path)], first: shaping)
    try await trial.start()
    try trial.call(0).answer(json: json)
    await trial.turn()
    let target = try Self.target(trial, 1)
    try trial.call(1).answer(json: "{}")
    #expect(await trial.result().hasSuffix(" complete"))
    return target
  }

  @Test("SEQ-2: a step begins when the one before has answered, all under one deadline of 85 %")
  func oneAfterAnother() async throws {
    let trial = try Self.trial(steps: 3)
    try await trial.start()
    for slot in 0..<3 {
      #expect(trial.backends.map(\.calls.count) == (0..<3).map { $0 <= slot ? 1 : 0 })
      #expect(trial.timers.delay == 1_700_000_000)
      #expect(trial.timers.starts == 1)
      try trial.call(slot).answer(json: #"{"k\#(slot)":1}"#)
      await trial.turn()
    }
    #expect(await trial.result() == #"{"k0":1,"k1":1,"k2":1} complete"#)
    #expect(!trial.timers.isRunning)
  }

  @Test("SEQ-2: at the deadline the step under way is ended, and no other is begun")
  func deadline() async throws {
    let trial = try Self.trial(steps: 3)
    try await trial.start()
    try trial.call(0).answer(json: #"{"x":1}"#)
    await trial.turn()
    trial.timers.strike()
    #expect(try trial.call(1).isCancelled)
    #expect(await trial.result() == #"{"x":1} incomplete context deadline exceeded"#)
    #expect(trial.backends[2].calls.isEmpty)
  }

  @Test("SEQ-2: a deadline that strikes between two steps begins no other")
  func deadlineBetweenSteps() async throws {
    let trial = try Self.trial(steps: 3)
    try await trial.start()
    try trial.call(0).answer(json: #"{"x":1}"#)
    trial.timers.strike()
    #expect(await trial.result() == #"{"x":1} incomplete context deadline exceeded"#)
    #expect(trial.backends[1].calls.isEmpty)
  }

  @Test("SEQ-2: for a client that leaves between two steps no other is begun")
  func leavingBetweenSteps() async throws {
    let trial = try Self.trial(methods: [.get, .post])
    try await trial.start()
    try trial.call(0).answer(json: #"{"x":1}"#)
    trial.execution.clientLeft()
    #expect(!(await trial.result()).contains("waiting"))
    #expect(trial.backends[1].calls.isEmpty)
    #expect(!trial.timers.isRunning)
  }

  @Test("SEQ-3: on a collision the later step wins")
  func collision() async throws {
    let trial = try Self.trial()
    try await trial.start()
    try trial.call(0).answer(json: #"{"same":{"a":1},"x":1}"#)
    await trial.turn()
    try trial.call(1).answer(json: #"{"same":{"b":1}}"#)
    let result = await trial.result()
    #expect(result.contains(#""same":{"b":1}"#) && !result.contains(#"{"a":1}"#))
  }

  @Test("SEQ-4: values come from the data as they were shaped; dots walk objects")
  func shaped() async throws {
    #expect(
      try await target(
        after: #"{"foo":"v"}"#, "first.foo", shaping: ShapingPlan(group: "first")) == "/s/v")
    #expect(
      try await target(after: #"{"d":{"i":{"x":"v"}}}"#, shaping: ShapingPlan(target: "d.i"))
        == "/s/v")
    #expect(try await target(after: #"{"a":{"b":{"c":"v"}}}"#, "a.b.c") == "/s/v")
  }

  @Test("SEQ-4, SEQ-6: what was filtered away or lies in an array stays unresolved")
  func unresolved() async throws {
    let open = "/s/%7B%7B.Resp0_"
    #expect(
      try await target(after: #"{"x":1,"y":2}"#, shaping: ShapingPlan(allow: ["y"]))
        == open + "x%7D%7D")
    #expect(try await target(after: #"{"a":[{"b":1}]}"#, "a.0.b") == open + "a.0.b%7D%7D")
    #expect(try await target(after: #"{"b":1}"#, "a.b") == open + "a.b%7D%7D")
    #expect(try await target(after: "{}") == open + "x%7D%7D")
  }

  @Test(
    "SEQ-5: the text of a value",
    arguments: [
      (#""abc""#, "abc"), (#""""#, ""), ("42", "42"), ("1.0", "1.0"), ("1e3", "1e3"),
      ("12345678901234567890", "12345678901234567890"), ("true", "true"), ("false", "false"),
      ("[1,2.50,\"a\"]", "1,2.50,a"), ("[]", ""), ("null", "%3Cnil%3E"),
      (#"{"b":[1,null,{"c":"d"}],"a":1}"#, "map%5Ba:1%20b:%5B1%20%3Cnil%3E%20map%5Bc:d%5D%5D%5D"),
      (#"{"a":1,"a":2}"#, "map%5Ba:2%5D"), ("{}", "map%5B%5D"), (#""é""#, "%C3%A9"),
      (#""\u0041\n""#, "A%0A"),
    ])
  func texts(json: String, text: String) async throws {
    #expect(try await target(after: "{\"x\":\(json)}") == "/s/" + text)
  }

  @Test("SEQ-5: nesting without end is cut off, not followed")
  func depth() async throws {
    let json = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(try await target(after: "{\"x\":[\(json)]}").hasPrefix("/s/%5B%5B"))
  }

  @Test("SEQ-5: a value adds no segment, pair or field, wherever it lands")
  func landing() async throws {
    let json = #"{"x":"a/b?c=d&e#f+g h\r\nHost: i"}"#
    let path = try await target(after: json)
    #expect(path == "/s/a%2Fb%3Fc=d&e%23f+g%20h%0D%0AHost:%20i")
    let query = try await target(after: json, pattern: "/s?q={resp0_x}&z=1")
    #expect(query == "/s?q=a/b?c%3Dd%26e%23f%2Bg+h%0D%0AHost:+i&z=1")
  }

  @Test(
    "SEQ-5: a value that would lead a later call elsewhere fails its step",
    arguments: ["..", "."])
  func dotSegments(value: String) async throws {
    let trial = try Self.trial()
    try await trial.start()
    try trial.call(0).answer(json: "{\"x\":\"\(value)\"}")
    let result = await trial.result()
    #expect(result.hasPrefix("{\"x\":\"\(value)\"} incomplete a value of an earlier answer"))
    #expect(trial.backends[1].calls.isEmpty)
  }

  @Test("SEQ-5: a value that is too long for any target fails its step")
  func tooLong() async throws {
    let trial = try Self.trial()
    try await trial.start()
    let value = String(repeating: "a", count: 70_000)
    try trial.call(0).answer(json: "{\"x\":\"\(value)\"}")
    #expect(await trial.result().contains(" incomplete a value of an earlier answer"))
    #expect(trial.backends[1].calls.isEmpty)
  }

  @Test("SEQ-4: two earlier answers and the client's own value in one call")
  func several() async throws {
    let trial = try Self.trial(
      "/s/{id}/{resp0_x}/{resp1_y}", [(0, "x"), (1, "y")], steps: 3, parameters: ["id"])
    try await trial.start(try Rendering.request(values: ["9"]))
    #expect(try Self.target(trial, 0) == "/s/9/%7B%7B.Resp0_x%7D%7D/%7B%7B.Resp1_y%7D%7D")
    try trial.call(0).answer(json: #"{"x":"a"}"#)
    await trial.turn()
    try trial.call(1).answer(json: #"{"y":"b"}"#)
    await trial.turn()
    #expect(try Self.target(trial, 2) == "/s/9/a/b")
    try trial.call(2).answer(json: "{}")
    #expect(await trial.result().hasSuffix(" complete"))
  }

  @Test("SEQ-7: the whole content of an answer that is not decoded can be handed on")
  func content() async throws {
    let trial = try Self.trial("/s/{resp0}", [(0, "")])
    try await trial.start()
    try trial.call(0).answer(.undecoded([UInt8]("a b".utf8)))
    await trial.turn()
    #expect(try Self.target(trial, 1) == "/s/a%20b")
    try trial.call(1).answer(json: #"{"b":1}"#)
    #expect(await trial.result() == #"{"b":1} complete"#)
  }

  @Test("SEQ-8, RSP-6: when the first step fails, its own failure is the outcome")
  func firstFails() async throws {
    let trial = try Self.trial()
    try await trial.start()
    try trial.call(0).fail(.connectionLost, "gone")
    #expect(await trial.result() == "failed gone")
    #expect(trial.failures.count == 1)
    #expect(trial.backends[1].calls.isEmpty)
  }

  @Test("SEQ-8: when a later step fails, the rest is served, incomplete, and no other is begun")
  func laterFails() async throws {
    let trial = try Self.trial(steps: 3)
    try await trial.start()
    try trial.call(0).answer(json: #"{"x":1}"#)
    await trial.turn()
    try trial.call(1).fail()
    #expect(await trial.result() == #"{"x":1} incomplete lost"#)
    #expect(trial.backends[2].calls.isEmpty)
  }

  @Test("SEQ-8, ST-6: details of a failure stop a sequence", arguments: [0, 1])
  func detailsStop(slot: Int) async throws {
    let trial = try Self.trial(steps: 3)
    try await trial.start()
    if slot == 1 {
      try trial.call(0).answer(json: #"{"x":1}"#)
      await trial.turn()
    }
    try trial.call(slot).answer(.details(Document.made(#"{"error_e":{}}"#)))
    let expected = slot == 0 ? #"{"error_e":{}}"# : #"{"error_e":{},"x":1}"#
    #expect(await trial.result() == expected + " incomplete")
    #expect(trial.backends[slot + 1].calls.isEmpty)
  }

  @Test("SEQ-9, SEQ-10: any step may write, and then the client's content goes to each")
  func writing() async throws {
    let trial = try Self.trial(steps: 3, methods: [.get, .post, .get])
    try await trial.start(try Rendering.request(content: .bytes([1, 2])))
    for slot in 0..<3 {
      #expect(try trial.call(slot).call.content.length == 2)
      try trial.call(slot).answer(json: "{}")
      await trial.turn()
    }
    #expect(await trial.result() == "{} complete")
  }

  @Test("SEQ-10: with steps that only read, the first one gets it and the others nothing")
  func reading() async throws {
    let trial = try Self.trial()
    try await trial.start(try Rendering.request(content: .bytes([1, 2])))
    try trial.call(0).answer(json: "{}")
    await trial.turn()
    #expect(try trial.call(0).call.content.length == 2)
    #expect(try trial.call(1).call.content.length == 0)
    try trial.call(1).answer(json: "{}")
    _ = await trial.result()
  }

  @Test("a client's value that one step cannot express reaches no step at all")
  func refused() async throws {
    let trial = try Self.trial("/s/{id}", [], steps: 2, parameters: ["id"])
    try await trial.start(try Rendering.request(values: [".."]))
    #expect(trial.failures.map(\.status) == [.badRequest])
    #expect(trial.backends.allSatisfy { $0.calls.isEmpty })
    #expect(trial.timers.delay == nil)
  }

  @Test("a client that leaves ends the step under way, and no other is begun")
  func clientLeaves() async throws {
    let trial = try Self.trial()
    try await trial.start()
    trial.execution.clientLeft()
    #expect(try trial.call(0).isCancelled)
    #expect(await trial.result() == "failed the client closed its connection")
    #expect(trial.backends[1].calls.isEmpty)
  }

  @Test("steps that are answered before their calls return follow one another as any")
  func atOnce() async throws {
    let trial = try Self.trial(steps: 3)
    for slot in 0..<3 { trial.backends[slot].atOnce = { $0.answer(json: #"{"x":\#(slot)}"#) } }
    try await trial.start()
    #expect(await trial.result() == #"{"x":2} complete"#)
    #expect(try Self.target(trial, 2) == "/s/0")
  }
}
