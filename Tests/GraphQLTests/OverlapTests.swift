import GraphQL
import Testing

@Suite("Fields that share a place, without a schema")
struct OverlapTests {
  @Test(
    "what is wrong for every schema is found",
    arguments: [
      "{ ... on A { x { f: a } } x { f: b } }",
      "{ ... on A { x { ... on T { f: a } } } x { ... on T { f: b } } }",
      "{ x { f: a ... on T { f: b } } }",
      "{ x { f: a } x { ... on T { f: b } } }",
      "{ ... on A { ... on T { f: a } } ... on B { ... on T { f: b } } }",
      "{ ...F } fragment F on A { f: a ... on A { f: b } }",
      "{ ... on A { x(i: 1) { a } } ... on A { x { a } } }",
    ])
  func wrong(text: String) throws {
    let faults = try #require(try parse(text).validate())
    #expect(faults.faults.allSatisfy { $0.message.contains("two meanings") }, "\(faults)")
  }

  @Test(
    "what some schema allows is left alone",
    arguments: [
      "{ ... on A { f: a } ... on B { f: b } }",
      "{ ... on A { x { f: a } } x { ... on T { f: b } } }",
      "{ ... on A { ... on T { f: a } } f: b }",
      "{ ... on A { x { f: a } } ... on B { x { f: b } } }",
      "{ ... on A { x(i: 1) { a } } ... on B { x(i: 2) { a } } }",
    ])
  func unknown(text: String) throws {
    #expect(try parse(text).validate() == nil)
  }
}
