import Foundation
import Testing

@Suite("Documented examples and the tests that hold them")
struct DocumentedExampleTests {
  /// Whether a title is that of an exchange for an example: `example 27, 99: …`.
  private static func ids(in title: String) -> [String] {
    guard title.hasPrefix("example "), let colon = title.firstIndex(of: ":") else { return [] }
    return title[..<colon].dropFirst("example ".count).components(separatedBy: ", ")
  }

  @Test("Every example in scope has a test that is there", arguments: DocumentedExamples.tested)
  func tested(example: DocumentedExamples.Example) throws {
    let names = try Repository.testNames()
    for test in example.tests {
      #expect(names.contains(test), "example \(example.id), \(example.name): no test \"\(test)\"")
    }
    if example.tests.isEmpty {
      let isThere = names.contains { Self.ids(in: $0).contains(example.id) }
      #expect(isThere, "example \(example.id), \(example.name), has no exchange")
    }
  }

  @Test("Every exchange for an example is for one of the table")
  func known() throws {
    let known = Set(DocumentedExamples.tested.map(\.id))
    for title in try Repository.testNames() {
      for id in Self.ids(in: title) { #expect(known.contains(id), "\(title): no example \(id)") }
    }
  }

  @Test("Every example of the reference is in the table once, or left out with a reason")
  func complete() throws {
    guard let shared = Repository.shared else {
      print("skipped: the reference is not beside this repository")
      return
    }
    let file = shared.appending(path: "reference/examples.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let rows = text.matches(of: /\n\| (E?\d+) \|/).map { String($0.output.1) }
    let listed =
      DocumentedExamples.tested.map(\.id) + DocumentedExamples.excluded.flatMap(\.ids)
    #expect(rows.count > 100)
    #expect(rows.sorted() == listed.sorted())
  }
}
