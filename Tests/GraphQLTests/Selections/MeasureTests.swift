import GraphQL
import Testing

@Suite("Measures of operations")
struct MeasureTests {
  @Test(
    "depth and fields count fragments wherever they are spread",
    arguments: [
      ("{ a }", 1, 1), ("{ a b c }", 1, 3), ("{ a { b { c } d } e }", 3, 5),
      ("{ ...F ...F } fragment F on T { a { b } }", 2, 4),
      ("{ a { ...F } ... { b } ... on T { c { d } } } fragment F on T { x { y } }", 3, 6),
      ("{ ...F } fragment F on T { a { ...G } b { ...G } } fragment G on T { c }", 2, 4),
    ])
  func measures(text: String, depth: Int, fields: Int) throws {
    let document = try parse(text)
    let measures = document.measures(of: try document.operation(named: nil))
    #expect(measures.depth == depth)
    #expect(measures.fields == fields)
    #expect(!measures.isIntrospection)
  }

  @Test("a fragment that contains itself has no end")
  func cycle() throws {
    let document = try parse("{ ...F } fragment F on T { a { ...F } }")
    #expect(document.measures(of: try document.operation(named: nil)).depth == .max)
    let apart = try parse("{ a } fragment F on T { a { ...F } }")
    #expect(apart.measures(of: try apart.operation(named: nil)).depth == 1)
  }

  @Test("an operation that asks for the schema alone is known, through fragments too")
  func introspection() throws {
    for (text, expected) in [
      ("{ __schema { types { name } } __typename }", true),
      ("{ ...F } fragment F on Q { __type }", true),
      ("{ __schema { types { name } } version }", false), ("{ a: __type }", true),
      ("{ __schema: version }", false),
    ] {
      let document = try parse(text)
      let measures = document.measures(of: try document.operation(named: nil))
      #expect(measures.isIntrospection == expected, "\(text)")
    }
  }

  @Test("each operation of a document has measures of its own")
  func several() throws {
    let document = try parse("query A { a } fragment F on T { x } query B { b { c ...F } }")
    #expect(document.operations.map { document.measures(of: $0).fields } == [1, 3])
  }
}
