import Document
import DragomanTesting
import Foundation
import PythonTesting
import Testing

/// The server's own coercion is the judge: what the gateway sends it accepts, and what the gateway
/// refuses it would have refused.
@Suite("Variables of a GraphQL server", .enabled(if: RealGraphQLServer.isThere))
struct RealVariableTests {
  private static let types = [
    ("int", "Int"), ("float", "Float"), ("text", "String"), ("flag", "Boolean"), ("id", "ID"),
    ("day", "Date"), ("any", "JSON"), ("currency", "Currency"), ("ints", "[Int!]"),
    ("grid", "[[Int]]"), ("ids", "[ID]"), ("kinds", "[SearchKind!]"), ("filter", "CustomerFilter"),
    ("reviews", "[ReviewInput!]"), ("key", "ProductKey"),
  ]
  /// Every argument of `echo`, each from a variable of its name: the answer is what was given.
  private static let document =
    "query Q(\(types.map { "$\($0.0): \($0.1)" }.joined(separator: ", "))) "
    + "{ echo(\(types.map { "\($0.0): $\($0.0)" }.joined(separator: ", "))) }"

  private static func graphQL(_ document: String, _ more: String) -> String {
    GraphQLFixture.query(document) + ", " + more
      + #", "schema_path": "\#(GraphQLFixture.schema)""#
  }

  private static func trial(_ from: String) throws -> GraphQLTrial {
    let names = types.map { "\"\($0.0)\"" }.joined(separator: ", ")
    return try GraphQLTrial(
      graphQL(document, "\"from\": [\"\(from)\"]"),
      endpoint: #""endpoint": "/e", "method": "POST", "input_query_strings": [\#(names)], "#
        + "\"input_headers\": [\(names)]")
  }

