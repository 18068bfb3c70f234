import GraphQL
import Testing

@Suite("Documents that are printed")
struct PrintingTests {
  private static let document = """
    query Q($a: Int = 1, $b: [In!]! @tag) @live { x: user(id: $a, in: {k: [true, null, E], s: \
    "t\\"\\n"}) @include(if: $c) { id ...F ... on User @d { name } ... { age } } }
    fragment F on User @f(x: 1.5) { id }
    """

  @Test("the readable form has a line for each field")
  func readable() throws {
    #expect(
      try text(parse(Self.document).printed()) == """
        query Q($a: Int = 1, $b: [In!]! @tag) @live {
          x: user(id: $a, in: {k: [true, null, E], s: "t\\"\\n"}) @include(if: $c) {
            id
            ...F
            ... on User @d {
              name
            }
            ... {
              age
            }
          }
        }

        fragment F on User @f(x: 1.5) {
          id
        }

        """)
  }

  @Test("the minified form has no byte that it can be without")
  func minified() throws {
    #expect(
      try text(parse(Self.document).minified())
        == "query Q($a:Int=1,$b:[In!]!@tag)@live{x:user(id:$a,in:{k:[true,null,E],s:\"t\\\"\\n\"})"
        + "@include(if:$c){id...F...on User@d{name}...{age}}}fragment F on User@f(x:1.5){id}")
    #expect(try text(parse("{ a b c @d e ...F ...G f }").minified()) == "{a b c@d e...F...G f}")
    #expect(try text(parse("query { a }").minified()) == "{a}")
    #expect(try text(parse("mutation { a }").minified()) == "mutation{a}")
    #expect(try text(parse("query ($a: Int) { a(b: $a) }").minified()) == "query($a:Int){a(b:$a)}")
    #expect(try text(parse("{ a(b: [\"\", \"\"]) }").minified()) == "{a(b:[\"\",\"\"])}")
  }

  @Test("descriptions are printed for readers and left out on the wire")
  func descriptions() throws {
    let document = try parse("\"why\" query Q(\"what\" $a: Int) { a(b: $a) }")
    #expect(text(document.minified()) == "query Q($a:Int){a(b:$a)}")
    #expect(
      text(document.printed()) == """
        "why"
        query Q("what" $a: Int) {
          a(b: $a)
        }

        """)
    #expect(try parse(text(document.printed())).operations[0].comment == Array("why".utf8))
  }

  @Test("locations are those of the source, in characters, for each way to end a line")
  func locations() throws {
    let document = try parse("{ a\r\n  b\r c\n\td(x: \"\u{1F600}\u{E9}\", y: 1) }")
    let places = document.operations[0].selections.compactMap { selection -> String? in
      if case .field(let field) = selection { "\(field.location)" } else { nil }
    }
    #expect(places == ["1:3", "2:3", "3:2", "4:2"])
    guard case .field(let last)? = document.operations[0].selections.last else { return }
    #expect(
      last.arguments.map { "\($0.name.location) \($0.value.location)" } == ["4:4 4:7", "4:13 4:16"])
  }

  @Test("an operation is found by its name, or alone")
  func operations() throws {
    let document = try parse("query Users { a } mutation Rename { b }")
    #expect(try document.operation(named: "Rename").kind == .mutation)
    #expect(throws: GraphQLFault.self) { try document.operation(named: nil) }
    do {
      _ = try document.operation(named: "Usrs")
      Issue.record("found")
    } catch {
      #expect(
        error.description == "1:1: the document has no operation 'Usrs'; did you mean 'Users'?")
    }
    #expect(try parse("{ a }").operation(named: nil).name == nil)
    #expect(throws: GraphQLFault.self) { try parse("fragment F on T { a }").operation(named: nil) }
  }
}
