import Document
import Endpoints
import Messages
import Shaping
import Testing

@MainActor
@Suite("The endpoint's own flatmap", .timeLimit(.minutes(1)))
struct FinalShapingTests {
  private static let operations = [FlatmapOperation("del", ["a"])]

  @Test("FM-9: it acts on the merged data")
  func merged() async throws {
    let trial = try Trial(2, flatmap: Self.operations)
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    try trial.call(1).answer(json: #"{"b":1}"#)
    #expect(await trial.result() == #"{"b":1} complete"#)
  }

  @Test("FM-9: it is skipped when the merge has failures")
  func partial() async throws {
    let trial = try Trial(2, flatmap: Self.operations)
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1}"#)
    try trial.call(1).fail()
    #expect(await trial.result() == #"{"a":1} incomplete lost"#)
  }

  @Test("FM-9: details of a failure (ST-5) do not keep it from acting")
  func details() async throws {
    let trial = try Trial(2, flatmap: Self.operations)
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":1,"b":2}"#)
    try trial.call(1).answer(.details(Document.made(#"{"error_e":{}}"#)))
    #expect(await trial.result() == #"{"b":2,"error_e":{}} incomplete"#)
  }

  @Test("FM-8: an operation without its arguments fails the request, not the process")
  func broken() async throws {
    let trial = try Trial(2, flatmap: [FlatmapOperation("move", ["a"])])
    try await trial.start()
    for slot in 0..<2 { try trial.call(slot).answer(json: #"{"a":1}"#) }
    #expect(await trial.result().hasPrefix("failed "))
    #expect(trial.failures.first?.status == .internalServerError)
  }
}
