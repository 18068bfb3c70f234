import FeedFuzzing
import Foundation
import Testing
import XMLFuzzing
import YAMLFuzzing

@Suite struct FuzzReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/fuzz")

  private static func inputs(_ name: String) throws -> [(name: String, bytes: [UInt8])] {
    let files = try #require(
      FileManager.default.enumerator(
        at: folder.appending(path: name), includingPropertiesForKeys: nil))
    var inputs: [(String, [UInt8])] = []
    for case let file as URL in files where !file.hasDirectoryPath {
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    return inputs
  }

  private static let properties: [(name: String, fault: @Sendable ([UInt8]) -> String?)] = [
    ("XML", { fuzzXML($0.span) }), ("Feed", { fuzzFeed($0.span) }), ("YAML", { fuzzYAML($0.span) }),
  ]

  @Test("every input kept by the fuzzer keeps the properties of the decoders and encoders")
  func replay() throws {
    for (name, fault) in Self.properties {
      let inputs = try Self.inputs(name)
      #expect(inputs.count >= 4)
      for input in inputs { #expect(fault(input.bytes) == nil, "\(name) \(input.name)") }
    }
  }

  @Test("damaged inputs keep the properties", arguments: 0..<40 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
    for (name, fault) in Self.properties {
      for input in try Self.inputs(name) {
        var bytes = input.bytes
        for _ in 0..<3 where !bytes.isEmpty {
          bytes[next(bytes.count)] = UInt8(next(256))
          #expect(fault(bytes) == nil, "\(name) \(input.name)")
        }
        #expect(fault(Array(bytes.prefix(next(bytes.count)))) == nil, "\(name) \(input.name)")
      }
    }
  }
}
