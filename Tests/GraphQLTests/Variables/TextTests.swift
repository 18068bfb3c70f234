import GraphQL
import Testing

@Suite("Variables from texts")
struct TextTests {
  /// What a variable makes of texts, or the error.
  static func value(
    _ type: String, _ texts: [String], _ schema: GraphQLSchema? = nil
  ) throws -> String {
    let operation = try parse("query ($v: \(type)) { a(b: $v) }").operation(named: nil)
    let variable = VariableTypes(operation, schema: schema).variables[0]
    var output: [UInt8] = [1]
    do {
      if texts.count == 1 {
        let text = Array(texts[0].utf8)
        try variable.append(text: text.span, to: &output)
        var again: [UInt8] = [1]
        try variable.append(texts: [text], to: &again)
        #expect(again == output)
      } else {
        try variable.append(texts: texts.map { Array($0.utf8) }, to: &output)
      }
      return text(Array(output.dropFirst()))
    } catch {
      #expect(output == [1])
      #expect(error.variable == "v")
      return error.description.replacing("the variable '$v'", with: "$v")
    }
  }

  @Test(
    "a text becomes a value of the declared type",
    arguments: [
      ("Int", "0", "0"), ("Int!", "-12", "-12"), ("Int", "2147483647", "2147483647"),
      ("Int", "-2147483648", "-2147483648"), ("Int", "-0", "0"),
      ("Float", "1.5", "1.5"), ("Float", "-1e10", "-1e10"), ("Float!", "3", "3"),
      ("Float", "0.1E-7", "0.1E-7"),
      ("Boolean", "true", "true"), ("Boolean!", "false", "false"),
      ("String", "a\"b\\\n", #""a\"b\\\n""#), ("String!", "", #""""#),
      ("String", "null", #""null""#),
      ("ID", "1", #""1""#), ("ID!", "x", #""x""#), ("Unknown", "12", #""12""#),
      ("Unknown!", "{\"a\":1}", #""{\"a\":1}""#),
      ("[Int]", "1", "[1]"), ("[[Int!]!]!", "1", "[[1]]"), ("[String]", "a,b", #"["a,b"]"#),
    ])
  func texts(type: String, input: String, output: String) throws {
    #expect(try Self.value(type, [input]) == output)
  }

  @Test(
    "repeated parameters become the items of a list",
    arguments: [
      ("[Int]", ["1", "2"], "[1,2]"), ("[Int!]!", [], "[]"), ("[[Int]]", ["1", "2"], "[[1],[2]]"),
      ("[String!]", ["a", "b\"", ""], #"["a","b\"",""]"#),
      ("[Boolean]", ["true", "false"], "[true,false]"),
    ])
  func lists(type: String, input: [String], output: String) throws {
    #expect(try Self.value(type, input) == output)
  }

  @Test(
    "a text that is no value is refused, with what was expected",
    arguments: [
      ("Int", "", "$v has to be Int, not an empty text"),
      ("Int!", "x", "$v has to be Int!, not the text \"x\""),
      ("Int", "1.0", "Int"), ("Int", "+1", "Int"), ("Int", "01", "Int"),
      ("Int", "2147483648", "Int"),
      ("Int", "-2147483649", "Int"), ("Int", "99999999999", "Int"), ("Int", "-", "Int"),
      ("Int", "1 ", "Int"),
      ("Int", "null", "Int"), ("Int", "1}", "Int"),
      ("Float", "1.", "Float"), ("Float", ".5", "Float"), ("Float", "1e", "Float"),
      ("Float", "NaN", "Float"),
      ("Float", "Infinity", "Float"), ("Float", "1e999", "Float"), ("Float", "0x1p3", "Float"),
      ("Float", "-", "Float"), ("Float", "1e5,", "Float"),
      ("Boolean", "1", "Boolean"), ("Boolean", "TRUE", "Boolean"), ("Boolean", "true ", "Boolean"),
      ("[Int!]", "x", "$v has to be Int!, not the text \"x\""),
    ])
  func refused(type: String, input: String, message: String) throws {
    let error = try Self.value(type, [input])
    #expect(error.hasPrefix("$v"))
    #expect(
      error.contains(message.hasPrefix("$v") ? message : "has to be \(message), not"), "\(error)")
  }

  @Test("the place in a list is named, and several values for one are refused")
  func places() throws {
    #expect(
      try Self.value("[Int]", ["1", "x"]) == "$v at '[1]' has to be Int, not the text \"x\"")
    #expect(try Self.value("Int", ["1", "2"]) == "$v has to be one Int, not 2 values")
    #expect(try Self.value("Int", []) == "$v has to be one Int, not 0 values")
  }

  @Test("a schema tells enums, input objects and scalars apart")
  func schema() throws {
    let schema = try #require(ShopSchema.schema)
    #expect(try Self.value("Role", ["ADMIN"], schema) == "\"ADMIN\"")
    #expect(
      try Self.value("Role!", ["admin"], schema)
        == "$v has to be Role! (ADMIN, GUEST), not the text \"admin\"")
    #expect(try Self.value("[Role!]", ["ADMIN", "GUEST"], schema) == "[\"ADMIN\",\"GUEST\"]")
    #expect(try Self.value("Code", ["{}"], schema) == "\"{}\"")
    #expect(
      try Self.value("Filter", [#"{"owner": 1, "roles": "ADMIN"}"#], schema)
        == #"{"owner":"1","roles":["ADMIN"]}"#)
    #expect(try Self.value("Filter", ["x"], schema) == "$v has to be Filter, not the text \"x\"")
    #expect(try Self.value("Filter", ["[1]"], schema).contains("has to be Filter"))
    #expect(
      try Self.value("Filter", [#"{"owner": 1, "x": 1}"#], schema)
        == "$v at 'x' is no field of Filter")
  }

  @Test("a long text is cut in the message, and quotes in it are escaped")
  func bounded() throws {
    let error = try Self.value("Int", [String(repeating: "\"", count: 1000)])
    #expect(error.utf8.count < 250)
    #expect(error.hasSuffix("\\\"\"…"))
  }

  @Test("bytes that are no UTF-8 become the replacement character")
  func encoding() throws {
    let operation = try parse("query ($v: String) { a(b: $v) }").operation(named: nil)
    var output: [UInt8] = []
    let bytes: [UInt8] = [0x61, 0xFF, 0x22]
    try VariableTypes(operation).variables[0].append(text: bytes.span, to: &output)
    #expect(text(output) == "\"a\u{FFFD}\\\"\"")
  }
}
