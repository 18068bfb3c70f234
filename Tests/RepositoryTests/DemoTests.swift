import Foundation
import Testing

@Suite("What the demo shows")
struct DemoTests {
  @Test(
    "the built-in demo is the shop of the examples, letter by letter",
    arguments: [
      ("DemoConfiguration", "krakend.json"), ("DemoExchanges", "expected.json"),
    ])
  func embedded(type: String, file: String) throws {
    let source = try Repository.text(of: "Sources/DragomanCommand/Demo/\(type).swift")
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasSuffix("#\"\"\"") })
    let end = try #require(lines.lastIndex { $0.hasSuffix("\"\"\"#") })
    let text = lines[(start + 1)..<end].map { $0.dropFirst(4) }.joined(separator: "\n")
    #expect(try Repository.text(of: "Examples/00-shop/\(file)") == text)
  }

  @Test("the demo has the descriptors of the examples built in")
  func descriptors() throws {
    let source = try Repository.text(of: "Sources/DragomanCommand/Demo/DemoCatalog.swift")
    let parts = source.components(separatedBy: "\"\"\"")
    #expect(parts.count == 3)
    let text = parts[1].filter { !$0.isWhitespace }
    let file = Repository.root.appending(path: "Examples/00-shop/warehouse.pb")
    #expect(Data(base64Encoded: text) == (try Data(contentsOf: file)))
  }
}
