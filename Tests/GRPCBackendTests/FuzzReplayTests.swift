import FuzzReplay
import GRPCFramingFuzzing
import Testing

@Suite struct GRPCFuzzReplayTests {
  @Test("everything kept by the fuzzer keeps the properties of the wire layer")
  func kept() throws {
    for (name, bytes) in try KeptInputs.of("GRPCFraming", atLeast: 6) {
      let fault = fuzzGRPCFraming(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("damaged seeds keep the properties", arguments: 0..<20 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var damage = Damage(seed: seed)
    for (name, original) in try KeptInputs.of("GRPCFraming", atLeast: 6) {
      let bytes = damage.damaged(original)
      let fault = fuzzGRPCFraming(bytes.span)
      #expect(fault == nil, "\(name) \(bytes)")
    }
  }
}
