import Document
import Testing

@testable import Shaping

@Suite struct MergeTests {
  let plain = ShapingPlan()

  @Test("MRG-2: top-level members come together, and on a collision the later answer wins")
  func laterWins() throws {
    let data = try merged((#"{"a":1,"k":{"x":1}}"#, plain), (#"{"b":2,"k":{"y":2}}"#, plain))
    #expect(data.text() == #"{"a":1,"b":2,"k":{"y":2}}"#)
    #expect(try merged((#"{"k":1}"#, plain), (#"{"k":null}"#, plain)).text() == #"{"k":null}"#)
  }

  @Test("MRG-2: names are compared decoded")
  func decodedNames() throws {
    let data = try merged(
      (#"{"a":1}"#, plain), (#"{"\u0061":2,"é":1}"#, plain), (#"{"\u00e9":3}"#, plain))
    #expect(data.text() == #"{"\u0061":2,"\u00e9":3}"#)
  }

  @Test("MRG-2: of one answer's own twins the last counts")
  func ownTwins() throws {
    #expect(
      try merged((#"{"a":1,"a":2}"#, plain), (#"{"b":1,"b":2}"#, plain)).text() == #"{"a":2,"b":2}"#
    )
  }

  @Test("MRG-2: an answer that nothing touches passes as it stands, twins included")
  func untouched() throws {
    let json = #"{"a": 1, "a": 2.0 ,"b":[ ]}"#
    #expect(try shaped(json) == json)
  }

  @Test("MRG-2: wide answers with equal names merge without comparing all with all")
  func wideMerge() throws {
    func object(_ value: Int) -> String {
      "{" + (0..<50_000).map { "\"member\($0)\":\(value)" }.joined(separator: ",") + "}"
    }
    let data = try merged((object(1), plain), (object(2), plain))
    #expect(data.text() == object(2))
  }

  @Test("MRG-2: groups keep colliding answers apart")
  func groups() throws {
    let data = try merged(
      (#"{"a":1}"#, ShapingPlan(group: "x")), (#"{"a":2}"#, ShapingPlan(group: "y")),
      (#"{"a":3}"#, ShapingPlan(group: "x")))
    #expect(data.text() == #"{"y":{"a":2},"x":{"a":3}}"#)
  }

  @Test("MRG-4: a null answer adds nothing, whenever it comes, and says so")
  func nullParts() throws {
    var data = ShapedTree()
    #expect(try data.merge(.null, through: .identity) == .null)
    #expect(data.isNull)
    #expect(try data.merge(Document.make(#"{"a":1}"#), through: .identity) == .data)
    #expect(try data.merge(.null, through: .identity) == .null)
    #expect(data.text() == #"{"a":1}"#)
  }

  @Test("MRG-4: null answers alone are null if one came and {} if several did")
  func onlyNulls() throws {
    #expect(try merged(("null", plain)).text() == "null")
    #expect(try merged(("null", plain), ("null", plain)).text() == "{}")
  }

  @Test("RSP-2: data is empty until a member comes")
  func emptiness() throws {
    #expect(ShapedTree().isEmpty)
    #expect(try merged(("{}", plain), ("{ }", plain)).isEmpty)
    #expect(try merged(("{}", plain), ("{ }", plain)).text() == "{}")
    #expect(try !merged(("{}", plain), (#"{"a":null}"#, plain)).isEmpty)
    #expect(try merged(("{}", plain), (#"{"a":null}"#, plain)).text() == #"{"a":null}"#)
  }

  @Test("MRG-2: data shaped by itself merges by the same rule")
  func trees() throws {
    let parts = [
      try tree(#"{"a":1,"b":{"c":1,"d":2}}"#, ShapingPlan(deny: ["b.c"])), try tree("null"),
      try tree(#"{"b":1,"x":2}"#, ShapingPlan(mapping: [.init("x", to: "y")])),
      try tree(#"{"z":[1]}"#, ShapingPlan(group: "g")), ShapedTree(),
    ]
    var data = ShapedTree()
    var kinds: [PartKind] = []
    for part in parts { kinds.append(try data.merge(part)) }
    #expect(kinds == [.data, .null, .data, .data, .null])
    #expect(data.text() == #"{"a":1,"b":1,"y":2,"g":{"z":[1]}}"#)
  }

  @Test("A tree keeps nothing of the request before")
  func reuse() throws {
    var data = try merged((#"{"a":1}"#, plain), (#"{"b":1}"#, plain))
    data.removeAll()
    #expect(!data.hasAnswer && data.text() == "{}")
    _ = try data.merge(Document.make(#"{"c":1}"#), through: .identity)
    #expect(data.text() == #"{"c":1}"#)
  }
}
