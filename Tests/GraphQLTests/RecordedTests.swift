import Document
import GraphQL
import GraphQLDocumentsFuzzing
import GraphQLVariablesFuzzing
import Testing

@Suite("Recorded documents and inputs")
struct RecordedTests {
  @Test("the kitchen-sink documents are read, and printed so that they read back the same")
  func kitchenSink() throws {
    guard let file = try SharedFiles.document("suites/data/graphql/kitchen_sink.json"),
      let documents = file.value(of: Array("documents".utf8), in: 0)
    else { return }
    var count = 0
    for (_, node) in file.members(of: documents) {
      let text = file.string(at: node)
      let document = try ExecutableDocument.parse(text, keepsLocations: false)
      #expect(document.definitions.count == 6)
      #expect(try ExecutableDocument.parse(document.printed(), keepsLocations: false) == document)
      #expect(try ExecutableDocument.parse(document.minified(), keepsLocations: false) == document)
      count += 1
    }
    #expect(count > 0)
  }

  @Test("every input kept by the fuzzer keeps the properties of documents")
  func documents() throws {
    let inputs = try SharedFiles.fuzzInputs("GraphQLDocuments")
    #expect(inputs.count >= 8)
    for input in inputs { #expect(fuzzGraphQLDocuments(input.bytes.span) == nil, "\(input.name)") }
  }

  @Test("every input kept by the fuzzer keeps the properties of variables")
  func variables() throws {
    let inputs = try SharedFiles.fuzzInputs("GraphQLVariables")
    #expect(inputs.count >= 8)
    for input in inputs { #expect(fuzzGraphQLVariables(input.bytes.span) == nil, "\(input.name)") }
  }
}
