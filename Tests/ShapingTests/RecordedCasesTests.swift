import Document
import Foundation
import Testing

@testable import Shaping

/// The recorded answers of the reference, evaluated without sockets: a configuration fragment and
/// the bodies of the backends give the body of the answer.
@Suite struct RecordedCasesTests {
  @Test(
    "FMT-*, FM-*, MRG-*, DEC-*, REN-*: the recorded cases give the recorded bodies",
    arguments: [
      ("manipulation", 39), ("flatmap", 29), ("merge", 20), ("fidelity", 21), ("encodings", 11),
      ("documented", 8),
    ])
  func oracle(group: String, expected: Int) throws {
    guard let file = try SharedFiles.document("suites/oracle/cases/\(group).json") else { return }
    let cases = try #require(file.member("cases", of: 0))
    var count = 0
    for node in file.elements(of: cases) {
      guard let run = RecordedCase(oracle: node, of: file) else { continue }
      #expect(run.outcome == run.expected, "\(run.name)")
      count += 1
    }
    print("\(group): \(count) recorded cases")
    #expect(count >= expected)
  }

  @Test("FMT-*, FM-*, MRG-*, DEC-*: the cases of the engine's own tests give their bodies")
  func engine() throws {
    let path = "suites/data/gateway/gateway_cases.json"
    guard let file = try SharedFiles.document(path) else { return }
    let cases = try #require(file.member("cases", of: 0))
    let prefixes = ["flatmap", "fmt", "merge", "json", "enc"]
    var count = 0
    for node in file.elements(of: cases) {
      let id = try #require(file.text("id", of: node))
      guard prefixes.contains(where: { id.hasPrefix($0) }),
        let run = RecordedCase(engine: node, of: file)
      else { continue }
      #expect(run.outcome == run.expected, "\(run.name)")
      count += 1
    }
    print("engine: \(count) recorded cases")
    #expect(count >= 54)
  }
}
