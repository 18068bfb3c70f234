import DescriptorsFuzzing
import Foundation
import HTTPRulesFuzzing
import JSONToWireFuzzing
import Testing
import WireToJSONFuzzing

@Suite struct FuzzReplayTests {
  private static func inputs(_ name: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let files = try #require(
      FileManager.default.enumerator(
        at: folder.appending(path: "Fixtures/fuzz/\(name)"), includingPropertiesForKeys: nil))
    var inputs: [(String, [UInt8])] = []
    for case let file as URL in files where !file.hasDirectoryPath {
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    return inputs
  }

  @Test("every input kept by the fuzzer keeps the properties of descriptor sets")
  func descriptors() throws {
    let inputs = try Self.inputs("Descriptors")
    #expect(inputs.count >= 5)
    for input in inputs { #expect(fuzzDescriptors(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of HTTP rules")
  func rules() throws {
    let inputs = try Self.inputs("HTTPRules")
    #expect(inputs.count >= 5)
    for input in inputs { #expect(fuzzHTTPRules(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of messages")
  func wire() throws {
    let inputs = try Self.inputs("WireToJSON")
    #expect(inputs.count >= 5)
    for input in inputs { #expect(fuzzWireToJSON(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of JSON for messages")
  func json() throws {
    let inputs = try Self.inputs("JSONToWire")
    #expect(inputs.count >= 5)
    for input in inputs { #expect(fuzzJSONToWire(input.bytes.span) == nil, "\(input.name)") }
  }
}
