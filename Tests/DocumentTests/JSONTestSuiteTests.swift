import Document
import Foundation
import Testing

/// The parsing cases of JSONTestSuite, which lie beside the repository.
@Suite struct JSONTestSuiteTests {
  private struct Suite: Decodable {
    struct Case: Decodable {
      let name: String
      let expect: String
      let b64: Data
    }
    let cases: [Case]
  }

  private static func cases(_ expect: String) throws -> [Suite.Case]? {
    let file = SharedFiles.root.appending(path: "suites/data/json/json_parsing.json")
    guard let data = try? Data(contentsOf: file) else {
      print("skipped: \(file.path) is absent")
      return nil
    }
    let decoder = JSONDecoder()
    decoder.dataDecodingStrategy = .base64
    return try decoder.decode(Suite.self, from: data).cases.filter { $0.expect == expect }
  }

  @Test("JSONTestSuite: every y_ text is accepted and written back byte for byte")
  func accepts() throws {
    guard let cases = try Self.cases("accept") else { return }
    #expect(cases.count > 50)
    for one in cases {
      let text = [UInt8](one.b64)
      do {
        let document = try Document.scan(text, .strict)
        var written: [UInt8] = []
        JSONWriter.append(document.root, of: document, to: &written)
        #expect(written == trimmed(text), "\(one.name)")
      } catch {
        Issue.record("\(one.name): \(error)")
      }
    }
  }

  @Test("JSONTestSuite: every n_ text is refused")
  func refuses() throws {
    guard let cases = try Self.cases("reject") else { return }
    #expect(cases.count > 100)
    for one in cases {
      #expect(throws: ScanError.self, "\(one.name)") {
        try Document.scan([UInt8](one.b64), .strict)
      }
    }
  }

  @Test("JSONTestSuite: an i_ text gives a valid document or an error, in both modes")
  func survives() throws {
    guard let cases = try Self.cases("either") else { return }
    for one in cases {
      for mode in [ScanMode.strict, .firstValue] {
        guard let document = try? Document.scan([UInt8](one.b64), mode) else { continue }
        #expect(String(validating: document.text, as: UTF8.self) != nil, "\(one.name)")
        #expect(throws: Never.self) { try Document.scan(document.text, .strict) }
      }
    }
  }

  private func trimmed(_ text: [UInt8]) -> [UInt8] {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    let tail = text.drop { blanks.contains($0) }
    return Array(tail.reversed().drop { blanks.contains($0) }.reversed())
  }
}
