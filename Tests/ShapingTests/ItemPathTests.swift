import Document
import Testing

@testable import Shaping

@Suite("Paths through the items of arrays")
struct ItemPathTests {
  @Test(
    "ITM-1: allow picks below items; objects keep their place, all else goes",
    arguments: [
      (#"{"i":[{"a":1,"b":2},{"b":3},4,null,[5]],"x":1}"#, ["i[].a"], #"{"i":[{"a":1},{}]}"#),
      (#"{"i":[{"a":1,"b":2}],"x":1}"#, ["i[].b", "x"], #"{"i":[{"b":2}],"x":1}"#),
      (#"{"i":{"a":1}}"#, ["i[].a"], "{}"), (#"{"i":[]}"#, ["i[].a"], #"{"i":[]}"#),
      (#"{"i":[1,{"a":2}]}"#, ["i[]"], #"{"i":[1,{"a":2}]}"#), (#"{"i":3}"#, ["i[]"], "{}"),
      (
        #"{"a":[{"b":[{"c":1,"d":2},{"c":3}],"e":1},{"b":7}]}"#, ["a[].b[].c"],
        #"{"a":[{"b":[{"c":1},{"c":3}]},{}]}"#
      ),
      (#"{"m":[[{"a":1,"b":1}],[],[2]]}"#, ["m[][].a"], #"{"m":[[{"a":1}],[],[]]}"#),
      (#"{"o":{"i":[{"a":1,"b":1}]},"p":{"i":[]}}"#, ["o.i[].a"], #"{"o":{"i":[{"a":1}]}}"#),
      (#"{"i":[{"a":1,"a":2,"o":{"x":1}}]}"#, ["i[].a", "i[].o.y"], #"{"i":[{"a":2}]}"#),
      ("null", ["i[].a"], "null"), (#"{"a[]b":1,"c":2}"#, ["a[]b"], #"{"a[]b":1}"#),
    ])
  func allow(json: String, paths: [String], expected: String) throws {
    #expect(try shaped(json, ShapingPlan(allow: paths)) == expected)
  }

  @Test(
    "ITM-2: deny removes below items; a path that ends at the items empties the array",
    arguments: [
      (#"{"i":[{"a":1,"b":2},3,{"a":4}],"x":1}"#, ["i[].a"], #"{"i":[{"b":2},3,{}],"x":1}"#),
      (#"{"i":[1,2],"x":1}"#, ["i[]"], #"{"i":[],"x":1}"#),
      (#"{"i":{"a":1}}"#, ["i[].a"], #"{"i":{"a":1}}"#),
      (#"{"a":[{"b":[{"c":1,"d":2}]}]}"#, ["a[].b[].c"], #"{"a":[{"b":[{"d":2}]}]}"#),
    ])
  func deny(json: String, paths: [String], expected: String) throws {
    #expect(try shaped(json, ShapingPlan(deny: paths)) == expected)
  }

  @Test(
    "ITM-3: mapping renames below items, and the renamed member wins",
    arguments: [
      (#"{"i":[{"id":1,"x":2},{"id":3}]}"#, #"{"i":[{"key":1,"x":2},{"key":3}]}"#),
      (#"{"i":[{"id":1,"key":2},7,[]],"id":1}"#, #"{"i":[{"key":1},7,[]],"id":1}"#),
      (#"{"i":{"id":1}}"#, #"{"i":{"id":1}}"#), (#"{"j":1}"#, #"{"j":1}"#),
    ])
  func rename(json: String, expected: String) throws {
    #expect(try shaped(json, ShapingPlan(mapping: [.init("i[].id", to: "key")])) == expected)
  }

  @Test("ITM-3: all entries look at the names as they were, after the filters")
  func renames() throws {
    let plan = ShapingPlan(
      allow: ["a[].b[].c", "a[].d"],
      mapping: [
        .init("a[].b", to: "x"), .init("a[].b[].c", to: "y"), .init("a", to: "all"),
        .init("a[].d", to: "d"),
      ])
    #expect(
      try shaped(#"{"a":[{"b":[{"c":1,"z":0}],"d":2}],"e":1}"#, plan)
        == #"{"all":[{"x":[{"y":1}],"d":2}]}"#)
  }

  @Test("ITM-4: a path may begin with the items of a root that is an array")
  func roots() throws {
    let json = #"[{"a":1,"b":2},{"a":3}]"#
    for (root, expected) in [
      (RootRule.any, #"[{"a":1},{"a":3}]"#), (.collection, #"{"collection":[{"a":1},{"a":3}]}"#),
      (.anyBeside, #"{"collection":[{"a":1},{"a":3}]}"#),
    ] {
      #expect(try shaped(json, ShapingPlan(root: root, allow: ["[].a"])) == expected)
    }
    let deny = ShapingPlan(root: .collection, deny: ["collection[].b"])
    #expect(try shaped(json, deny) == #"{"collection":[{"a":1},{"a":3}]}"#)
    let map = ShapingPlan(root: .any, mapping: [.init("[].a", to: "z")])
    #expect(try shaped(json, map) == #"[{"z":1,"b":2},{"z":3}]"#)
  }

  @Test("ITM-5: what cannot be meant is a problem that stops the start")
  func problems() {
    var problems: [ShapingProblem] = []
    _ = ShapingProgram(
      ShapingPlan(
        target: "a[]", mapping: [.init("i[]", to: "x"), .init("i[].a", to: "i[].b")]),
      noting: &problems)
    #expect(problems.map(\.kind) == [.targetInArray, .itemsHaveNoName, .newNameIsPath])
    #expect(problems.allSatisfy { $0.isFatal && !$0.message.isEmpty })
  }

  @Test(
    "ROOT-1: any root is the data where nothing is merged with it",
    arguments: ["[1,2]", "[]", "1.50", "\"a\"", "true", #"{"a":1}"#, "null"])
  func anyRoot(json: String) throws {
    let data = try tree(json, ShapingPlan(root: .any))
    #expect(data.text() == json)
    #expect(data.isEmpty == (json == "null"))
    #expect(try shaped(json, ShapingPlan(root: .any, group: "g")) == "{\"g\":\(json)}")
  }

  @Test("ROOT-2: in a merge without a group an array goes under collection, a scalar under content")
  func anyBeside() throws {
    let plan = ShapingPlan(root: .anyBeside)
    #expect(try merged((#"{"a":1}"#, plan), ("[2]", plan)).text() == #"{"a":1,"collection":[2]}"#)
    #expect(try shaped("7", plan) == #"{"content":7}"#)
    #expect(try shaped("null", plan) == "null")
  }

  @Test("ROOT-3: target may lead to an array or a scalar")
  func anyTarget() throws {
    let json = #"{"d":{"items":[1,{"a":2}],"n":5}}"#
    let plan = ShapingPlan(root: .any, target: "d.items")
    #expect(try shaped(json, plan) == #"[1,{"a":2}]"#)
    #expect(try shaped(json, ShapingPlan(root: .any, target: "d.n")) == "5")
    #expect(try shaped(json, ShapingPlan(root: .any, target: "d.no")) == "{}")
    #expect(
      try shaped(json, ShapingPlan(root: .anyBeside, target: "d.items"))
        == #"{"collection":[1,{"a":2}]}"#)
  }

  @Test("ROOT-4: json-collection and string write a bare array and a bare text")
  func outputs() throws {
    #expect(try tree("[1, 2]", ShapingPlan(root: .any)).text(.collection) == "[1, 2]")
    #expect(try tree(#"{"a":1}"#, ShapingPlan(root: .any)).text(.collection) == "[]")
    #expect(try tree(#""\u0041b""#, ShapingPlan(root: .any)).text(.string) == "Ab")
  }
}
