import Document
import Testing

@testable import Shaping

@Suite struct HostileTests {
  /// `{"a":{"a":…}}` with a scalar at the bottom.
  private func nested(_ depth: Int, _ name: String = "a") -> String {
    String(repeating: "{\"\(name)\":", count: depth) + "1" + String(repeating: "}", count: depth)
  }

  private func shaped(_ json: String, _ plan: ShapingPlan) throws -> String {
    var tree = ShapedTree()
    let limits = DocumentLimits(depth: 200_000)
    let document = try Document.scan(Array(json.utf8), .firstValue, limits: limits)
    _ = try tree.merge(document, through: program(plan))
    return tree.text()
  }

  @Test("Deep nesting costs no call stack, in filters, operations and writing")
  func deep() throws {
    let depth = 50_000
    let path = Array(repeating: "a", count: depth).joined(separator: ".")
    let json = nested(depth)
    #expect(try shaped(json, ShapingPlan(allow: [path])) == json)
    #expect(
      try shaped(json, ShapingPlan(deny: [path])) == nested(depth - 1).replacing("1", with: "{}"))
    #expect(
      try shaped(json, ShapingPlan(flatmap: [.init("del", [path])]))
        == nested(depth - 1).replacing("1", with: "null"))
    let array = "{\"a\":\(json),\"s\":[\(json)],\"d\":[{}]}"
    let operations = ["del a.a.a.x", "move s.0.\(path) s.0.b", "append s d"].map(operation)
    let output = try shaped(array, ShapingPlan(flatmap: operations))
    #expect(
      output.hasSuffix(
        "\"d\":[{},{\"a\":" + nested(depth - 2).replacing("1", with: "null")
          + ",\"b\":1}]}"))
  }

  @Test("100 000 members pass the filters, twins too")
  func wideFilters() throws {
    let width = 100_000
    let members = (0..<width).map { "\"member\($0)\":\($0)" }.joined(separator: ",")
    let json = "{\(members),\(members)}"
    #expect(try shaped(json, ShapingPlan(allow: ["member5", "nope"])) == #"{"member5":5}"#)
    let denied = try Document.make(shaped(json, ShapingPlan(deny: ["member5"])))
    #expect(denied.count(of: 0) == width - 1)
  }

  @Test("Operations on wide objects and arrays cost no square of their width")
  func wideOperations() throws {
    let width = 20_000
    let members = (0..<width).map { "\"member\($0)\":\($0)" }.joined(separator: ",")
    let items = (0..<width).map { "{\"v\":{\"w\":\($0)}}" }.joined(separator: ",")
    let json = "{\(members),\"l\":[\(items)],\"m\":[0],\(members)}"
    let all = [
      "del member7 l.*.x", "move l.*.v.w l.*.w", "del l.0 l.17", "append l m", "move m.*.w w",
      "append m.* m",
    ].map(operation)
    let document = try Document.make(shaped(json, ShapingPlan(flatmap: all)))
    #expect(document.count(of: 0) == width + 1)
    #expect(
      document.member("w", of: 0).map { document.slice(of: $0) } == Array("\(width - 1)".utf8))
    #expect(!document.hasTwins())
  }

  @Test("Moving much into a wide parent, or past a missing one, costs no square")
  func wideParents() throws {
    let width = 20_000
    let items = (0..<width).map { "{\"q\":{\"v\":\($0)}}" }.joined(separator: ",")
    let members = (0..<width).map { "\"m\($0)\":{}" }.joined(separator: ",")
    let json = "{\"l\":[\(items)],\"t\":{\(members)},\(members)}"
    for destination in ["t.*.x", "none.y.x", "t.none.x", "m\(width - 1).none.x"] {
      let plan = ShapingPlan(flatmap: [operation("move l.*.q.v \(destination)")])
      let document = try Document.make(shaped(json, plan))
      #expect(document.member("l", of: 0).map { document.count(of: $0) } == width)
      #expect(!document.hasTwins())
    }
  }

  @Test("Names that agree in length and ends are still told apart, and cost no square")
  func alike() throws {
    let names = (0..<20_000).map { "abc\(String($0 + 100_000).dropFirst())xyzw" }
    let members = (names + names).map { "\"\($0)\":1" }.joined(separator: ",")
    let output = try shaped("{\(members)}", ShapingPlan(deny: [names[3]]))
    let document = try Document.make(output)
    #expect(document.count(of: 0) == 19_999)
  }

  @Test("A tree does not grow beyond its limit, and is as it was before")
  func limit() throws {
    var tree = ShapedTree(limits: ShapingLimits(nodes: 64))
    _ = try tree.merge(Document.make(#"{"a":{"b":1}}"#), through: .identity)
    let items = (0..<100).map { "\"m\($0)\":1" }.joined(separator: ",")
    let wide = try Document.make("{\(items)}")
    #expect(throws: ShapingFailure.tooLarge) { _ = try tree.merge(wide, through: .identity) }
    #expect(tree.text() == #"{"a":{"b":1}}"#)
    _ = try tree.merge(Document.make(#"{"c":2}"#), through: .identity)
    #expect(tree.text() == #"{"a":{"b":1},"c":2}"#)
  }

  @Test("Operations that copy cannot grow a tree without end")
  func doubling() throws {
    let step = ["append s d.*", "move k.0 s"].map(operation)
    let steps = Array(repeating: step, count: 200).flatMap { $0 }
    var tree = ShapedTree(limits: ShapingLimits(nodes: 100_000))
    let json =
      "{\"s\":[1],\"k\":[" + Array(repeating: "[1]", count: 200).joined(separator: ",")
      + "],\"d\":[1,2]}"
    do throws(ShapingFailure) {
      guard let document = try? Document.make(json) else { return }
      _ = try tree.merge(document, through: program(ShapingPlan(flatmap: steps)))
      #expect(tree.nodes.count <= 100_000)
    } catch {
      #expect(error == .tooLarge)
    }
  }
}
