import Document
import GraphQL
import Testing

@Suite("Variables from JSON")
struct JSONTests {
  private func value(
    _ type: String, _ json: String, _ schema: GraphQLSchema? = nil
  ) throws -> String {
    let operation = try parse("query ($v: \(type)) { a(b: $v) }").operation(named: nil)
    let variable = VariableTypes(operation, schema: schema).variables[0]
    let document = try Document(json: json)
    var output: [UInt8] = [1]
    do {
      try variable.append(0, of: document, to: &output)
      return text(Array(output.dropFirst()))
    } catch {
      #expect(output == [1])
      return error.description.replacing("the variable '$v'", with: "$v")
    }
  }

  @Test(
    "JSON that is a value of the type stays what it is",
    arguments: [
      ("Int", "1", "1"), ("Int", "1.0", "1"), ("Int", "2e3", "2000"), ("Int!", "-0", "0"),
      ("Int", "null", "null"), ("Float", "1", "1"), ("Float", "1.50", "1.50"),
      ("Float", "1e-400", "1e-400"),
      ("String", #""a\u0041\n""#, #""a\u0041\n""#), ("Boolean", "true", "true"),
      ("ID", #""x""#, #""x""#), ("ID", "12345678901234567890", #""12345678901234567890""#),
      ("[Int]", "[1, 2, null]", "[1,2,null]"), ("[Int]", "1", "[1]"), ("[Int]", "null", "null"),
      ("[[Int]]", "[[1], 2, null]", "[[1],[2],null]"), ("[[Int]]", "5", "[[5]]"),
      ("[Int!]!", "[]", "[]"),
      ("Unknown", #" {"a": [1, {"b": 1.0}]} "#, #"{"a":[1,{"b":1.0}]}"#),
      ("[Unknown]", #"[{"a": 1}, "x"]"#, #"[{"a":1},"x"]"#),
    ])
  func accepted(type: String, json: String, output: String) throws {
    #expect(try value(type, json) == output)
  }

  @Test(
    "JSON of another kind is refused with its place",
    arguments: [
      ("Int", #""1""#, #"$v has to be Int, not the string "1""#),
      ("Int", "1.5", "not the number 1.5"),
      ("Int", "2147483648", "not the number 2147483648"), ("Int", "1e999", "not the number 1e999"),
      ("Int", "true", "not true"), ("Int!", "null", "$v has to be Int!, not null"),
      ("Int", "[1]", "not a list"), ("Int", "{}", "not an object"),
      ("Float", "1e999", "not the number 1e999"), ("Float", #""1""#, "the string"),
      ("String", "1", "not the number 1"), ("Boolean", #""true""#, "the string"),
      ("Boolean", "0", "0"),
      ("ID", "1.5", "not the number 1.5"), ("ID", "true", "not true"),
      ("ID", "1e3", "not the number 1e3"),
      ("[Int!]", "[1, null]", "$v at '[1]' has to be Int!, not null"),
      ("[[Int]]", #"[[1], [2, "x"]]"#, "$v at '[1][1]' has to be Int"),
      ("Unknown!", "null", "not null"),
      ("[Int]!", "null", "has to be [Int]!, not null"),
    ])
  func refused(type: String, json: String, message: String) throws {
    let error = try value(type, json)
    #expect(error.hasPrefix("$v"))
    #expect(error.contains(message), "\(error)")
  }

  @Test("input objects are checked field by field")
  func objects() throws {
    let schema = try #require(ShopSchema.schema)
    #expect(
      try value(
        "Filter!", #"{"owner": "a", "minimum": 1, "inner": {"owner": 2}, "roles": ["ADMIN"]}"#,
        schema)
        == #"{"owner":"a","minimum":1,"inner":{"owner":"2"},"roles":["ADMIN"]}"#)
    #expect(try value("Filter", #"{"o\u0077ner": "a"}"#, schema) == #"{"owner":"a"}"#)
    #expect(try value("[Filter]", #"{"owner": "a"}"#, schema) == #"[{"owner":"a"}]"#)
    for (json, message) in [
      ("{}", "$v at 'owner' is missing; it has to be ID!"),
      (#"{"owner": null}"#, "$v at 'owner' has to be ID!, not null"),
      (
        #"{"owner": 1, "inner": {"minimum": 1}}"#,
        "$v at 'inner.owner' is missing; it has to be ID!"
      ),
      (
        #"{"owner": 1, "inner": {"owner": 1, "roles": ["X"]}}"#,
        "$v at 'inner.roles[0]' has to be Role! (ADMIN, GUEST), not the string \"X\""
      ),
      (#"{"owner": 1, "owner": 2}"#, "$v at 'owner' is given twice"),
      (#"{"owner": 1, "__proto__": {}}"#, "$v at '__proto__' is no field of Filter"),
      (#""x""#, "$v has to be Filter, not the string \"x\""),
      ("[]", "$v has to be Filter, not a list"),
      (#"{"owner": 1, "text": null}"#, "$v at 'text' has to be String!, not null"),
    ] {
      #expect(try value("Filter", json, schema) == message)
    }
  }

  @Test("a @oneOf input object has exactly one field, which is not null")
  func oneOf() throws {
    let schema = try #require(ShopSchema.schema)
    #expect(try value("UserBy!", #"{"id": 1}"#, schema) == #"{"id":"1"}"#)
    for json in ["{}", #"{"id": 1, "email": "x"}"#, #"{"id": null}"#] {
      #expect(
        try value("UserBy!", json, schema)
          == "$v has to have exactly one field, not null, to be UserBy")
    }
  }

  @Test("values within each other are bounded where a type lets them be endless")
  func depth() throws {
    let schema = try #require(ShopSchema.schema)
    let open = String(repeating: #"{"owner":1,"inner":"#, count: 300)
    let json = open + #"{"owner":1}"# + String(repeating: "}", count: 300)
    let error = try value("Filter", json, schema)
    #expect(error.contains("is nested too deeply"))
    #expect(error.utf8.count < 300)
    let any = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(try value("Unknown", any) == any)
  }

  @Test("an input object with more than 64 fields is checked like any other")
  func wide() throws {
    let fields = (0..<100).map { "f\($0): Int!" }.joined(separator: " ")
    let schema = try schema("type Query { a: Int } input W { \(fields) }")
    let json = "{" + (0..<100).map { "\"f\($0)\":\($0)" }.joined(separator: ",") + "}"
    #expect(try value("W", json, schema) == json)
    #expect(
      try value("W", json.replacing(",\"f99\":99", with: ""), schema).contains("'f99' is missing"))
    #expect(
      try value("W", json.replacing("\"f99\":99", with: "\"f98\":1"), schema).contains(
        "'f98' is given twice"))
  }

  @Test("variables are found by name and know what they need")
  func types() throws {
    let operation = try parse(
      "query ($a: Int!, $b: [Int] = [1], $c: ID! = 1) { x(a: $a, b: $b, c: $c) }"
    )
    .operation(named: nil)
    let types = VariableTypes(operation)
    #expect(types.variables.map(\.name) == ["a", "b", "c"])
    #expect(types.variables.map(\.isRequired) == [true, false, false])
    #expect(types.variables.map(\.isList) == [false, true, false])
    #expect(types["b"]?.defaultValue?.text == "[1]")
    let name = Array("c".utf8)
    #expect(types.index(of: name.span) == 2)
    #expect(types["d"] == nil)
  }

  @Test("input objects that refer to each other at any length are compiled without recursion")
  func chain() throws {
    let chain = (0..<3000).map { "input I\($0) { a: I\($0 + 1) }" }.joined()
    let schema = try schema("type Query { a: Int }" + chain + "input I3000 { a: Int }")
    #expect(try value("I0", #"{"a":{"a":null}}"#, schema) == #"{"a":{"a":null}}"#)
  }
}
