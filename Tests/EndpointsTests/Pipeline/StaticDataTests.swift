import Document
import Endpoints
import Messages
import Shaping
import Testing

@MainActor
@Suite("Static data", .timeLimit(.minutes(1)))
struct StaticDataTests {
  /// What happens to two backends.
  enum Course: CaseIterable { case good, partial, details, failed }

  private static func result(
    _ condition: StaticData.Condition, _ course: Course, data: String = #"{"s":1}"#
  ) async throws -> String {
    let trial = try Trial(2, staticData: StaticData(Document.made(data), when: condition))
    try await trial.start()
    try course == .failed ? trial.call(0).fail() : trial.call(0).answer(json: #"{"a":1}"#)
    switch course {
    case .good: try trial.call(1).answer(json: #"{"b":1}"#)
    case .details: try trial.call(1).answer(.details(Document.made(#"{"error_e":{}}"#)))
    case .partial, .failed: try trial.call(1).fail()
    }
    return await trial.result()
  }

  @Test(
    "STA-1, STA-3: when each strategy adds its data",
    arguments: [
      (StaticData.Condition.always, [Course.good, .partial, .details, .failed]),
      (.success, [.good, .details]), (.errored, [.partial, .failed]), (.complete, [.good]),
      (.incomplete, [.partial, .details, .failed]),
    ])
  func strategies(condition: StaticData.Condition, courses: [Course]) async throws {
    for course in Course.allCases {
      let result = try await Self.result(condition, course)
      #expect(result.contains(#""s":1"#) == courses.contains(course), "\(course): \(result)")
      #expect(result.contains(" complete") == (course == .good))
    }
  }

  @Test("STA-3: data in place of a total failure make an answer, incomplete")
  func turnsFailure() async throws {
    #expect(try await Self.result(.always, .failed) == #"{"s":1} incomplete lost lost"#)
  }

  @Test("STA-2: it overwrites top-level members, whole, after the endpoint's flatmap")
  func overwrites() async throws {
    let data = StaticData(Document.made(#"{"a":{"s":1},"gone":2}"#), when: .always)
    let trial = try Trial(2, flatmap: [FlatmapOperation("del", ["gone"])], staticData: data)
    try await trial.start()
    try trial.call(0).answer(json: #"{"a":{"b":1},"gone":1}"#)
    try trial.call(1).answer(json: #"{"c":1}"#)
    let result = await trial.result()
    #expect(result.contains(#""a":{"s":1}"#) && result.contains(#""gone":2"#))
    #expect(!result.contains(#""b""#) && result.contains(#""c":1"#))
  }

  @Test("STA-4: with a complete but empty answer it is complete", arguments: ["{}", "null"])
  func empty(json: String) async throws {
    let data = StaticData(Document.made(#"{"s":1.0}"#), when: .complete)
    let trial = try Trial(1, staticData: data)
    try await trial.start()
    try trial.call(0).answer(json: json)
    #expect(await trial.result() == #"{"s":1.0} complete"#)
  }

  @Test("STA-3: a request that is at fault itself is not turned into an answer")
  func clientFault() async throws {
    let data = StaticData(Document.made(#"{"s":1}"#), when: .always)
    let trial = try Trial(1, staticData: data)
    try await trial.start()
    trial.execution.clientLeft()
    #expect(await trial.result().hasPrefix("failed "))
  }
}
