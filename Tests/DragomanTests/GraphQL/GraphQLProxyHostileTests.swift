import DragomanTesting
import Testing

@Suite("Hostile GraphQL clients")
struct GraphQLProxyHostileTests {
  private typealias Fixture = GraphQLProxyFixture

  private static let rules = #""operations": ["A"], "max_depth": 5, "max_fields": 50"#

  @Test(
    "what servers could read in different ways is refused",
    arguments: [
      #"{"query":"query A {a}","query":"query B {b}"}"#,
      #"{"query":"query A {a}","qu\u0065ry":"query B {b}"}"#,
      #"{"query":"query A {a}","Query":"query B {b}"}"#,
      #"{"query":"query A {a}","operationName":"A","operationName":"B"}"#,
      #"{"query":"query A {a}","operationname":"B"}"#,
      #"{"query":"query A {a}","extensions":{},"extensions":{"persistedQuery":{}}}"#,
      #"{"query":"query A {a}","extensions":{"persistedQuery":null,"persistedQuery":{}}}"#,
      #"{"query":"query A {a}","extensions":{"persistedQuery":{"sha256Hash":"","sha256Hash":""}}}"#,
      #"{"query":"query A {a}","documentId":"1"}"#, #"{"query":"query A {a}","__proto__":{}}"#,
      #"{"query":"query A {a} query A {b}"}"#,
      #"{"query":"query A {...F} fragment F on T {a} fragment F on T {b}"}"#,
    ])
  func ambiguous(content: String) throws {
    let proxy = try Fixture(Self.rules)
    defer { proxy.stop() }
    let outcome = try proxy.post(content)
    #expect(outcome.code == "BAD_REQUEST" && outcome.answer.status == 400, "\(outcome.answer.text)")
    #expect(outcome.seen == nil)
  }

  @Test(
    "wrong types and what is no request at all are refused",
    arguments: [
      "", " ", "null", "1", "\"{ a }\"", "{}", "[{}]", "[1]", "[null]", "[[]]", #"{"query":null}"#,
      #"{"query":""}"#, #"{"query":1}"#, #"{"query":["query A {a}"]}"#, #"{"query":{"a":1}}"#,
      #"{"query":"query A {a}","operationName":1}"#, #"{"query":"query A {a}","operationName":[]}"#,
      #"{"query":"query A {a}","extensions":"x"}"#, #"{"query":"query A {a}","extensions":[]}"#,
      #"{"query":"query A {a}","extensions":{"persistedQuery":1}}"#,
      #"{"query":"query A {a}","extensions":{"persistedQuery":{}}}"#,
      #"{"query":"query A {a}","extensions":{"persistedQuery":{"sha256Hash":1}}}"#,
      #"{"query":"query A {a}"} {"query":"query B {b}"}"#, #"{"query":"query A {a}",}"#,
      #"{"query":"query A {a}"/**/}"#, "\u{FEFF}{\"query\":\"query A {a}\"}",
      #"{"query":"query A {a} #\ud800"}"#, "{'query':'query A {a}'}",
    ])
  func types(content: String) throws {
    let proxy = try Fixture(Self.rules)
    defer { proxy.stop() }
    let outcome = try proxy.post(content)
    #expect(outcome.code == "BAD_REQUEST" && outcome.answer.status == 400, "\(outcome.answer.text)")
    #expect(outcome.seen == nil)
  }

