import Document
import Testing

@testable import Shaping

@Suite struct RootRuleTests {
  @Test("DEC-1: json takes an object, and null for no data")
  func object() throws {
    #expect(try shaped(#" {"a":1} "#) == #"{"a":1}"#)
    let null = try tree("null")
    #expect(null.text() == "null")
    #expect(null.isNull && null.isEmpty && null.hasAnswer)
  }

  @Test(
    "DEC-1: json refuses any other root", arguments: ["[]", "[1]", "1", "true", "\"x\""])
  func noObject(json: String) {
    #expect(throws: ShapingFailure.notAnObject) { try tree(json) }
  }

  @Test("DEC-1: is_collection puts an array under collection")
  func collection() throws {
    let plan = ShapingPlan(root: .collection)
    #expect(try shaped("[1.0, {}]", plan) == #"{"collection":[1.0, {}]}"#)
    #expect(try !tree("[]", plan).isEmpty)
    #expect(try shaped("null", plan) == #"{"collection":null}"#)
  }

  @Test("DEC-1: is_collection refuses what is no array", arguments: ["{}", "1", "\"x\"", "false"])
  func noCollection(json: String) {
    #expect(throws: ShapingFailure.notACollection) {
      try tree(json, ShapingPlan(root: .collection))
    }
  }

  @Test("DEC-3: safejson takes an object as it is, an array as collection, else content")
  func safe() throws {
    let plan = ShapingPlan(root: .safe)
    #expect(try shaped(#"{"a":1}"#, plan) == #"{"a":1}"#)
    #expect(try shaped("[1]", plan) == #"{"collection":[1]}"#)
    #expect(try shaped("12.50", plan) == #"{"content":12.50}"#)
    #expect(try shaped("null", plan) == #"{"content":null}"#)
  }

  @Test("DEC-4: string puts the text under content")
  func content() throws {
    let plan = ShapingPlan(root: .content, mapping: [.init("content", to: "text")])
    #expect(try shaped(#""a \"b\"""#, plan) == #"{"text":"a \"b\""}"#)
    #expect(try shaped(#""x""#, ShapingPlan(root: .content, target: "content")) == "{}")
  }

  @Test("DEC-5: xml with is_collection goes under collection whatever it is")
  func wrapped() throws {
    #expect(
      try shaped(#"{"r":{"i":"1"}}"#, ShapingPlan(root: .wrapped))
        == #"{"collection":{"r":{"i":"1"}}}"#)
  }

  @Test("A refused answer leaves the data of the others as it was")
  func failureLeavesData() throws {
    var data = try tree(#"{"a":1}"#)
    #expect(throws: ShapingFailure.notAnObject) {
      _ = try data.merge(Document.make("[1]"), through: .identity)
    }
    #expect(data.text() == #"{"a":1}"#)
    var none = ShapedTree()
    #expect(throws: ShapingFailure.notAnObject) {
      _ = try none.merge(Document.make("[1]"), through: .identity)
    }
    #expect(!none.hasAnswer)
    #expect(none.text() == "{}")
  }
}
