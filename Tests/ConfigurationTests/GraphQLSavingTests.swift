import Configuration
import Testing

@Suite("GraphQL backends whose calls are made fewer")
struct GraphQLSavingTests {
  private static let query = #""type": "query", "query": "{ a }""#

  private static func reading(
    _ keys: String, _ operation: String = query, endpoint: String = "", backend: String = ""
  ) -> Reading {
    GraphQLBackendTests.reading(operation + ", " + keys, endpoint: endpoint, backend: backend)
  }

  @Test("`share` is read, and off by default")
  func share() {
    let reading = Self.reading(#""share": true"#)
    #expect(reading.diagnostics == [])
    #expect(reading.backend?.graphQL?.sharesCalls == true)
    #expect(Self.reading(#""share": false"#).backend?.graphQL?.sharesCalls == false)
    #expect(GraphQLBackendTests.reading(Self.query).backend?.graphQL?.sharesCalls == false)
  }

  @Test("`share` is a mistake for what is not decoded, or has to be made each time")
  func sharingMistakes() {
    let mutation = Self.reading(
      #""share": true"#, #""type": "mutation", "query": "mutation { a }""#,
      endpoint: #""method": "POST","#)
    #expect(
      mutation.errors.map(\.message) == ["`share` is for queries: each mutation has to be made"])
    let raw = Self.reading(#""share": true"#, endpoint: #""output_encoding": "no-op","#)
    #expect(
      raw.errors.map(\.message) == [
        "`share` needs an answer that is decoded: with `no-op` it passes to one client alone"
      ])
    let several = Self.reading(#""share": true"#, endpoint: #""concurrent_calls": 3,"#)
    #expect(
      several.warnings.map(\.message) == ["`share` makes one call of the 3 of `concurrent_calls`"])
  }

  @Test("`persisted_queries` is read, and needs an answer in JSON")
  func persistedQueries() {
    let reading = Self.reading(#""persisted_queries": true"#)
    #expect(reading.diagnostics == [])
    #expect(reading.backend?.graphQL?.persistsQueries == true)
    #expect(GraphQLBackendTests.reading(Self.query).backend?.graphQL?.persistsQueries == false)
    let xml = Self.reading(#""persisted_queries": true"#, backend: #""encoding": "xml","#)
    #expect(
      xml.errors.map(\.message) == [
        "`persisted_queries` needs an answer in JSON; `encoding` is \"xml\""
      ])
    let raw = Self.reading(
      #""persisted_queries": true"#, endpoint: #""output_encoding": "no-op","#)
    #expect(
      raw.warnings.map(\.message) == [
        "`persisted_queries` has no effect: the answer is not decoded (`no-op`)"
      ])
  }

  @Test("`batch` is read, and needs POST and an answer in JSON")
  func batch() throws {
    let reading = Self.reading(#""batch": true"#)
    #expect(reading.diagnostics == [])
    let settings = try #require(reading.backend?.graphQL)
    #expect(settings.isBatched && settings.batchLocation.pointer.hasSuffix("/batch"))
    #expect(GraphQLBackendTests.reading(Self.query).backend?.graphQL?.isBatched == false)
    let get = Self.reading(#""batch": true, "method": "get""#)
    #expect(get.errors.map(\.message) == ["`batch` needs POST: a URL holds one operation"])
    let text = Self.reading(#""batch": true"#, backend: #""encoding": "string","#)
    #expect(
      text.errors.map(\.message) == ["`batch` needs an answer in JSON; `encoding` is \"string\""])
  }
}
