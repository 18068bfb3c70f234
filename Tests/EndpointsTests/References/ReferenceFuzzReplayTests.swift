import ReferencesFuzzing
import Testing

@Suite("Inputs that the fuzzer has found or begins with")
struct ReferenceFuzzReplayTests {
  @Test("no value changes the number of segments, parameters, fields or members")
  func replay() throws {
    var count = 0
    for bytes in try Fixtures.contents(of: "Fixtures/fuzz/References") {
      #expect(fuzzReference(bytes.span) == nil, "\(String(decoding: bytes, as: UTF8.self))")
      count += 1
    }
    #expect(count >= 6)
  }
}
