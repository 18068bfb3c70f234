import Configuration
import Foundation
import Testing

/// The parsing cases of JSONTestSuite, which lie beside the repository.
@Suite("JSONTestSuite")
struct JSONTestSuiteTests {
  private struct Suite: Decodable {
    struct Case: Decodable {
      let name: String
      let expect: String
      let b64: Data
    }
    let cases: [Case]
  }

  private static func cases() throws -> [Suite.Case] {
    let file = SharedFiles.shared.appending(path: "suites/data/json/json_parsing.json")
    guard let data = try? Data(contentsOf: file) else {
      print("skipped: \(file.lastPathComponent) is not beside this repository")
      return []
    }
    let decoder = JSONDecoder()
    decoder.dataDecodingStrategy = .base64
    return try decoder.decode(Suite.self, from: data).cases
  }

  @Test("a configuration is read as strictly as JSON demands, but a key counts once")
  func strictness() throws {
    for one in try Self.cases() {
      let json = ConfigurationReader.json(of: [UInt8](one.b64), format: .json)
      switch one.expect {
      case "accept": #expect((json != nil) != one.name.contains("duplicated_key"), "\(one.name)")
      case "reject": #expect(json == nil, "\(one.name)")
      default: break
      }
    }
  }
}
