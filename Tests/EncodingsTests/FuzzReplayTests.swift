import FeedFuzzing
import FuzzReplay
import Testing
import XMLFuzzing
import YAMLFuzzing

@Suite struct FuzzReplayTests {
  private static let properties: [(name: String, fault: @Sendable ([UInt8]) -> String?)] = [
    ("XML", { fuzzXML($0.span) }), ("Feed", { fuzzFeed($0.span) }), ("YAML", { fuzzYAML($0.span) }),
  ]

  @Test("every input kept by the fuzzer keeps the properties of the decoders and encoders")
  func replay() throws {
    for (name, fault) in Self.properties {
      let inputs = try KeptInputs.of(name, atLeast: 4)
      for input in inputs { #expect(fault(input.bytes) == nil, "\(name) \(input.name)") }
    }
  }

  @Test("damaged inputs keep the properties", arguments: 0..<40 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var damage = Damage(seed: seed)
    for (name, fault) in Self.properties {
      for input in try KeptInputs.of(name, atLeast: 4) {
        var bytes = input.bytes
        for _ in 0..<3 where !bytes.isEmpty {
          bytes[damage.random(below: bytes.count)] = UInt8(damage.random(below: 256))
          #expect(fault(bytes) == nil, "\(name) \(input.name)")
        }
        #expect(
          fault(Array(bytes.prefix(damage.random(below: bytes.count)))) == nil,
          "\(name) \(input.name)")
      }
    }
  }
}
