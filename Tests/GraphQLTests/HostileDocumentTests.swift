import GraphQL
import Testing

@Suite("Documents that mean harm")
struct HostileDocumentTests {
  @Test("nesting is bounded, whatever is nested")
  func depth() throws {
    for (open, close) in [("{a", "}"), ("{...{a", "}}"), ("{a(b:[", "])}"), ("{a(b:{c:", "})}")] {
      let text = String(repeating: open, count: 100_000) + String(repeating: close, count: 100_000)
      let fault = try #require(refusal(of: Array(text.utf8), GraphQLLimits(tokens: 10_000_000)))
      #expect(fault.message.contains("nested more than 128 deep") || open != "{a", "\(fault)")
    }
    let list = "{ a(b: " + String(repeating: "[", count: 200_000)
    #expect(
      refusal(of: Array(list.utf8), GraphQLLimits(tokens: 1 << 20))?.message.contains("deep")
        == true)
    let type = "query ($a: " + String(repeating: "[", count: 200_000)
    #expect(
      refusal(of: Array(type.utf8), GraphQLLimits(tokens: 1 << 20))?.message.contains("deep")
        == true)
    let object = "{ a(b: " + String(repeating: "{c:", count: 200_000)
    #expect(
      refusal(of: Array(object.utf8), GraphQLLimits(tokens: 1 << 20))?.message.contains("deep")
        == true)
    #expect(refusal(of: Array("{a{a{a}}}".utf8), GraphQLLimits(depth: 3)) == nil)
    #expect(refusal(of: Array("{a{a{a{a}}}}".utf8), GraphQLLimits(depth: 3))?.location?.column == 7)
  }

  @Test("tokens are bounded, and the message says where the limit was reached")
  func tokens() throws {
    let text = "{" + String(repeating: "a ", count: 50) + "}"
    #expect(refusal(of: Array(text.utf8), GraphQLLimits(tokens: 52)) == nil)
    let fault = try #require(refusal(of: Array(text.utf8), GraphQLLimits(tokens: 20)))
    #expect(fault.description == "1:40: the document has more than 20 tokens")
  }

  @Test("bytes that are no UTF-8 are a fault at their place")
  func encoding() throws {
    let bytes = Array("{\n \"\u{E9}".utf8) + [0xC3, 0x28]
    #expect(refusal(of: bytes)?.description == "2:4: the document is not UTF-8")
    #expect(refusal(of: [0xFF])?.location == DocumentLocation(line: 1, column: 1))
    #expect(
      refusal(of: [0xEF, 0xBB, 0xBF, 0xFF])?.location == DocumentLocation(line: 1, column: 1))
  }

  @Test("every prefix of a document is refused or read, and never more than that")
  func truncated() throws {
    let text =
      Array(
        #"query Q($a: [Int!]! = [1, -2.5e3] @d) { b: c(d: {e: "\u{41}\n", f: """g"""}) { ...H ... "#
          .utf8) + Array("on I @j { k } } } fragment H on L { m }".utf8)
    for length in text.indices {
      if let fault = refusal(of: Array(text.prefix(length))) {
        let location = try #require(fault.location)
        #expect(location.line == 1 && 1...(length + 1) ~= location.column)
      }
    }
  }

  @Test("a chain of fragments as long as a document can be is walked without recursion")
  func chain() throws {
    let count = 5000
    let fragments = (0..<count).map { "fragment F\($0) on T { a { ...F\($0 + 1) } }" }
    let document = try parse(
      "{ ...F0 }" + fragments.joined() + "fragment F\(count) on T { a }",
      GraphQLLimits(tokens: 1_000_000))
    #expect(document.validate() == nil)
    let operation = try document.operation(named: nil)
    let measures = document.measures(of: operation)
    #expect(measures.depth == count + 1)
    #expect(measures.fields == count + 1)
    let narrowed = document.narrowed(to: operation) { _ in .descend }
    #expect(narrowed.fragments.count == count + 1)
  }

  @Test("fragments that multiply each other are measured, not walked")
  func fanOut() throws {
    let count = 100
    let fragments = (0..<count).map {
      "fragment F\($0) on T { a { ...F\($0 + 1) } b { ...F\($0 + 1) } }"
    }
    let document = try parse("{ ...F0 }" + fragments.joined() + "fragment F\(count) on T { a }")
    let operation = try document.operation(named: nil)
    #expect(document.measures(of: operation).fields == .max)
    #expect(document.measures(of: operation).depth == count + 1)
    #expect(document.validate() == nil)
    let shape = ResponseShape(document, operation)
    #expect(!shape.isComplete)
    #expect(shape.fault(at: ["nothing"])?.name == "nothing" || shape.fault(at: ["nothing"]) == nil)
    #expect(document.narrowed(to: operation) { _ in .descend } == document)
  }

  @Test("fields that may meet are compared within a budget", .timeLimit(.minutes(1)))
  func overlap() throws {
    let many = String(repeating: "a { b } ", count: 3000)
    let faults = try #require(try parse("{ \(many) }").validate())
    #expect(faults.faults[0].message.contains("too many fields that may meet"))
    let leaves = String(repeating: "a ", count: 20_000)
    #expect(try parse("{ \(leaves) }").validate() == nil)
    let deep = String(repeating: "a { ", count: 60) + "x" + String(repeating: "}", count: 60)
    let text = "{ \(String(repeating: deep + " ", count: 40)) }"
    #expect(try parse(text).validate(against: nil) == nil)
  }

  @Test("fragments that spread each other many times are compared within a budget")
  func fragmentOverlap() throws {
    let names = (0..<60).map { "...F\($0)" }.joined(separator: " ")
    let fragments = (0..<60).map { "fragment F\($0) on T { a\($0) { \(names) } a { \(names) } }" }
    let document = try parse("{ \(names) }" + fragments.joined())
    let faults = try #require(document.validate())
    #expect(faults.faults.contains { $0.message.contains("contains itself") })
    #expect(document.measures(of: try document.operation(named: nil)).depth == .max)
  }

  @Test("faults are bounded, and it is said that there are more")
  func faults() throws {
    let text = "{ a(" + (0..<500).map { "b: $v\($0)" }.joined(separator: ", ") + ") }"
    let faults = try #require(try parse(text).validate())
    #expect(faults.faults.count == 100)
    #expect(faults.isCut)
    #expect(faults.description.hasSuffix("… and more"))
  }

  @Test("many operations that share many fragments are validated in bounded time")
  func operations() throws {
    let operations = (0..<300).map { "query Q\($0) { ...F0 }" }.joined()
    let fragments = (0..<300).map { "fragment F\($0) on T { a ...F\($0 + 1) }" }.joined()
    #expect(try parse(operations + fragments + "fragment F300 on T { a }").validate() == nil)
  }

  @Test("as deep as a document can be, everything that walks it has room")
  func deepest() throws {
    let limits = GraphQLLimits(depth: 500, tokens: 1 << 20)
    let schema = try schema("type Query { a(b: [I]): Query } input I { c: I }")
    let field = "a(b: " + nested("{c:", "{}", 497, "}") + ")"
    for text in [
      nested("{a", "", 500, "}"), "{" + nested("...{", "a", 499, "}") + "}", "{ \(field) {a} }",
      "{ a(b: \(nested("[", "", 499, "]"))) }",
      "query ($a: \(nested("[", "I", 499, "]"))) { a(b: $a) }",
    ] {
      let document = try parse(text, limits)
      _ = document.validate(against: schema, limits: limits)
      #expect(
        try parse(GraphQLTests.text(document.minified()), limits).minified() == document.minified())
      let operation = try document.operation(named: nil)
      #expect(document.measures(of: operation).fields >= 1)
      #expect(document.narrowed(to: operation) { _ in .descend }.minified() == document.minified())
      _ = VariableTypes(operation, schema: schema)
    }
    let other = "{ \(field) {a} \(field) {a} }"
    #expect(try parse(other, limits).validate(against: nil, limits: limits) == nil)
  }

  private func nested(_ open: String, _ core: String, _ count: Int, _ close: String) -> String {
    String(repeating: open, count: count) + core + String(repeating: close, count: count)
  }
}
