import Document
import Testing

@testable import Shaping

@Suite struct FilterTests {
  let person = #"""
    {"id":1,"name":"Ann","tags":["a","b"],"address":{"city":"Oslo","geo":{"lat":1.50,"lng":2}},
    "items":[{"sku":"x","qty":2}],"empty":{},"none":null}
    """#

  @Test("FMT-1: target walks a dot path of objects")
  func targetWalks() throws {
    #expect(try shaped(person, ShapingPlan(target: "address.geo")) == #"{"lat":1.50,"lng":2}"#)
  }

  @Test(
    "FMT-1: a target that is missing or no object gives empty data",
    arguments: ["nope", "address.nope", "items", "items.0", "id", "none", "address.city.x", "."])
  func targetMissing(target: String) throws {
    let tree = try tree(person, ShapingPlan(target: target))
    #expect(tree.text() == "{}")
    #expect(tree.isEmpty && !tree.isNull)
  }

  @Test("FMT-1: of members of one name target takes the last")
  func targetTwins() throws {
    #expect(
      try shaped(#"{"a":{"x":1},"\u0061":{"y":2}}"#, ShapingPlan(target: "a")) == #"{"y":2}"#)
  }

  @Test("FMT-2: deny is ignored if allow has entries")
  func allowBeatsDeny() throws {
    #expect(
      try shaped(person, ShapingPlan(allow: ["id", "name"], deny: ["id"]))
        == #"{"id":1,"name":"Ann"}"#)
  }

  @Test("FMT-3: allow keeps listed leaves, and parents only if something inside survived")
  func allowLeaves() throws {
    let plan = ShapingPlan(allow: ["address.geo.lat", "id", "address.nope", "empty.x", "name.y"])
    #expect(try shaped(person, plan) == #"{"id":1,"address":{"geo":{"lat":1.50}}}"#)
  }

  @Test("FMT-3: allow keeps a listed subtree whole, as it came")
  func allowSubtree() throws {
    #expect(
      try shaped(#"{"a":{"b": [1, {"c" : 2.0}]},"z":0}"#, ShapingPlan(allow: ["a"]))
        == #"{"a":{"b": [1, {"c" : 2.0}]}}"#)
    #expect(
      try shaped(person, ShapingPlan(allow: ["empty", "none"])) == #"{"empty":{},"none":null}"#)
  }

  @Test("FMT-3: allow keeps a listed array whole")
  func allowArray() throws {
    #expect(
      try shaped(person, ShapingPlan(allow: ["items"])) == #"{"items":[{"sku":"x","qty":2}]}"#)
  }

  @Test("FMT-3: an entry of allow that goes through an array removes it entirely")
  func allowThroughArray() throws {
    #expect(try shaped(person, ShapingPlan(allow: ["items.sku", "id"])) == #"{"id":1}"#)
    #expect(try shaped(person, ShapingPlan(allow: ["items.0.sku"])) == "{}")
  }

  @Test("FMT-3: of members of one name the last decides what allow keeps")
  func allowTwins() throws {
    let json = #"{"a":{"b":1},"x":0,"\u0061":{"c":2,"b":3}}"#
    #expect(
      try Document.make(shaped(json, ShapingPlan(allow: ["a.b"]))).canonical() == #"{"a":{"b":3}}"#)
    #expect(try shaped(#"{"a":{"b":1},"a":5}"#, ShapingPlan(allow: ["a.b"])) == "{}")
    #expect(
      try shaped(#"{"a":5,"a":{"b":1,"b":2}}"#, ShapingPlan(allow: ["a.b"])) == #"{"a":{"b":2}}"#)
  }

  @Test("FMT-4: in allow the later of a and a.b decides")
  func allowOrder() throws {
    let json = #"{"a":{"b":1,"c":{"d":2,"e":3}}}"#
    #expect(try shaped(json, ShapingPlan(allow: ["a", "a.b"])) == #"{"a":{"b":1}}"#)
    #expect(try shaped(json, ShapingPlan(allow: ["a.b", "a"])) == json)
    #expect(
      try shaped(json, ShapingPlan(allow: ["a.c.d", "a.c", "a.c.e"])) == #"{"a":{"c":{"e":3}}}"#)
    #expect(
      try shaped(json, ShapingPlan(allow: ["a.b", "a", "a.c"])) == #"{"a":{"c":{"d":2,"e":3}}}"#)
  }

  @Test("FMT-5: deny removes leaves, and a parent emptied by it stays")
  func denyLeaves() throws {
    let json = #"{"a":{"b":1,"c":2},"d":3}"#
    #expect(try shaped(json, ShapingPlan(deny: ["a.b"])) == #"{"a":{"c":2},"d":3}"#)
    #expect(try shaped(json, ShapingPlan(deny: ["a.b", "a.c"])) == #"{"a":{},"d":3}"#)
    let all = try tree(json, ShapingPlan(deny: ["a", "d"]))
    #expect(all.text() == "{}")
    #expect(all.isEmpty && !all.isNull)
  }

  @Test("FMT-5: entries of deny through arrays or to unknown names do nothing")
  func denyNothing() throws {
    let plan = ShapingPlan(deny: ["items.sku", "items.0", "nope", "name.x", "none.x", "address.q"])
    #expect(try shaped(person, plan) == person)
  }

  @Test("FMT-5: in deny a parent wins over its children, in any order")
  func denyParent() throws {
    let json = #"{"a":{"b":1,"c":2},"d":3}"#
    #expect(try shaped(json, ShapingPlan(deny: ["a", "a.b"])) == #"{"d":3}"#)
    #expect(try shaped(json, ShapingPlan(deny: ["a.b", "a"])) == #"{"d":3}"#)
  }

  @Test("FMT-5: deny removes every member of the name, however it is spelled")
  func denyTwins() throws {
    let json = #"{"secret":1,"x":1,"s\u0065cret":2,"x":2,"\u0078":3}"#
    #expect(try shaped(json, ShapingPlan(deny: ["secret"])) == #"{"\u0078":3}"#)
  }

  @Test("FMT-6: mapping renames top-level names only")
  func mapping() throws {
    let json = #"{"a":{"a":1},"b":2}"#
    #expect(
      try shaped(json, ShapingPlan(mapping: [.init("a", to: "z")])) == #"{"z":{"a":1},"b":2}"#)
    #expect(try shaped(json, ShapingPlan(mapping: [.init("a.a", to: "z")])) == json)
    #expect(try shaped(#"{"a.a":1}"#, ShapingPlan(mapping: [.init("a.a", to: "z")])) == #"{"z":1}"#)
    #expect(try shaped(json, ShapingPlan(mapping: [.init("nope", to: "b")])) == json)
  }

  @Test("FMT-6: of the new name only the part before the first dot is used")
  func mappingTail() throws {
    #expect(try shaped(#"{"a":1}"#, ShapingPlan(mapping: [.init("a", to: "b.c")])) == #"{"b":1}"#)
  }

  @Test("FMT-6: a member renamed onto an existing name replaces it")
  func mappingCollision() throws {
    let onto = ShapingPlan(mapping: [.init("a", to: "b")])
    #expect(try shaped(#"{"a":1,"b":2}"#, onto) == #"{"b":1}"#)
    #expect(try shaped(#"{"b":2,"a":1,"c":3}"#, onto) == #"{"c":3,"b":1}"#)
    let both = ShapingPlan(mapping: [.init("b", to: "x"), .init("a", to: "x")])
    #expect(try shaped(#"{"a":1,"b":2,"x":3}"#, both) == #"{"x":1}"#)
  }

  @Test("FMT-6: a renamed member replaces one of many, too")
  func mappingCollisionAmongMany() throws {
    let members = (0..<100).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    let plan = ShapingPlan(mapping: [.init("n4", to: "n5")])
    let document = try Document.make(shaped("{\(members)}", plan))
    #expect(document.count(of: 0) == 99)
    #expect(document.member("n5", of: 0).map { document.slice(of: $0) } == [0x34])
  }

  @Test("FMT-6: a chain of renames has one outcome: each entry sees the names as they were")
  func mappingChain() throws {
    let plan = ShapingPlan(mapping: [.init("a", to: "b"), .init("b", to: "c")])
    #expect(try Document.make(shaped(#"{"a":1,"b":2}"#, plan)).canonical() == #"{"b":1,"c":2}"#)
  }

  @Test("FMT-6: a name mapped to itself is dropped, as the reference does")
  func mappingItself() throws {
    let plan = ShapingPlan(mapping: [.init("a", to: "a")])
    #expect(try shaped(#"{"a":1,"b":2}"#, plan) == #"{"b":2}"#)
    #expect(try tree(#"{"a":1}"#, plan).text() == "{}")
  }

  @Test("FMT-7: group wraps even empty data and makes it count as not empty")
  func group() throws {
    let empty = try tree(#"{"a":1}"#, ShapingPlan(allow: ["x"], group: "g"))
    #expect(empty.text() == #"{"g":{}}"#)
    #expect(!empty.isEmpty)
    #expect(try shaped(#"{"a":1}"#, ShapingPlan(group: "a.b\"")) == #"{"a.b\"":{"a":1}}"#)
    #expect(try shaped("null", ShapingPlan(group: "g")) == #"{"g":null}"#)
  }

  @Test("FMT-8: is_collection acts first: paths start with collection")
  func collectionPaths() throws {
    let json = #"[{"a":1},{"a":2}]"#
    func run(_ plan: ShapingPlan) throws -> String {
      var plan = plan
      plan.root = .collection
      return try shaped(json, plan)
    }
    #expect(try run(ShapingPlan(allow: ["collection"])) == #"{"collection":[{"a":1},{"a":2}]}"#)
    #expect(try run(ShapingPlan(allow: ["collection.a"])) == "{}")
    #expect(try run(ShapingPlan(allow: ["a"])) == "{}")
    #expect(try run(ShapingPlan(deny: ["collection"])) == "{}")
    #expect(try run(ShapingPlan(deny: ["a", "collection.a"])) == #"{"collection":\#(json)}"#)
    #expect(try run(ShapingPlan(mapping: [.init("collection", to: "p")])) == #"{"p":\#(json)}"#)
    #expect(try run(ShapingPlan(target: "collection")) == "{}")
    #expect(try run(ShapingPlan(target: "a")) == "{}")
    #expect(try run(ShapingPlan(group: "g")) == #"{"g":{"collection":\#(json)}}"#)
  }

  @Test("FMT-8: filters reach into an object that the decoder put under a name")
  func wrappedObject() throws {
    let json = #"{"r":{"i":"1","j":"2"}}"#
    func run(_ plan: ShapingPlan) throws -> String {
      var plan = plan
      plan.root = .wrapped
      return try shaped(json, plan)
    }
    #expect(try run(ShapingPlan(target: "collection.r")) == #"{"i":"1","j":"2"}"#)
    #expect(try run(ShapingPlan(allow: ["collection.r.j"])) == #"{"collection":{"r":{"j":"2"}}}"#)
    #expect(try run(ShapingPlan(allow: ["collection.q"])) == "{}")
    #expect(try run(ShapingPlan(deny: ["collection.r.j"])) == #"{"collection":{"r":{"i":"1"}}}"#)
    #expect(try run(ShapingPlan(deny: ["collection.r"])) == #"{"collection":{}}"#)
  }

  @Test("§3.3: the order is target, allow, mapping, group")
  func order() throws {
    let plan = ShapingPlan(
      target: "data", allow: ["a.b", "c"], mapping: [.init("a", to: "z")], group: "g")
    #expect(
      try shaped(#"{"data":{"a":{"b":1,"x":2},"c":3,"d":4},"c":5}"#, plan)
        == #"{"g":{"z":{"b":1},"c":3}}"#)
  }

  @Test("Long lists of names are found by length and bytes, whatever their order")
  func longLists() throws {
    let names = (0..<200).map { "n\($0 * 7919 % 1000)" }
    let json = "{" + names.map { "\"\($0)\":1,\"\($0)x\":2" }.joined(separator: ",") + "}"
    let kept = try Document.make(shaped(json, ShapingPlan(allow: names)))
    #expect(kept.count(of: 0) == 200)
    #expect(names.allSatisfy { kept.member($0, of: 0) != nil })
    let left = try Document.make(shaped(json, ShapingPlan(deny: names)))
    #expect(left.count(of: 0) == 200)
    #expect(names.allSatisfy { left.member($0 + "x", of: 0) != nil })
  }
}
