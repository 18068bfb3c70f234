import FuzzReplay
import HTTP2ClientFuzzing
import Testing

@Suite struct HTTP2FuzzReplayTests {
  @Test("everything kept by the fuzzer keeps the properties of the HTTP/2 machine")
  func kept() throws {
    for (name, bytes) in try KeptInputs.of("HTTP2Client", atLeast: 12) {
      let fault = fuzzHTTP2Client(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("damaged seeds keep the properties", arguments: 0..<20 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var damage = Damage(seed: seed)
    for (name, original) in try KeptInputs.of("HTTP2Client", atLeast: 12) {
      let bytes = damage.damaged(original)
      let fault = fuzzHTTP2Client(bytes.span)
      #expect(fault == nil, "\(name) \(bytes)")
    }
  }
}
