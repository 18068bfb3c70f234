import DescriptorsFuzzing
import FuzzReplay
import HTTPRulesFuzzing
import JSONToWireFuzzing
import Testing
import WireToJSONFuzzing

@Suite struct FuzzReplayTests {
  @Test("every input kept by the fuzzer keeps the properties of descriptor sets")
  func descriptors() throws {
    let inputs = try KeptInputs.of("Descriptors", atLeast: 5)
    for input in inputs { #expect(fuzzDescriptors(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of HTTP rules")
  func rules() throws {
    let inputs = try KeptInputs.of("HTTPRules", atLeast: 5)
    for input in inputs { #expect(fuzzHTTPRules(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of messages")
  func wire() throws {
    let inputs = try KeptInputs.of("WireToJSON", atLeast: 5)
    for input in inputs { #expect(fuzzWireToJSON(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of JSON for messages")
  func json() throws {
    let inputs = try KeptInputs.of("JSONToWire", atLeast: 5)
    for input in inputs { #expect(fuzzJSONToWire(input.bytes.span) == nil, "\(input.name)") }
  }
}
