import Foundation
import ShapingFuzzing
import Testing

@Suite struct PropertyTests {
  @Test("Random plans do what the model says", arguments: 0..<40 as Range<UInt64>)
  func random(block: UInt64) {
    for seed in (block * 100)..<(block * 100 + 100) {
      var generator = PlanGenerator(seed: seed)
      let input = generator.input()
      if let fault = fuzzShaping(input.span) {
        Issue.record("seed \(seed): \(fault)\n\(String(decoding: input, as: UTF8.self))")
      }
    }
  }

  @Test("Every input kept by the fuzzer keeps the properties of shaping")
  func replay() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/fuzz/Shaping")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where !file.hasDirectoryPath {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(fuzzShaping(bytes.span) == nil, "\(file.lastPathComponent)")
      count += 1
    }
    #expect(count >= 8)
  }
}