  @Test(
    "content that a server might decode in another way is refused",
    arguments: [
      (nil, nil), ("text/plain", nil), ("application/graphql", nil),
      ("application/x-www-form-urlencoded", nil), ("multipart/form-data; boundary=x", nil),
      ("application/json; charset=utf-7", nil), ("application/json; charset = utf-16le", nil),
      ("application/json;charset=utf-8;charset=utf-7", nil), ("application/json-seq", nil),
      ("application/json", "gzip"), ("application/json", "identity, br"), ("", nil),
    ] as [(String?, String?)])
  func codings(type: String?, coding: String?) throws {
    let proxy = try Fixture(
      Self.rules,
      endpoint: #""output_encoding": "no-op", "input_headers": ["Content-Encoding"]"#)
    defer { proxy.stop() }
    let outcome = try proxy.post(
      Array(#"{"query":"query A {a}"}"#.utf8), type: type,
      fields: coding.map { [TestField("Content-Encoding", $0)] } ?? [])
    #expect(outcome.code == "BAD_REQUEST" && outcome.seen == nil, "\(outcome.answer.text)")
  }

  @Test("two types, or a type in other letters and with a charset, are what they are")
  func manyTypes() throws {
    let proxy = try Fixture(Self.rules)
    defer { proxy.stop() }
    let content = Array(#"{"query":"query A {a}"}"#.utf8)
    let twice = try proxy.post(content, fields: [TestField("Content-Type", "application/json")])
    #expect(twice.code == "BAD_REQUEST" && twice.seen == nil)
    let fine = try proxy.post(content, type: "Application/JSON ; Charset=\"UTF-8\"")
    #expect(fine.answer.status == 200)
  }

  @Test(
    "parameters that are there twice, or nearly, or in two places, are refused",
    arguments: [
      "query=query+A+%7Ba%7D&query=query+B+%7Bb%7D", "query=query+A+%7Ba%7D&QUERY=x",
      "query=query+A+%7Ba%7D&query%5B%5D=x", "query=query+A+%7Ba%7D&+query=x",
      "query=query+A+%7Ba%7D&operationName=A&operationName=B", "query%5B0%5D=query+A+%7Ba%7D",
      "query=query+A+%7Ba%7D&extensions=1", "query=query+A+%7Ba%7D&extensions=%7B", "query=", "",
      "operationName=A", "query=query+A+%7Ba%7D&query%00=x",
    ])
  func parameters(query: String) throws {
    let proxy = try Fixture(
      Self.rules, endpoint: #""output_encoding": "no-op", "input_query_strings": ["*"]"#)
    defer { proxy.stop() }
    let outcome = try proxy.get(query)
    #expect(outcome.code == "BAD_REQUEST" && outcome.seen == nil, "\(outcome.answer.text)")
    let both = try proxy.get("query=query+A+%7Ba%7D", content: Array("{}".utf8))
    #expect(both.code == "BAD_REQUEST" && both.seen == nil)
    let posted = try proxy.post(
      Array(#"{"query":"query A {a}"}"#.utf8), target: "/graphql?Query=query+B+%7Bb%7D")
    #expect(posted.code == "BAD_REQUEST" && posted.seen == nil)
  }

  @Test("documents that explode, nest or never end are refused at a bounded cost")
  func bombs() throws {
    let proxy = try Fixture(Self.rules, root: #""timeout": "60s","#)
    defer { proxy.stop() }
    let deep = "query A " + String(repeating: "{a", count: 100_000)
    #expect(try proxy.ask(deep).code == "GRAPHQL_PARSE_FAILED")
    let values = "query A { a(x: " + String(repeating: "[", count: 100_000)
    #expect(try proxy.ask(values).code == "GRAPHQL_PARSE_FAILED")
    let long = "query A {" + String(repeating: "a ", count: 100_000) + "}"
    #expect(try proxy.ask(long).code == "GRAPHQL_PARSE_FAILED")
    var doubling = "query A { ...F0 } "
    for number in 0..<200 {
      doubling += "fragment F\(number) on T { ...F\(number + 1) ...F\(number + 1) } "
    }
    let explosion = try proxy.ask(doubling + "fragment F200 on T { a }")
    #expect(explosion.code == "FIELD_LIMIT_EXCEEDED")
    #expect(explosion.answer.text.contains("countless"))
    let name = try proxy.ask("query A { a } " + String(repeating: "x", count: 500_000))
    #expect(name.code == "GRAPHQL_PARSE_FAILED" && name.answer.content.count < 1000)
    let text = String(repeating: "y", count: 500_000)
    #expect(try proxy.ask("query A { a(t: \"\(text)\") }").answer.status == 200)
    let called = try proxy.ask("query A { a }", more: ",\"operationName\":\"\(text)\"")
    #expect(called.code == "BAD_REQUEST" && called.answer.content.count < 1000)
    let member = try proxy.post("{\"\(text)\":1}")
    #expect(member.code == "BAD_REQUEST" && member.answer.content.count < 1000)
    let nested = String(repeating: "[", count: 100_000)
    #expect(try proxy.post(#"{"query":"query A {a}","variables":\#(nested)"#).code == "BAD_REQUEST")
  }
}
