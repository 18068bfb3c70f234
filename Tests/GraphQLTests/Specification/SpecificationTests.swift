import GraphQL
import Testing

@Suite("The specification's grammar and validation, section by section")
struct SpecificationTests {
  @Test("a document is judged as its section says", arguments: SpecificationCase.all)
  func verdict(example: SpecificationCase) throws {
    let schema = try #require(ShopSchema.schema)
    let document: ExecutableDocument
    do {
      document = try ExecutableDocument.parse(Array(example.document.utf8))
    } catch {
      guard case .syntax(let message) = example.verdict else {
        Issue.record("refused: \(error)")
        return
      }
      #expect(error.location == example.places.first)
      #expect(error.description.contains(message), "\(error)")
      return
    }
    let plain = document.validate()
    let typed = document.validate(against: schema)
    switch example.verdict {
    case .valid:
      #expect(plain == nil, "\(plain as Any)")
      #expect(typed == nil, "\(typed as Any)")
    case .syntax: Issue.record("accepted")
    case .wrong(let message):
      expect(plain, example, message)
      expect(typed, example, message)
    case .invalid(let message):
      #expect(plain == nil, "\(plain as Any)")
      expect(typed, example, message)
    }
  }

  private func expect(_ faults: GraphQLFaults?, _ example: SpecificationCase, _ message: String) {
    let text = faults?.description ?? "nothing"
    #expect(faults?.faults.compactMap(\.location) == example.places, "\(text)")
    #expect(text.contains(message), "\(text)")
  }

  @Test("the table has at least 150 documents, of every section")
  func size() {
    let all = SpecificationCase.all
    #expect(all.count >= 150)
    #expect(Set(all.map(\.document)).count > all.count - 5)
    let chapters = Set(all.map { String($0.section.prefix(3)) })
    #expect(
      chapters.isSuperset(of: ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9"]))
    #expect(chapters.isSuperset(of: ["5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8"]))
    print("documents after the specification: \(all.count)")
  }

  @Test("a valid document reads back the same from both of its printed forms")
  func printing() throws {
    for example in SpecificationCase.all {
      let text = Array(example.document.utf8)
      guard let document = try? ExecutableDocument.parse(text, keepsLocations: false) else {
        continue
      }
      let printed = document.printed()
      #expect(try ExecutableDocument.parse(printed, keepsLocations: false) == document)
      let small = try ExecutableDocument.parse(document.minified(), keepsLocations: false)
      #expect(small.minified() == document.minified())
    }
  }
}
