import GraphQL
import Testing

@Suite("Selections that are pushed down")
struct NarrowingTests {
  /// The minified rest of an operation of which some paths are kept, as an allow-list has them.
  private func allow(_ query: String, _ paths: String...) throws -> String {
    let document = try parse(query)
    let wanted = paths.map { $0.split(separator: ".").map(String.init) }
    return text(
      document.narrowed(to: try document.operation(named: nil)) { path in
        if wanted.contains(where: { path.starts(with: $0) }) { return .keep }
        return wanted.contains { $0.starts(with: path) } ? .descend : .drop
      }.minified())
  }

  private func deny(_ query: String, _ paths: String...) throws -> String {
    let document = try parse(query)
    return text(
      document.narrowed(to: try document.operation(named: nil)) { path in
        paths.contains(path.joined(separator: ".")) ? .drop : .descend
      }.minified())
  }

  @Test("fields that nobody wants go, with the variables that only they used")
  func fields() throws {
    #expect(try allow("{ a b c }", "b") == "{b}")
    #expect(try allow("{ a { b c } d }", "a.c") == "{a{c}}")
    #expect(try deny("{ a { b c } d }", "a.c", "d") == "{a{b}}")
    #expect(
      try allow("query Q($x: Int, $y: Int) { a(x: $x) b(y: $y) }", "b")
        == "query Q($y:Int){b(y:$y)}")
    #expect(try deny("query Q($x: Boolean!) { a b @skip(if: $x) }", "b") == "query Q{a}")
  }

  @Test("aliases are what the answer has")
  func aliases() throws {
    #expect(try allow("{ x: a y: a }", "y") == "{y:a}")
    #expect(try allow("{ x: a y: b }", "a", "x") == "{x:a}")
  }

  @Test("fragments lose what is dropped, and go when nothing is left")
  func fragments() throws {
    #expect(
      try allow("{ ...F b } fragment F on T { a c }", "a", "b") == "{...F b}fragment F on T{a}")
    #expect(try allow("{ ...F b } fragment F on T { a c }", "b") == "{b}")
    #expect(
      try allow("{ ...F b } fragment F on T { ...G } fragment G on U { c }", "b") == "{b}")
    #expect(try allow("{ ... on T { a } ... on U { b } }", "b") == "{...on U{b}}")
    #expect(
      try allow("query ($v: Int) { ...F b } fragment F on T { a(v: $v) }", "b") == "{b}")
  }

  @Test("a fragment that is spread twice keeps what either place wants")
  func shared() throws {
    #expect(
      try allow("{ x { ...F } y { ...F } } fragment F on T { a b c }", "x.a", "y.b")
        == "{x{...F}y{...F}}fragment F on T{a b}")
  }

  @Test("no selection set is left empty")
  func filler() throws {
    #expect(try allow("{ a { b c } }", "a.x") == "{a{b}}")
    #expect(try allow("{ a { b { c } d } }", "a.x") == "{a{d}}")
    #expect(try allow("{ a { b { c } } }", "a.x") == "{a{b{c}}}")
    #expect(
      try allow("{ a { ...F } } fragment F on T { b c }", "a.x") == "{a{...F}}fragment F on T{b c}")
    #expect(
      try allow("{ a { b @include(if: true) c { d } } }", "a.x")
        == "{a{b@include(if:true)c{d}}}")
    #expect(try allow("{ a b }", "x") == "{a}")
  }

  @Test("what a mutation or a subscription does at its root stays")
  func effects() throws {
    #expect(try allow("mutation { a { x y } b { z } }", "a.x") == "mutation{a{x}b{z}}")
    #expect(try allow("mutation { a { x y } b }", "b") == "mutation{a{x}b}")
    #expect(try allow("subscription { a { x y } }", "q") == "subscription{a{x}}")
  }

  @Test("what stands under an unknown directive stays, with all around it")
  func directives() throws {
    #expect(try allow("{ a { b @export(as: \"x\") c } d }", "d") == "{a{b@export(as:\"x\")c}d}")
    #expect(try allow("{ ... @defer { a } b }", "b") == "{...@defer{a}b}")
    #expect(
      try allow("{ ...F @defer b } fragment F on T { a }", "b")
        == "{...F@defer b}fragment F on T{a}")
  }

  @Test("one operation is left, and only what it uses")
  func operations() throws {
    let document = try parse(
      "query A { a ...F } query B { b ...G } fragment F on T { c } fragment G on T { d e }")
    let rest = document.narrowed(to: try document.operation(named: "B")) { path in
      path == ["e"] ? .drop : .keep
    }
    #expect(text(rest.minified()) == "query B{b...G}fragment G on T{d}")
    #expect(rest.measures(of: try rest.operation(named: "B")).fields == 2)
  }

  @Test("a document that cannot be narrowed stays as it is")
  func invalid() throws {
    let unknown = try parse("{ a { ...F } }")
    #expect(unknown.narrowed(to: try unknown.operation(named: nil)) { _ in .descend } == unknown)
  }
}
