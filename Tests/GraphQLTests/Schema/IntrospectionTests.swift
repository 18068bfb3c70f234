import Document
import GraphQL
import Testing

@Suite("Introspection answers")
struct IntrospectionTests {
  private static let answer = """
    {"data": {"__schema": {
      "queryType": {"name": "Query"}, "mutationType": null,
      "types": [
        {"kind": "OBJECT", "name": "Query", "description": "root", "interfaces": [],
          "fields": [
            {"name": "user", "args": [
                {"name": "id",
                  "type": {"kind": "NON_NULL", "ofType": {"kind": "SCALAR", "name": "ID"}}},
                {"name": "list", "defaultValue": "[{a: ONE}]",
                  "type": {"kind": "LIST", "ofType": {"kind": "INPUT_OBJECT", "name": "In"}}}],
              "type": {"kind": "UNION", "name": "U", "ofType": null},
              "isDeprecated": true, "deprecationReason": "old"}]},
        {"kind": "UNION", "name": "U", "possibleTypes": [{"name": "Query"}]},
        {"kind": "INPUT_OBJECT", "name": "In", "isOneOf": true,
          "inputFields": [{"name": "a", "type": {"kind": "ENUM", "name": "E"}}]},
        {"kind": "ENUM", "name": "E",
          "enumValues": [{"name": "ONE"}, {"name": "TWO", "isDeprecated": true}]},
        {"kind": "SCALAR", "name": "ID"}, {"kind": "SCALAR", "name": "__Own"}],
      "directives": [{"name": "live", "locations": ["QUERY"], "args": [], "isRepeatable": true}]
    }}}
    """

  private func read(_ json: String) throws -> GraphQLSchema {
    try GraphQLSchema.read(Array(json.utf8))
  }

  @Test("an introspection answer gives the same as a type system document")
  func answer() throws {
    let schema = try read(Self.answer.replacing("__Own", with: "Own"))
    #expect(schema.roots == [.query: "Query"])
    let user = try #require(schema.type(named: "Query")?.field("user"))
    #expect(user.arguments.map { "\($0.type)" } == ["ID!", "[In]"])
    #expect(user.arguments[1].defaultValue?.text == "[{a: ONE}]")
    #expect(user.deprecation == "old")
    #expect(schema.possibleTypes(of: "U") == ["Query"])
    #expect(schema.type(named: "In")?.isOneOf == true)
    #expect(schema.type(named: "E")?.values[1].deprecation == "No longer supported")
    #expect(schema.directives["live"]?.locations == ["QUERY"])
    let query = try parse("{ user(id: 1) { ... on Query { __typename } } }")
    #expect(query.validate(against: schema) == nil)
  }

  @Test(
    "what is wrong with an answer is said with a pointer to it",
    arguments: [
      ("{}", "/: no '__schema'"),
      ("[1]", ""),
      (#"{"data": {"x": 1}}"#, "/data: no '__schema'"),
      (#"{"__schema": {"types": 1}}"#, "/__schema/types: a list was expected"),
      (#"{"__schema": {"queryType": {"name": "Q"}}}"#, "/__schema: 'types' is missing"),
      (#"{"__schema": {"queryType": {}, "types": []}}"#, "/__schema/queryType: 'name' is no text"),
      (#"{"__schema": {"types": [{"name": "A"}]}}"#, "/__schema/types/0: 'kind' is no text"),
      (#"{"__schema": {"types": [{"kind": "X", "name": "A"}]}}"#, "'X' is no kind of type"),
      (#"{"__schema": {"types": [{"kind": "SCALAR", "name": "a b"}]}}"#, "'a b' is no name"),
      (
        #"{"__schema": {"types": [{"kind": "OBJECT", "name": "A", "fields": [{"name": "f"}]}]}}"#,
        "/__schema/types/0/fields/0: 'type' is missing"
      ),
      (
        #"{"__schema": {"types": [{"kind": "OBJECT", "name": "A", "fields": [{"name": "f", "#
          + #""type": {"kind": "LIST", "ofType": null}}]}]}}"#, "did not go deep enough"
      ),
      (
        #"{"__schema": {"types": [{"kind": "OBJECT", "name": "A", "fields": [{"name": "f", "#
          + #""type": {"kind": "SCALAR", "name": "S"}}]}]}}"#,
        "/__schema/types/0/fields/0: the type A"
      ),
      (
        #"{"__schema": {"types": [{"kind": "INPUT_OBJECT", "name": "A", "inputFields": [{"#
          + #""name": "f", "defaultValue": "{", "type": {"kind": "SCALAR", "name": "Int"}}]}]}}"#,
        "/__schema/types/0/inputFields/0/defaultValue: the default value"
      ),
      ("{\"a\": ", "the introspection answer: "),
    ])
  func faults(json: String, message: String) {
    do {
      _ = try read(json)
      Issue.record("accepted")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }

  @Test("the names that a server must not use are refused")
  func reserved() {
    #expect(throws: GraphQLFaults.self) { try read(Self.answer) }
  }

  @Test(
    "both introspection queries are valid",
    arguments: [IntrospectionQuery.full, IntrospectionQuery.plain])
  func queries(query: String) throws {
    let document = try parse(query)
    let schema = try #require(ShopSchema.schema)
    #expect(document.validate(against: schema) == nil)
    #expect(document.measures(of: try document.operation(named: nil)).isIntrospection)
  }
}
