import Document
import Endpoints
import Messages
import Testing

@MainActor
@Suite("Shadow backends", .timeLimit(.minutes(1)))
struct ShadowTests {
  @Test("SHA-1: a shadow gets a copy of the request, content included, and its outcome is ignored")
  func copy() async throws {
    let trial = try Trial(1, methods: [.post], shadows: 2)
    try await trial.start(try Rendering.request(content: .bytes([1, 2, 3])))
    #expect(try trial.call(0).call.content.length == 3)
    for shadow in trial.shadows {
      #expect(shadow.calls.map(\.call.content.length) == [3])
    }
    trial.shadows[0].calls[0].answer(json: #"{"s":1}"#)
    trial.shadows[1].calls[0].fail()
    #expect(trial.isWaiting)
    try trial.call(0).answer(json: #"{"a":1}"#)
    #expect(await trial.result() == #"{"a":1} complete"#)
  }

  @Test("SHA-1: neither the end of the request nor the client's leaving ends a shadow call")
  func outlives() async throws {
    let trial = try Trial(1, shadows: 1)
    try await trial.start()
    trial.execution.clientLeft()
    #expect(try trial.call(0).isCancelled)
    _ = await trial.result()
    let call = trial.shadows[0].calls[0]
    #expect(!call.isCancelled)
    #expect(trial.timers.isRunning)
    call.answer(json: "{}")
    #expect(!trial.timers.isRunning)
  }

  @Test("SHA-1: at its own deadline a shadow call is ended")
  func deadline() async throws {
    let trial = try Trial(1, shadows: 2)
    try await trial.start()
    #expect(trial.timers.delays == [2_000_000_000, 5_000_000_000])
    try trial.call(0).answer(json: "{}")
    _ = await trial.result()
    trial.shadows[0].calls[0].answer(json: "{}")
    trial.timers.strike()
    #expect(!trial.shadows[0].calls[0].isCancelled)
    #expect(trial.shadows[1].calls[0].isCancelled)
    #expect(!trial.timers.isRunning)
  }

  @Test("SHA-1: a shadow that answers before its call returns is done with")
  func atOnce() async throws {
    let trial = try Trial(1, shadows: 1)
    trial.shadows[0].atOnce = { $0.fail() }
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    #expect(await trial.result() == #"{"a":1} complete"#)
    #expect(!trial.timers.isRunning)
  }

  @Test("SHA-1: a stream that a shadow answers with is let go")
  func stream() async throws {
    let trial = try Trial(1, shadows: 1)
    try await trial.start()
    let source = PlayedSource()
    trial.shadows[0].calls[0].answer(.stream(ResponseHead(status: .ok), source))
    #expect(source.isAbandoned)
    try trial.call(0).answer(json: "{}")
    _ = await trial.result()
  }

  @Test("SHA-2: the other backends alone decide how the endpoint works")
  func single() async throws {
    let trial = try Trial(1, shadows: 1)
    try await trial.start()
    #expect(trial.timers.delays.first == 2_000_000_000)
    try trial.call(0).answer(json: "null")
    #expect(await trial.result() == "null complete")
  }

  @Test("SHA-2: with nothing but shadows the endpoint fails, and calls nobody")
  func onlyShadows() async throws {
    let trial = try Trial(0, shadows: 1)
    try await trial.start()
    #expect(await trial.result() == "failed no backend to answer")
    #expect(trial.shadows[0].calls.isEmpty)
  }
}
