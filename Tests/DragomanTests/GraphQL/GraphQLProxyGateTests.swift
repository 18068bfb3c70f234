import DragomanTesting
import Testing

@Suite("What GraphQL clients may ask for")
struct GraphQLProxyGateTests {
  private typealias Fixture = GraphQLProxyFixture

  @Test("a list of names lets the operation that is meant pass, and no other")
  func names() throws {
    let proxy = try Fixture(#""operations": ["A", "B"]"#)
    defer { proxy.stop() }
    let two = "query A { a } query C { c }"
    for (document, name, code) in [
      ("query A { a }", "", nil), ("query A { a }", #","operationName":"A""#, nil),
      (two, #","operationName":"A""#, nil),
      (two, #","operationName":"C""#, "OPERATION_NOT_ALLOWED"),
      ("{ a }", "", "OPERATION_NOT_ALLOWED"), ("query a { a }", "", "OPERATION_NOT_ALLOWED"),
      (two, "", "BAD_REQUEST"), (two, #","operationName":"X""#, "BAD_REQUEST"),
      (two, #","operationName":"""#, "BAD_REQUEST"),
    ] as [(String, String, String?)] {
      let outcome = try proxy.ask(document, more: name)
      #expect(outcome.code == code, "\(document) \(name): \(outcome.answer.text)")
      #expect((outcome.seen == nil) == (code != nil))
      let status = code == nil ? 200 : code == "BAD_REQUEST" ? 400 : 403
      #expect(outcome.answer.status == status)
    }
  }

  @Test("a list of hashes lets those documents pass to the byte, and their hashes alone")
  func hashes() throws {
    let document = "query Naïve { a(t: \"ü\\n\") }"
    let hash = try Fixture.hash(document)
    let proxy = try Fixture("\"operations\": [\"sha256:\(hash.uppercased())\"]")
    defer { proxy.stop() }
    #expect(try proxy.ask("query A { a }").answer.status == 403)
    let listed = try Fixture.hash("query Ab { a }")
    let other = try Fixture("\"operations\": [\"sha256:\(listed)\"]")
    defer { other.stop() }
    #expect(try other.ask("query Ab { a }").answer.status == 200)
    #expect(try other.ask("query Ab {  a }").code == "OPERATION_NOT_ALLOWED")
    let alone = try other.post(#"{"extensions":\#(Fixture.persisted(listed))}"#)
    #expect(alone.answer.status == 200 && alone.seen != nil)
    let byGet = try other.get("extensions=" + Self.encoded(Fixture.persisted(listed)))
    #expect(byGet.answer.status == 200)
    for wrong in [hash, listed.uppercased(), ""] {
      let outcome = try other.post(#"{"extensions":\#(Fixture.persisted(wrong))}"#)
      #expect(outcome.answer.status == 403 && outcome.seen == nil)
    }
  }

  @Test("a client that sends an unknown hash is asked for the document, where that may pass")
  func persisted() throws {
    let document = "query A { a }"
    let extensions = #""extensions":\#(Fixture.persisted(try Fixture.hash(document)))"#
    for rules in [#""operations": ["A"]"#, #""max_depth": 2"#, #""introspection": false"#] {
      let proxy = try Fixture(rules)
      defer { proxy.stop() }
      let alone = try proxy.post("{\(extensions)}")
      #expect(alone.code == "PERSISTED_QUERY_NOT_FOUND" && alone.answer.status == 400)
      #expect(alone.answer.text.contains("PersistedQueryNotFound"))
      #expect(try proxy.ask(document, more: ",\(extensions)").answer.status == 200)
      #expect(try proxy.ask("query A { b }", more: ",\(extensions)").code == "BAD_REQUEST")
    }
    let counting = try Fixture(#""max_batch": 1"#)
    defer { counting.stop() }
    #expect(try counting.post("{\(extensions)}").answer.status == 200)
  }

  @Test("depth and fields are bounded, with fragments counted wherever they are spread")
  func limits() throws {
    let proxy = try Fixture(#""max_depth": 3, "max_fields": 5"#)
    defer { proxy.stop() }
    for (document, code) in [
      ("{ a { b { c } } }", nil), ("{ a b c d e }", nil),
      ("{ a { b { c { d } } } }", "DEPTH_LIMIT_EXCEEDED"),
      ("{ a { ...F } } fragment F on T { b { ... { c { d } } } }", "DEPTH_LIMIT_EXCEEDED"),
      ("{ a b c d e f }", "FIELD_LIMIT_EXCEEDED"),
      ("{ ...F ...F ...F } fragment F on T { a b }", "FIELD_LIMIT_EXCEEDED"),
      ("{ ...F } fragment F on T { a { ...F } }", "DEPTH_LIMIT_EXCEEDED"),
      ("{ x: __schema: y }", "GRAPHQL_PARSE_FAILED"),
    ] as [(String, String?)] {
      let outcome = try proxy.ask(document)
      #expect(outcome.code == code, "\(document): \(outcome.answer.text)")
      #expect((outcome.seen == nil) == (code != nil))
    }
  }

  /// As deep and as long as what tools send.
  private static let introspection =
    "query IntrospectionQuery { __schema { queryType { name } types { name fields { name "
    + "args { name type { ...T } } type { ...T } } inputFields { name type { ...T } } } } } "
    + "fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name "
    + "ofType { name } } } } }"

  @Test("limits leave introspection alone, unless it multiplies itself or is switched off")
  func schema() throws {
    let open = try Fixture(#""max_depth": 2, "max_fields": 5"#)
    defer { open.stop() }
    #expect(try open.ask(Self.introspection).answer.status == 200)
    let bomb = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    #expect(try open.ask(bomb).code == "DEPTH_LIMIT_EXCEEDED")
    let mixed = "{ __schema { types { fields { name } } } a }"
    #expect(try open.ask(mixed).code == "DEPTH_LIMIT_EXCEEDED")
    let many = "{ " + (0..<600).map { "a\($0): __typename" }.joined(separator: " ") + " }"
    #expect(try open.ask(many).code == "FIELD_LIMIT_EXCEEDED")
    let closed = try Fixture(#""introspection": false"#)
    defer { closed.stop() }
    #expect(try closed.ask(Self.introspection).code == "INTROSPECTION_DISABLED")
    #expect(try closed.ask("{ a { q { __type(name: \"T\") { name } } } }").code != nil)
    #expect(try closed.ask("{ __typename a }").answer.status == 200)
  }

  @Test("the operations of a batch are judged one by one, and are as many as are allowed")
  func batches() throws {
    let one = try Fixture(#""max_depth": 1"#)
    defer { one.stop() }
    let two = #"[{"query":"{ a }"},{"query":"{ b }"}]"#
    #expect(try one.post(two).code == "BATCH_LIMIT_EXCEEDED")
    #expect(try one.post(#"[{"query":"{ a }"}]"#).answer.status == 200)
    #expect(try one.post("[]").code == "BAD_REQUEST")
    let more = try Fixture(#""max_depth": 1, "max_batch": 2"#)
    defer { more.stop() }
    #expect(try more.post(two).seen?.text == two)
    let deep = try more.post(#"[{"query":"{ a }"},{"query":"{ b { c } }"}]"#)
    #expect(deep.code == "DEPTH_LIMIT_EXCEEDED" && deep.seen == nil)
    #expect(deep.answer.text.contains("operation 2 of 2: "))
    #expect(try more.post(#"[{"query":"{ a }"},[{"query":"{ b }"}]]"#).code == "BAD_REQUEST")
  }

  @Test("a document that is none is told with line and column")
  func faults() throws {
    for rules in [#""operations": ["A"]"#, #""max_fields": 9"#, #""max_batch": 3"#] {
      let proxy = try Fixture(rules)
      defer { proxy.stop() }
      let outcome = try proxy.ask("query A {\n  a(\n}")
      #expect(outcome.answer.status == 400 && outcome.seen == nil)
      #expect(outcome.answer.sortedJSON.contains(#""locations":[{"column":1,"line":3}]"#))
      #expect(outcome.code == "GRAPHQL_PARSE_FAILED")
    }
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