  /// What the server makes of these variables itself; nil if it refuses them.
  private static func judged(_ variables: String, by trial: GraphQLTrial) throws -> TestAnswer? {
    var request = [UInt8](#"{"query": "#.utf8)
    JSONWriter.append(string: Array(document.utf8), to: &request)
    request += Array(", \"variables\": \(variables)}".utf8)
    let answer = try trial.ask(
      String(decoding: request, as: UTF8.self), accept: "application/graphql-response+json")
    #expect([200, 400].contains(answer.status), "\(variables): \(answer.status)")
    return answer.status == 200 ? answer : nil
  }

  private static let bodies = [
    "int": [
      "0", "-1", "2147483647", "-2147483648", "2147483648", "1.0", "1.5", "1e3", "1e10", "-0",
      #""1""#, "true", "null", "[1]", "{}", "1E400", #"5, "int": 6"#, #"5, "int": null"#,
    ],
    "float": [
      "0", "1.5", "-2e-3", "9007199254740993.5", "1e308", "1e309", #""1.5""#, "false", "null",
    ],
    "text": [#""""#, #""a\"\\\u00e9\n😀""#, "1", "true", "null", #"["a"]"#, #"{"a": 1}"#],
    "flag": ["true", "false", "null", "0", "1", #""true""#, "[]"],
    "id": [#""a""#, "7", "-7", "12345678901234567890123", "1.5", "true", "null", "{}"],
    "any": [#"{"a": [1, {"b": null}], "c": "x"}"#, "[]", "7", #""x""#, "null", "1.25"],
    "currency": [#""EUR""#, #""eur""#, #""GBP""#, "1", "null", #"["EUR"]"#],
    "ints": ["[]", "[1, 2]", "3", "null", "[1, null]", #"[1, "2"]"#, "[[1]]", "{}"],
    "grid": ["[[1, null], null, [2]]", "[1, 2]", "5", "[[[1]]]", #"[["a"]]"#],
    "ids": [#"["a", 2, null]"#, #""b""#, "[1.5]"],
    "kinds": [#"["PRODUCT", "CUSTOMER"]"#, #""PRODUCT""#, #"["PRODUCT", "ORDER"]"#, "[null]"],
    "filter": [
      "{}", #"{"name": "a", "cities": ["x", "y"], "minimum": 2, "active": false}"#,
      #"{"cities": "x", "active": null}"#, #"{"nmae": "a"}"#, #"{"cities": [null]}"#,
      #"{"minimum": "2"}"#, #"{"name": {"a": 1}}"#, "[]", #""{}""#, "null",
      #"{"name": "first", "name": 2}"#,
    ],
    "reviews": [
      #"[{"sku": "a", "stars": 1}, {"sku": "b", "stars": 2, "text": null}]"#,
      #"{"sku": "a", "stars": 1}"#, #"[{"sku": "a"}]"#, #"[{"sku": null, "stars": 1}]"#,
      #"[{"sku": "a", "stars": 1.5}]"#, "[null]", "[[]]", "[]",
    ],
    "key": [
      #"{"sku": "a"}"#, #"{"id": 7}"#, "{}", #"{"sku": "a", "id": "b"}"#, #"{"sku": null}"#,
      #"{"sku": "a", "id": null}"#,
    ],
  ]

  @Test("a member of the body is taken if the server takes it, and means the same")
  func body() throws {
    let trial = try Self.trial("body")
    for (name, values) in Self.bodies.sorted(by: { $0.key < $1.key }) {
      for value in values {
        let variables = "{\"\(name)\": \(value)}"
        let judged = try Self.judged(variables, by: trial)
        let answer = try trial.post("/e", variables)
        #expect(answer.status == (judged == nil ? 400 : 200), "\(variables): \(answer.text)")
        if let judged, answer.status == 200 {
          #expect(answer.sortedJSON == judged.sortedJSON, "\(variables)")
        }
      }
    }
  }

  private static let texts = [
    "int": ["0", "-7", "2147483647", "2147483648", "1.5", "1e3", "a", "", " 1", "0x10", "١"],
    "float": ["1", "-2.5e-3", "1e309", "NaN", "Infinity", "1,5", "", "."],
    "text": ["", "a b", "12", "true", #"{"a": 1}"#, "\"", "\\"],
    "flag": ["true", "false", "1", "TRUE", "yes", ""],
    "id": ["", "7", "a/b", "007", "é"], "any": ["7", "{}", ""],
    "currency": ["EUR", "eur", "GBP", ""],
    "ints": ["1", "1,2", "a", ""], "ids": ["a,b", ""], "kinds": ["PRODUCT", "product"],
    "grid": ["1", "[1]"],
    "filter": ["{}", #"{"name": "a"}"#, #"{"name": 1}"#, "a", "", "[]"],
    "key": [#"{"sku": "a"}"#, "{}"], "reviews": [#"{"sku": "a", "stars": 1}"#, "[]"],
  ]

  /// Whether the server would take a text as it is, or what it is as JSON.
  private static func isTaken(_ text: String, _ name: String, by trial: GraphQLTrial) throws -> Bool
  {
    var string: [UInt8] = []
    JSONWriter.append(string: Array(text.utf8), to: &string)
    let asText = "{\"\(name)\": \(String(decoding: string, as: UTF8.self))}"
    return try judged(asText, by: trial) != nil
  }

  /// The answer to a request with a text is what the server says of it.
  private static func check(
    _ answer: TestAnswer, _ name: String, _ text: String, by trial: GraphQLTrial
  ) throws {
    if answer.status == 400 {
      #expect(try !isTaken(text, name, by: trial), "\(name): \(text)")
    } else {
      #expect(answer.status == 200, "\(name): \(text)")
      #expect(!answer.text.contains("errors"), "\(name): \(text): \(answer.text)")
      #expect(answer.text.contains("\"\(name)\""), "\(name): \(text): \(answer.text)")
    }
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  @Test("a text of the query is a value of the variable's type, or refused as by the server")
  func query() throws {
    let trial = try Self.trial("query")
    for (name, texts) in Self.texts.sorted(by: { $0.key < $1.key }) {
      for text in texts {
        try Self.check(
          try trial.post("/e?\(name)=\(Self.escaped(text))", "{}"), name, text, by: trial)
      }
    }
    let several = try trial.post("/e?ints=1&ints=2&ids=a&kinds=PRODUCT&kinds=CUSTOMER&id=1", "{}")
    #expect(
      several.equals(
        #"{"data": {"echo": {"ints": [1, 2], "ids": ["a"], "id": "1", "#
          + #""kinds": ["PRODUCT", "CUSTOMER"]}}}"#), "\(several.text)")
    #expect(try trial.post("/e?int=1&int=2", "{}").status == 400)
  }

  @Test("so is a text of a header")
  func header() throws {
    let trial = try Self.trial("header")
    for (name, texts) in Self.texts.sorted(by: { $0.key < $1.key }) {
      for text in texts where text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) && text != "" {
        try Self.check(
          try trial.post("/e", "{}", [TestField(name, text)]), name, text, by: trial)
      }
    }
  }

  @Test("so is a text of the path", arguments: types.map(\.0))
  func path(name: String) throws {
    let trial = try GraphQLTrial(
      Self.graphQL(Self.document, #""from": ["path"]"#),
      endpoint: "\"endpoint\": \"/e/{\(name)}\", \"method\": \"POST\"")
    for text in Self.texts[name] ?? ["2020-02-29"] where !["", ".", "a/b"].contains(text) {
      try Self.check(
        try trial.post("/e/\(Self.escaped(text))", "{}"), name, text, by: trial)
    }
  }

  @Test("what a custom scalar may be the server alone knows: its errors pass")
  func custom() throws {
    let trial = try Self.trial("query")
    #expect(
      try trial.post("/e?day=2020-02-29", "{}").equals(
        #"{"data": {"echo": {"day": "2020-02-29"}}}"#))
    let refused = try trial.post("/e?day=tomorrow", "{}")
    #expect(refused.status == 200 && refused.text.contains("no day: 'tomorrow'"))
  }

  @Test("a variable that is needed and missing, or null, is refused by both")
  func needed() throws {
    let document = "query Q($int: Int!, $ints: [Int!]! = [7]) { echo(int: $int, ints: $ints) }"
    let trial = try GraphQLTrial(
      Self.graphQL(document, #""from": ["body", "query"]"#),
      endpoint: #""endpoint": "/e", "method": "POST", "input_query_strings": ["int"]"#)
    for body in ["{}", #"{"int": null}"#, #"{"int": 1, "ints": null}"#] {
      #expect(try trial.post("/e", body).status == 400, "\(body)")
      let direct = try trial.ask(
        "{\"query\": \"\(document)\", \"variables\": \(body)}",
        accept: "application/graphql-response+json")
      #expect(direct.status == 400, "\(body)")
    }
    let given = try trial.post("/e?int=3", "{}")
    #expect(given.equals(#"{"data": {"echo": {"int": 3, "ints": [7]}}}"#), "\(given.text)")
  }

  @Test("path, query, header, body and constants give one operation its variables together")
  func together() throws {
    let trial = try GraphQLTrial(
      Self.graphQL(
        Self.document,
        #""from": ["path", "query", "header", "body"], "variables": {"currency": "USD", "#
          + #""filter": {"name": "{input.query.who}", "cities": ["{input.path.id}"]}}"#),
      endpoint: #""endpoint": "/e/{id}", "method": "POST", "#
        + #""input_query_strings": ["int", "who"], "input_headers": ["Flag"]"#)
    let answer = try trial.post(
      "/e/1?int=2&who=Ada&float=9", #"{"grid": [[1]], "id": "no", "other": 1}"#,
      [TestField("Flag", "true")])
    #expect(
      answer.equals(
        #"{"data": {"echo": {"id": "1", "int": 2, "flag": true, "grid": [[1]], "#
          + #""currency": "USD", "filter": {"name": "Ada", "cities": ["1"], "active": true}}}}"#),
      "\(answer.text)")
  }
}
