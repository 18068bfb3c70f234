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
}
