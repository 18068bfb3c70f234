import GraphQL
import Testing

@Suite("Schemas")
struct SchemaTests {
  @Test("a type system document gives types, directives and roots")
  func parse() throws {
    let schema = try schema(
      """
      "all of it" schema @link(url: "x") { query: Root mutation: Change }
      \"\"\"the root\"\"\"
      type Root implements A & B @key(fields: "id") {
        "a field" a(x: [Int!]! = [1], y: In = {z: E1}): Int! @deprecated(reason: "old")
        b: U
        c: String @deprecated
      }
      type Change { a: Int }
      interface A { a(x: [Int!]! = [1], y: In): Int }
      interface B implements A { a(x: [Int!]!, y: In): Int b: U }
      union U = | Root | Change
      enum E { "first" E1 E2 @deprecated }
      input In { z: E n: In = null }
      input One @oneOf { a: Int b: String }
      scalar Date @specifiedBy(url: "https://example.com")
      directive @key(fields: String!) repeatable on OBJECT | INTERFACE
      directive @link("where" url: String!) on SCHEMA
      """)
    #expect(schema.roots == [.query: "Root", .mutation: "Change"])
    let root = try #require(schema.type(named: "Root"))
    #expect(root.comment == "the root")
    #expect(root.interfaces == ["A", "B"])
    let field = try #require(root.field("a"))
    #expect(field.type.description == "Int!")
    #expect(field.deprecation == "old")
    #expect(field.arguments.map { "\($0.name): \($0.type)" } == ["x: [Int!]!", "y: In"])
    #expect(field.arguments.map { $0.defaultValue?.text } == ["[1]", "{z: E1}"])
    #expect(root.field("c")?.deprecation == "No longer supported")
    #expect(schema.possibleTypes(of: "U") == ["Root", "Change"])
    #expect(schema.possibleTypes(of: "A") == ["Root"])
    #expect(schema.type(named: "One")?.isOneOf == true)
    #expect(schema.type(named: "E")?.values.map(\.name) == ["E1", "E2"])
    #expect(schema.directives["key"]?.isRepeatable == true)
    #expect(schema.directives["include"] != nil)
    #expect(schema.type(named: "__Type")?.field("isOneOf") != nil)
  }

  @Test("roots have their usual names where no schema is defined")
  func roots() throws {
    #expect(try schema("type Query { a: Int }").roots == [.query: "Query"])
    let all = try schema(
      "type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }")
    #expect(all.roots.count == 3)
    let one = try schema("schema { query: Query } type Query { a: Int } type Mutation { a: Int }")
    #expect(one.roots == [.query: "Query"])
    let extended = try schema(
      "extend schema @link { mutation: M } type Query { a: Int } type M { a: Int }")
    #expect(extended.roots == [.query: "Query", .mutation: "M"])
    #expect(try schema("extend schema @link(url: \"u\") type Query { a: Int }").roots.count == 1)
  }

  @Test("extensions add to what they extend, wherever they stand")
  func extensions() throws {
    let schema = try schema(
      """
      extend type Query implements N { b: E }
      type Query { a: U } interface N { b: E } type A { x: Int }
      extend enum E { Y } enum E { X } union U = Query extend union U = A
      input I { a: Int } extend input I @oneOf { b: Int } scalar S extend scalar S @d
      extend interface N { c: Int } extend type Query { c: Int }
      """)
    #expect(schema.type(named: "Query")?.fields.map(\.name) == ["a", "b", "c"])
    #expect(schema.type(named: "E")?.values.map(\.name) == ["X", "Y"])
    #expect(schema.possibleTypes(of: "U") == ["Query", "A"])
    #expect(schema.type(named: "I")?.isOneOf == true)
  }

