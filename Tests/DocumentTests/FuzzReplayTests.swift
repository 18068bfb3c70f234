import DocumentFuzzing
import FuzzReplay
import Testing

@Suite struct FuzzReplayTests {
  @Test("every input kept by the fuzzer keeps the properties of the Document")
  func replay() throws {
    for (name, bytes) in try KeptInputs.of("Document", atLeast: 6) {
      #expect(fuzzDocument(bytes.span) == nil, "\(name)")
    }
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
