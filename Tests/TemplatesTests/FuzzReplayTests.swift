import Bytes
import FuzzReplay
import TemplatesFuzzing
import Testing

@Suite("Inputs kept by the fuzzer for templates")
struct FuzzReplayTests {
  @Test("every input kept by the fuzzer keeps the properties of a template")
  func replay() throws {
    let inputs = try KeptInputs.of("Templates", atLeast: 6)
    for (name, bytes) in inputs { #expect(fuzzTemplate(bytes.span) == nil, "\(name)") }
  }

  @Test("the inputs keep the properties, cut off at any place")
  func cut() throws {
    for (name, bytes) in try KeptInputs.of("Templates", atLeast: 6) {
      for end in stride(from: 0, through: bytes.count, by: 23) {
        #expect(fuzzTemplate(Array(bytes[..<end]).span) == nil, "\(name) up to \(end)")
      }
    }
  }
}