  @Test(
    "what is wrong with a schema is said, with its place and names",
    arguments: [
      ("§", "the schema is empty"),
      ("§typ A { a: Int }", "expected a type definition, found 'typ'"),
      ("type Query { a §Int }", "expected ':', found 'Int'"),
      ("type Query { §}", "expected a name, found '}'"),
      ("type Query { a: §$b }", "expected a type, found '$'"),
      ("enum E { §true }", "'true' cannot be a value of an enum"),
      ("directive @a on §PLACE", "'PLACE' is no place for a directive"),
      ("type §A { a: Int }", "no root for queries"),
      ("type Query { §a: Itn }", "which is not defined; did you mean 'Int'?"),
      ("type Query { §a: In } input In { b: Int }", "In is only taken"),
      ("type Query { a(§b: Query): Int }", "Query is no type of them"),
      ("type Query { a: Int §a: Int }", "has the field 'a' twice"),
      ("type Query { a(b: Int, §b: Int): Int }", "has the input 'b' twice"),
      ("type Query { a: Int } type §Query { b: Int }", "defined twice"),
      ("type Query { a: Int } enum E { A §A }", "has the value 'A' twice"),
      ("type Query { a: Int } extend type Query { §a: Int }", "has the field 'a' twice"),
      ("type Query { a: Int } extend type §Qury { b: Int }", "did you mean 'Query'?"),
      ("type Query { a: Int } extend input §Query { b: Int }", "as another kind"),
      ("type Query { §__a: Int }", "begins with '__'"),
      ("type Query { a: Int } type §__A { a: Int }", "begins with '__'"),
      ("type Query { a: Int } type §A", "the type A has no fields"),
      ("type Query { a: Int } union §U", "the type U has no members"),
      ("type Query { a: Int } enum §E", "the type E has no values"),
      ("type Query { a: Int } union U = Query | §Int", "Int, which is no object"),
      ("type Query { a: Int } union U = Query | §Query", "the member 'Query' twice"),
      ("type Query implements §Query { a: Int }", "Query, which is no interface"),
      ("type Query implements §N { a: Int }", "N, which is not defined"),
      ("type §Query implements N { a: Int } interface N { b: Int }", "lacks the field 'b' of N"),
      ("type §Query implements N { a: Int } interface N { a: String }", "N promises String"),
      ("type §Query implements N { a: Int } interface N { a: Int! }", "N promises Int!"),
      (
        "type §Query implements N { a: Int } interface N { a(b: Int): Int }",
        "lacks the argument 'b'"
      ),
      (
        "type §Query implements N { a(b: ID): Int } interface N { a(b: Int): Int }",
        "Int"
      ),
      ("type §Query implements N { a(b: Int!): Int } interface N { a: Int }", "requires 'b'"),
      (
        "type §Query implements N { a: Int } interface N implements M { a: Int } "
          + "interface M { a: Int }",
        "has to implement M too"
      ),
      ("type Query { a: Int } input §I { i: I! }", "has to hold itself"),
      ("type Query { a: Int } input §I { j: J! } input J { i: I! }", "has to hold itself"),
      ("type Query { a: Int } input I @oneOf { §a: Int! }", "has to be nullable"),
      ("type Query { a: Int } input I @oneOf { §a: Int = 1 }", "without default"),
      ("schema { query: §Q } type Query { a: Int }", "no object that is defined"),
      (
        "schema { query: Query §query: Query } type Query { a: Int }",
        ""
      ),
      ("type Query { a: Int } directive @d on FIELD directive @§d on FIELD", "@d is defined twice"),
    ])
  func faults(marked: String, message: String) throws {
    let parts = marked.split(separator: "§", omittingEmptySubsequences: false)
    let faults = schemaFaults(parts.joined())
    let place = "1:\(parts[0].count + 1): "
    #expect(faults.contains { $0.contains(message) }, "\(faults)")
    let isRoot = marked.contains("query: Query §query")
    #expect(isRoot || faults.contains { $0.hasPrefix(place) && $0.contains(message) }, "\(faults)")
  }

  @Test("input objects may hold themselves where they need not")
  func inputCycles() throws {
    _ = try schema("type Query { a: Int } input I { a: I b: [I!]! c: J } input J { i: I! }")
    let chain = (0..<5000).map { "input I\($0) { a: I\($0 + 1)! }" }.joined()
    _ = try schema("type Query { a: Int }" + chain + "input I5000 { a: Int }")
  }
}
