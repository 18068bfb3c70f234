import Bytes
import Foundation
import TemplatesFuzzing
import Testing

@Suite("Inputs kept by the fuzzer for templates")
struct FuzzReplayTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/fuzz/Templates")

  private static func inputs() throws -> [(name: String, bytes: [UInt8])] {
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var inputs: [(String, [UInt8])] = []
    for case let file as URL in files where !file.hasDirectoryPath {
      inputs.append((file.lastPathComponent, [UInt8](try Data(contentsOf: file))))
    }
    return inputs
  }

  @Test("every input kept by the fuzzer keeps the properties of a template")
  func replay() throws {
    let inputs = try Self.inputs()
    #expect(inputs.count >= 6)
    for (name, bytes) in inputs { #expect(fuzzTemplate(bytes.span) == nil, "\(name)") }
  }

  @Test("the inputs keep the properties, cut off at any place")
  func cut() throws {
    for (name, bytes) in try Self.inputs() {
      for end in stride(from: 0, through: bytes.count, by: 23) {
        #expect(fuzzTemplate(Array(bytes[..<end]).span) == nil, "\(name) up to \(end)")
      }
    }
  }
}
