import FuzzReplay
import HTTP1RequestFuzzing
import HTTP1ResponseFuzzing
import Testing

@Suite struct FuzzReplayTests {
  @Test("every stream kept by the fuzzer keeps the properties of the request parser")
  func requests() throws {
    for (name, bytes) in try KeptInputs.of("HTTP1Request", atLeast: 4) {
      let fault = fuzzHTTP1Request(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("every stream kept by the fuzzer keeps the properties of the answer parser")
  func answers() throws {
    for (name, bytes) in try KeptInputs.of("HTTP1Response", atLeast: 4) {
      let fault = fuzzHTTP1Response(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("damaged vectors keep the properties", arguments: 0..<6 as Range<UInt64>)
  func damaged(seed: UInt64) {
    var damage = Damage(seed: seed)
    let interesting = Array("\r\n\0 \t:;,0aF\"".utf8)
    for (entry, vector) in RequestVectorTests.cases where vector.count < 500 {
      let bytes = damage.damaged(vector, by: interesting)
      let fault = fuzzHTTP1Request(bytes.span)
      #expect(fault == nil, "\(entry.id) \(bytes)")
    }
  }
}
