import Foundation
import GRPCFramingFuzzing
import Testing

@Suite struct GRPCFuzzReplayTests {
  @Test("everything kept by the fuzzer keeps the properties of the wire layer")
  func kept() throws {
    let inputs = try inputs()
    #expect(inputs.count >= 6)
    for (name, bytes) in inputs {
      let fault = fuzzGRPCFraming(bytes.span)
      #expect(fault == nil, "\(name)")
    }
  }

  @Test("damaged seeds keep the properties", arguments: 0..<20 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
    for (name, original) in try inputs() where original.count > 1 {
      var bytes = original
      for _ in 0..<1 + random(below: 3) {
        bytes[random(below: bytes.count)] = UInt8(random(below: 256))
      }
      let fault = fuzzGRPCFraming(bytes.span)
      #expect(fault == nil, "\(name) \(bytes)")
    }
  }

  private func inputs() throws -> [(String, [UInt8])] {
    let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures/fuzz/GRPCFraming")
      .standardized
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var inputs: [(String, [UInt8])] = []
    for case let file as URL in files where !file.hasDirectoryPath {
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    return inputs
  }
}
