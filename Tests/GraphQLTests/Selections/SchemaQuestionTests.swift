import GraphQL
import Testing

@Suite("Questions for the schema")
struct SchemaQuestionTests {
  @Test(
    "whoever asks for the schema is known, wherever the question stands",
    arguments: [
      ("{ __schema { types { name } } }", true),
      ("{ a { b { __type(name: \"T\") { name } } } }", true),
      ("{ a } fragment F on Q { x { ... on Q { s: __schema { types { name } } } } }", true),
      ("{ a { ... { ... on T { __type(name: \"T\") { name } } } } }", true),
      ("{ __typename a { __typename } }", false), ("{ __schema: version }", false),
      ("{ a(__type: \"__schema\") }", false),
      ("{ ...__schema } fragment __schema on Q { a }", false),
    ])
  func asks(text: String, expected: Bool) throws {
    #expect(try parse(text).asksForSchema == expected)
  }

  @Test("the lists of a schema within each other are counted, through fragments too")
  func lists() throws {
    for (text, expected) in [
      ("{ __schema { types { name } } }", 0), ("{ __schema { types { fields { name } } } }", 1),
      ("{ __schema { types { fields { args { type { name } } } inputFields { name } } } }", 1),
      (
        "{ __type { fields { type { fields { type { ...F } } } } } } "
          + "fragment F on T { interfaces { a } }",
        3
      ),
    ] {
      let document = try parse(text)
      #expect(document.measures(of: document.operations[0]).schemaLists == expected, "\(text)")
    }
  }

  @Test("two definitions of one name are told, at the place of the second")
  func repeated() throws {
    #expect(
      try parse("query A { a } query B { a } fragment A on T { a }").repeatedDefinition == nil)
    let operations = try #require(parse("query A { a }\nquery A { b }").repeatedDefinition)
    #expect("\(operations)" == "2:7: there are two operations 'A'")
    let fragments = try parse("{ ...F } fragment F on T { a } fragment F on T { b }")
    #expect(fragments.repeatedDefinition?.message == "there are two fragments 'F'")
  }
}
