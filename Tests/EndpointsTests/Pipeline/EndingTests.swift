import Document
import Endpoints
import Messages
import Shaping
import Testing

@MainActor
@Suite("How a request through an endpoint ends", .timeLimit(.minutes(1)))
struct EndingTests {
  @Test("RSP-7: at the deadline calls under way are ended, and what has arrived is served")
  func deadline() async throws {
    let trial = try Trial(3)
    try await trial.start()
    try trial.call(1).answer(json: #"{"a":1}"#)
    trial.timers.strike()
    #expect(
      await trial.result()
        == #"{"a":1} incomplete context deadline exceeded context deadline exceeded"#)
    #expect(try trial.call(0).isCancelled && trial.call(2).isCancelled)
    #expect(try !trial.call(1).isCancelled)
  }

  @Test("RSP-7: a deadline before any answer fails the request with its own text")
  func deadlineBeforeAll() async throws {
    for count in [1, 2] {
      let trial = try Trial(count)
      try await trial.start()
      trial.timers.strike()
      let text = [String](repeating: "context deadline exceeded", count: count)
      #expect(await trial.result() == "failed " + text.joined(separator: " "))
      #expect(trial.failures.allSatisfy { $0.kind == .timeout && $0.origin == .gateway })
      #expect(trial.failures.first?.status == .internalServerError)
    }
  }

  @Test("a client that leaves ends every call that is under way, and the wait")
  func clientLeaves() async throws {
    let trial = try Trial(3)
    try await trial.start()
    try trial.call(0).answer(json: "{}")
    trial.execution.clientLeft()
    #expect(try trial.call(1).isCancelled && trial.call(2).isCancelled)
    _ = await trial.result()
    #expect(!trial.isWaiting)
    #expect(!trial.timers.isRunning)
    // Nothing is ended twice.
    trial.execution.clientLeft()
    trial.timers.strike()
  }

  @Test("a client that has left before any call is begun reaches no backend")
  func clientLeftBefore() async throws {
    let trial = try Trial(2)
    trial.execution.clientLeft()
    try await trial.start()
    #expect(await trial.result() == "failed the client closed its connection")
    #expect(trial.backends.allSatisfy { $0.calls.isEmpty })
    #expect(trial.timers.delay == nil)
  }

  @Test("NOP-3: the deadline covers a stream to its end")
  func streamDeadline() async throws {
    let trial = try Trial(1, passesThrough: true)
    try await trial.start()
    try trial.call(0).answer(.stream(ResponseHead(status: .ok), PlayedSource()))
    #expect(await trial.result() == "stream 200")
    #expect(trial.timers.isRunning)
    #expect(try !trial.call(0).isCancelled)
    trial.timers.strike()
    #expect(try trial.call(0).isCancelled)
  }

  @Test("NOP-3: a stream that has passed is under no deadline any more")
  func streamPassed() async throws {
    let trial = try Trial(1, passesThrough: true)
    try await trial.start()
    try trial.call(0).answer(.stream(ResponseHead(status: .ok), PlayedSource()))
    _ = await trial.result()
    trial.execution.end()
    #expect(!trial.timers.isRunning)
    trial.timers.strike()
    trial.execution.clientLeft()
    #expect(try !trial.call(0).isCancelled)
  }

  @Test("a client that leaves in the middle of a stream ends its call")
  func clientLeavesStream() async throws {
    let trial = try Trial(1, passesThrough: true)
    try await trial.start()
    try trial.call(0).answer(.stream(ResponseHead(status: .ok), PlayedSource()))
    _ = await trial.result()
    trial.execution.clientLeft()
    #expect(try trial.call(0).isCancelled)
  }

  @Test("NOP-4: a no-op backend that cannot be reached is a failure like any other")
  func streamFails() async throws {
    let trial = try Trial(1, passesThrough: true)
    try await trial.start()
    try trial.call(0).fail(.notConnected, "connect: Connection refused")
    #expect(await trial.result() == "failed connect: Connection refused")
    #expect(trial.failures.first?.status == .internalServerError)
  }

  @Test("answers that are there before the call returns count as any other", arguments: 0..<8)
  func atOnce(mask: Int) async throws {
    let trial = try Trial(3)
    for slot in 0..<3 where mask & 1 << slot != 0 {
      trial.backends[slot].atOnce = { call in
        slot == 1 ? call.fail() : call.answer(json: #"{"k\#(slot)":1}"#)
      }
    }
    try await trial.start()
    for slot in 0..<3 where mask & 1 << slot == 0 {
      #expect(trial.isWaiting)
      try slot == 1 ? trial.call(slot).fail() : trial.call(slot).answer(json: #"{"k\#(slot)":1}"#)
    }
    let result = await trial.result()
    #expect(result.contains(#""k0":1"#) && result.contains(#""k2":1"#))
    #expect(result.hasSuffix(" incomplete lost"))
    trial.execution.clientLeft()
    #expect(try (0..<3).allSatisfy { try !trial.call($0).isCancelled })
  }

  @Test("a stream that is there before the call returns stays under the deadline")
  func streamAtOnce() async throws {
    let trial = try Trial(1, passesThrough: true)
    trial.backends[0].atOnce = { $0.answer(.stream(ResponseHead(status: .ok), PlayedSource())) }
    try await trial.start()
    #expect(await trial.result() == "stream 200")
    trial.timers.strike()
    #expect(try trial.call(0).isCancelled)
  }

  @Test("a request that cannot be expressed to one backend reaches none")
  func refused() async throws {
    let trial = try Trial(
      [ShapingPlan(), ShapingPlan()], pattern: "/users/{id}", parameters: ["id"])
    try await trial.start(try Rendering.request(values: [".."]))
    #expect(await trial.result().hasPrefix("failed "))
    #expect(trial.failures.map(\.status) == [.badRequest])
    #expect(trial.failures.map(\.origin) == [.client])
    #expect(trial.backends.allSatisfy { $0.calls.isEmpty })
    #expect(trial.timers.delay == nil)
  }

  @Test("an endpoint whose backends are all shadows fails and waits for nobody")
  func noBackends() async throws {
    let trial = try Trial(0)
    try await trial.start()
    #expect(await trial.result() == "failed no backend to answer")
  }

  @Test("HDR-11: the client's content goes to every backend when one of them may change something")
  func sharedContent() async throws {
    let trial = try Trial(3, methods: [.get, .post, .get])
    try await trial.start(try Rendering.request(content: .bytes([1, 2, 3])))
    for slot in 0..<3 {
      guard case .bytes(let bytes) = try trial.call(slot).call.content else {
        Issue.record("backend \(slot) got no content")
        continue
      }
      #expect(bytes == [1, 2, 3])
    }
  }

  @Test("HDR-11: with backends that only read, the first one gets it and the others nothing")
  func firstTakesContent() async throws {
    let trial = try Trial(3, methods: [.get, .head, .get])
    try await trial.start(try Rendering.request(content: .bytes([1, 2, 3])))
    let lengths = try (0..<3).map { try trial.call($0).call.content.length }
    #expect(lengths == [3, 0, 0])
    #expect(try (1..<3).allSatisfy { try trial.call($0).call.framing == .none })
  }

  @Test(
    "RSP-4: whatever happens behind the gate is 500; what the client did is told as such",
    arguments: [
      (GatewayFailure.Kind.timeout, 500), (.noHost, 500), (.notConnected, 500),
      (.connectionLost, 500), (.malformedAnswer, 500), (.undecodable, 500), (.tooLarge, 500),
      (.noData, 500), (.clientLeft, 500), (.status(.badRequest), 500),
      (.badRequestContent, 400), (.requestTimeout, 408), (.requestTooLarge, 413),
      (.overloaded, 503),
    ])
  func statuses(kind: GatewayFailure.Kind, status: Int) {
    let failure = GatewayFailure(kind, .gateway, detail: "")
    #expect(Int(failure.status.code) == status)
  }
}
