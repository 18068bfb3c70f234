import Foundation
import HTTP1RequestFuzzing
import HTTP1ResponseFuzzing
import Testing

@Suite struct FuzzReplayTests {
  @Test("every stream kept by the fuzzer keeps the properties of the request parser")
  func requests() throws {
    let inputs = try inputs("HTTP1Request")
    #expect(inputs.count >= 4)
    for (name, bytes) in inputs {
      let fault = fuzzHTTP1Request(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("every stream kept by the fuzzer keeps the properties of the answer parser")
  func answers() throws {
    let inputs = try inputs("HTTP1Response")
    #expect(inputs.count >= 4)
    for (name, bytes) in inputs {
      let fault = fuzzHTTP1Response(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("damaged vectors keep the properties", arguments: 0..<6 as Range<UInt64>)
  func damaged(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
    let interesting = Array("\r\n\0 \t:;,0aF\"".utf8)
    for (entry, vector) in RequestVectorTests.cases where vector.count < 500 {
      var bytes = vector
      for _ in 0..<1 + random(below: 3) {
        bytes[random(below: bytes.count)] = interesting[random(below: interesting.count)]
      }
      let fault = fuzzHTTP1Request(bytes.span)
      #expect(fault == nil, "\(entry.id) \(bytes)")
    }
  }

  private func inputs(_ name: String) throws -> [(String, [UInt8])] {
    let folder = SharedSuites.repository.appending(path: "Fixtures/fuzz/\(name)")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var inputs: [(String, [UInt8])] = []
    for case let file as URL in files where !file.hasDirectoryPath {
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    return inputs
  }
}
