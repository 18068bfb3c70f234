import DocumentFuzzing
import Foundation
import Testing

@Suite struct FuzzReplayTests {
  @Test("every input kept by the fuzzer keeps the properties of the Document")
  func replay() throws {
    let folder = SharedFiles.repository.appending(path: "Fixtures/fuzz/Document")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where !file.hasDirectoryPath {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(fuzzDocument(bytes.span) == nil, "\(file.lastPathComponent)")
      count += 1
    }
    #expect(count >= 6)
  }

  @Test("random documents keep the properties of the Document", arguments: 0..<200 as Range<UInt64>)
  func random(seed: UInt64) {
    var generator = DocumentGenerator(seed: seed)
    let text = generator.text()
    #expect(scanError(text) == nil)
    #expect(fuzzDocument(text.span) == nil)
  }

  @Test("damaged documents keep the properties", arguments: 0..<200 as Range<UInt64>)
  func damaged(seed: UInt64) {
    var generator = DocumentGenerator(seed: seed)
    var text = generator.text()
    for _ in 0..<3 {
      text[generator.below(text.count)] = UInt8(generator.below(256))
      #expect(fuzzDocument(text.span) == nil)
    }
  }
}
