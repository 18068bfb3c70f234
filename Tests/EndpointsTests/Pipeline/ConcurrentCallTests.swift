import Document
import Endpoints
import Messages
import Testing

@MainActor
@Suite("Several equal calls at once", .timeLimit(.minutes(1)))
struct ConcurrentCallTests {
  private static func calls(_ trial: Trial, _ slot: Int = 0) -> [PlayedBackend.Call] {
    trial.backends[slot].calls
  }

  @Test("CON-1: so many calls are made of each, under 75 % of the timeout")
  func count() async throws {
    let trial = try Trial(2, methods: [.post, .get], concurrentCalls: 3)
    try await trial.start(try Rendering.request(content: .bytes([7])))
    #expect(trial.backends.map(\.calls.count) == [3, 3])
    #expect(Self.calls(trial).allSatisfy { $0.call.content.length == 1 })
    #expect(trial.timers.delay == 1_500_000_000)
    trial.execution.clientLeft()
    #expect(trial.backends.allSatisfy { $0.calls.allSatisfy(\.isCancelled) })
    _ = await trial.result()
  }

  @Test("CON-1: the first complete answer counts and ends the others")
  func firstWins() async throws {
    let trial = try Trial(1, concurrentCalls: 3)
    try await trial.start()
    Self.calls(trial)[1].fail()
    #expect(trial.isWaiting)
    Self.calls(trial)[2].answer(json: #"{"who":2}"#)
    #expect(Self.calls(trial).map(\.isCancelled) == [true, false, false])
    #expect(await trial.result() == #"{"who":2} complete"#)
  }

  @Test("CON-1: without a complete answer it is the last incomplete one")
  func incomplete() async throws {
    let trial = try Trial(1, concurrentCalls: 3)
    try await trial.start()
    for number in 0..<2 {
      Self.calls(trial)[number].answer(.details(Document.made("{\"error_e\":\(number)}")))
    }
    #expect(trial.isWaiting)
    Self.calls(trial)[2].fail()
    #expect(await trial.result() == #"{"error_e":1} incomplete"#)
  }

  @Test("CON-1: when all fail it is the last failure, of the backend that was called")
  func allFail() async throws {
    let trial = try Trial(2, concurrentCalls: 2)
    try await trial.start()
    try #require(trial.backends[1].calls.count == 2)
    trial.backends[1].calls[1].fail(.connectionLost, "one")
    trial.backends[1].calls[0].fail(.connectionLost, "two")
    for call in trial.backends[0].calls { call.fail(.connectionLost, "three") }
    #expect(await trial.result() == "failed two three")
    #expect(trial.failures.map(\.origin) == [.backend(1), .backend(0)])
  }

  @Test("CON-1: a call that is answered at once spares the others")
  func atOnce() async throws {
    let trial = try Trial(1, concurrentCalls: 3)
    trial.backends[0].atOnce = { $0.answer(json: "{}") }
    try await trial.start()
    #expect(Self.calls(trial).count == 1)
    #expect(await trial.result() == "{} complete")
  }

  @Test("CON-1, NOP-3: a stream that won stays under the deadline", arguments: [true, false])
  func stream(isAtOnce: Bool) async throws {
    let trial = try Trial(1, passesThrough: true, concurrentCalls: 2)
    let answer = { (call: PlayedBackend.Call) in
      call.answer(.stream(ResponseHead(status: .ok), PlayedSource()))
    }
    if isAtOnce { trial.backends[0].atOnce = answer }
    try await trial.start()
    if !isAtOnce {
      answer(Self.calls(trial)[0])
      #expect(Self.calls(trial)[1].isCancelled)
    }
    #expect(await trial.result() == "stream 200")
    trial.timers.strike()
    #expect(Self.calls(trial)[0].isCancelled)
  }
}
