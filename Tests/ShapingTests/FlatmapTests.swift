import Document
import Testing

@testable import Shaping

@Suite struct FlatmapTests {
  let json = #"""
    {"a":[{"b1":[{"c":1,"d":"foo"},{"c":2,"d":"bar"}],"b2":true},
    {"b1":[{"c":3,"d":"vaz"}],"b2":false}],"x":{"y":{"z":1},"w":2},"k":5,"e":[7,8]}
    """#

  /// Compares as values: the order of members is free.
  func expect(
    _ json: String, _ operations: String..., gives expected: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let output = try shaped(json, ShapingPlan(flatmap: operations.map(operation)))
    let document = try Document.scan(Array(output.utf8))
    #expect(
      try document.canonical() == Document.make(expected).canonical(), sourceLocation: location)
    #expect(!document.hasTwins(), sourceLocation: location)
  }

  @Test("FM-1: items have the labels 0, 1 and so on, and * is any child")
  func labels() throws {
    try expect(#"{"a":[1,2,3]}"#, "del a.1", gives: #"{"a":[1,3]}"#)
    try expect(#"{"a":[1,2,3]}"#, "del a.01", "del a.3", "del a.-1", gives: #"{"a":[1,2,3]}"#)
    try expect(#"{"a":{"0":1,"1":2}}"#, "del a.0", gives: #"{"a":{"1":2}}"#)
    try expect(
      json, "del a.*.b1", "del e", "del x", gives: #"{"a":[{"b2":true},{"b2":false}],"k":5}"#)
    try expect(
      json, "del *.*.b1", "del e", "del k",
      gives: #"{"a":[{"b2":true},{"b2":false}],"x":{"y":{"z":1},"w":2}}"#)
  }

  @Test("FM-1: operations run one after another")
  func sequence() throws {
    try expect(
      #"{"x":{"y":1},"k":2}"#, "move x.y z", "del x", "move z last", gives: #"{"last":1,"k":2}"#)
  }

  @Test("FM-2: del takes any number of paths")
  func deleteMany() throws {
    try expect(
      #"{"a":1,"b":2,"c":3,"d":{"e":4,"f":5}}"#, "del a b d.e nope nope.x",
      gives: #"{"c":3,"d":{"f":5}}"#)
  }

  @Test("FM-2: a container emptied by operations becomes null, one that came empty does not")
  func emptied() throws {
    try expect(
      #"{"a":{"b":1},"l":[1],"o":{},"e":[]}"#, "del a.b", "del l.0", "del o.x e.0 o.* e.*",
      gives: #"{"a":null,"l":null,"o":{},"e":[]}"#)
    try expect(#"{"a":{"b":1,"c":2}}"#, "del a.*", gives: #"{"a":null}"#)
  }

  @Test("FM-2: if the root is emptied the data is null")
  func emptiedRoot() throws {
    let data = try tree(#"{"a":1}"#, ShapingPlan(flatmap: [operation("del a")]))
    #expect(data.text() == "null" && data.isNull && data.isEmpty)
    let all = ShapingPlan(group: "g", flatmap: [operation("del *")])
    #expect(try shaped(#"{"a":1,"b":2}"#, all) == #"{"g":null}"#)
    #expect(try shaped("{}", all) == #"{"g":{}}"#)
    #expect(try shaped("null", ShapingPlan(flatmap: [operation("del *")])) == "null")
  }

  @Test("FM-2, §17: deleting an item does not renumber the others")
  func notRenumbered() throws {
    try expect(#"{"e":[7,8,9]}"#, "del e.0", "del e.0", gives: #"{"e":[8,9]}"#)
    try expect(#"{"e":[7,8,9]}"#, "del e.0 e.1", gives: #"{"e":[9]}"#)
    try expect(#"{"e":[7,8,9]}"#, "del e.0 e.1 e.2", gives: #"{"e":null}"#)
  }

  @Test("FM-3: a move to as many segments renames the last label, whatever the others say")
  func rename() throws {
    try expect(#"{"a":42}"#, "move a b", gives: #"{"b":42}"#)
    try expect(#"{"a":{"b":1}}"#, "move a.b nope.c", gives: #"{"a":{"c":1}}"#)
    try expect(
      json, "move a.*.b1.*.d q.w.e.r.text", "del x k e",
      gives:
        #"{"a":[{"b1":[{"c":1,"text":"foo"},{"c":2,"text":"bar"}],"b2":true},"#
        + #"{"b1":[{"c":3,"text":"vaz"}],"b2":false}]}"#
    )
    try expect(
      #"{"b":{"f":{"c":1},"l":{"m":2,"c":3}}}"#, "move b.*.c b.*.x",
      gives: #"{"b":{"f":{"x":1},"l":{"m":2,"x":3}}}"#)
  }

  @Test("FM-3: a renamed item stays where it is and has a new label")
  func renameItem() throws {
    try expect(#"{"e":[7,8,9]}"#, "move e.0 e.first", gives: #"{"e":[7,8,9]}"#)
    try expect(#"{"e":[7,8,9]}"#, "move e.0 e.first", "del e.0", gives: #"{"e":[7,8,9]}"#)
    try expect(#"{"e":[7,8,9]}"#, "move e.0 e.first", "del e.first", gives: #"{"e":[8,9]}"#)
    try expect(#"{"e":[7,8,9]}"#, "move e.0 e.2", "del e.2", gives: #"{"e":[8,9]}"#)
  }

  @Test("FM-4: a move to fewer segments goes under the path from the root")
  func moveUp() throws {
    try expect(#"{"x":{"y":{"z":1},"w":2}}"#, "move x.y yy", gives: #"{"x":{"w":2},"yy":{"z":1}}"#)
    try expect(
      #"{"x":{"y":{"z":1},"w":2}}"#, "move x.y.z zz", gives: #"{"x":{"y":null,"w":2},"zz":1}"#)
    try expect(
      #"{"x":{"y":{"z":1}},"q":{}}"#, "move x.y.z q.r", gives: #"{"x":{"y":null},"q":{"r":1}}"#)
    try expect(
      #"{"zone":{"state":"CA","zip":"9"},"id":7}"#, "move zone.state s", "move zone.zip z",
      "del zone", gives: #"{"id":7,"s":"CA","z":"9"}"#)
  }

  @Test("FM-4: * in the destination takes the label matched in the same position")
  func moveUpWildcard() throws {
    try expect(
      json, "move a.*.b1.*.c a.*.c", "del x k e a.*.b2",
      gives: #"{"a":[{"b1":[{"d":"foo"},{"d":"bar"}],"c":2},{"b1":[{"d":"vaz"}],"c":3}]}"#)
    try expect(
      #"{"o":{"p":{"q":{"v":1}},"r":{"q":{"v":2}}}}"#, "move o.*.q.v o.*.v",
      gives: #"{"o":{"p":{"q":null,"v":1},"r":{"q":null,"v":2}}}"#)
    try expect(
      #"{"o":{"p":{"q":1},"r":{"q":2}},"t":{"p":{},"r":{}}}"#, "move o.*.q t.x",
      gives: #"{"o":{"p":null,"r":null},"t":{"p":{},"r":{},"x":2}}"#)
    try expect(
      #"{"l":[{"m":[{"n":{"v":1}},{"n":{"v":2}}]},{"m":[{"n":{"v":3}}]}]}"#,
      "move l.*.m.*.n.v l.*.m.*.v", "del l.*.m.*.n",
      gives: #"{"l":[{"m":[{"v":1},{"v":2}]},{"m":[{"v":3}]}]}"#)
  }

  @Test("FM-4: * takes its label in another place of the data, too")
  func moveUpElsewhere() throws {
    try expect(
      #"{"o":{"p":{"q":{"v":1}},"r":{"q":{"v":2}}},"t":{"r":{},"z":{}}}"#, "move o.*.q.v t.*.x",
      gives: #"{"o":{"p":{"q":null},"r":{"q":null}},"t":{"r":{"x":2},"z":{},"x":1}}"#)
    try expect(
      #"{"l":[{"q":{"v":1}},{"q":{"v":2}},{"q":{"v":3}}],"t":{"1":{},"2":{},"0":{}}}"#,
      "move l.*.q.v t.*.x", "del l",
      gives: #"{"t":{"0":{"x":1},"1":{"x":2},"2":{"x":3}}}"#)
    try expect(
      #"{"l":[{"q":{"v":1}},{"q":{"v":2}}],"t":[0,{"a":1}]}"#, "move l.*.q.v t.*.x", "del l",
      gives: #"{"t":[{"x":1},{"a":1,"x":2}]}"#)
    // What moves can become a parent of what moves after it.
    try expect(
      #"{"o":{"p":{"q":{}},"r":{"q":1}},"z":0}"#, "move o.*.q n.n", "del o",
      gives: #"{"z":0,"n":{"n":1}}"#)
  }

  @Test("FM-4: * as the last segment of the destination is a label, and items are put last")
  func moveUpIntoArray() throws {
    try expect(
      json, "move a.*.b1 a.*", "del x k e",
      gives:
        #"{"a":[{"b2":true},{"b2":false},[{"c":1,"d":"foo"},{"c":2,"d":"bar"}],"#
        + #"[{"c":3,"d":"vaz"}]]}"#
    )
    try expect(#"{"a":{"b":1,"c":2}}"#, "move a.b *", gives: #"{"a":{"c":2},"*":1}"#)
  }

  @Test("FM-4: a missing parent leaves the node at the deepest parent found")
  func moveUpMissing() throws {
    try expect(#"{"x":{"y":{"z":1}}}"#, "move x.y.z no.p", gives: #"{"x":{"y":null},"p":1}"#)
    try expect(
      #"{"x":{"y":{"z":{"v":1}}}}"#, "move x.y.z.v x.no.p", gives: #"{"x":{"y":{"z":null},"p":1}}"#)
  }

  @Test("FM-4: a parent that is a scalar becomes an object, and is itself again without children")
  func moveUpScalar() throws {
    try expect(
      #"{"x":{"y":{"z":1}},"s":5}"#, "move x.y.z s.t", gives: #"{"x":{"y":null},"s":{"t":1}}"#)
    try expect(
      #"{"x":{"y":{"z":1}},"s":5}"#, "move x.y.z s.t", "del s.t", gives: #"{"x":{"y":null},"s":5}"#)
    try expect(
      #"{"x":{"y":{"z":1}},"s":[]}"#, "move x.y.z s.t", gives: #"{"x":{"y":null},"s":[1]}"#)
    try expect(
      #"{"x":{"y":{"z":1}},"s":[]}"#, "move x.y.z s.t", "del s.t",
      gives: #"{"x":{"y":null},"s":[]}"#)
  }

  @Test("FM-4: an array that lost all items is an array again when one comes")
  func emptiedArrayAgain() throws {
    try expect(
      #"{"x":{"y":{"z":1}},"l":[9]}"#, "del l.0", "move x.y.z l.t",
      gives: #"{"x":{"y":null},"l":[1]}"#)
  }

  @Test("FM-5: a move to more segments makes the tail below the node's own parent")
  func moveDown() throws {
    try expect(#"{"k":5}"#, "move k deep.er.k", gives: #"{"deep":{"er":{"k":5}}}"#)
    try expect(#"{"k":5,"x":{"w":2}}"#, "move k x.k", gives: #"{"x":{"w":2,"k":5}}"#)
    try expect(
      #"{"b":[{"c":1},{"c":2,"m":3}]}"#, "move b.*.c b.*.c.b.x",
      gives: #"{"b":[{"c":{"b":{"x":1}}},{"m":3,"c":{"b":{"x":2}}}]}"#)
    try expect(#"{"x":{"k":1}}"#, "move x.k nope.y.z", gives: #"{"x":{"y":{"z":1}}}"#)
    try expect(#"{"k":5,"l":[1]}"#, "move k l.k", gives: #"{"l":[1,5]}"#)
  }

  @Test("FM-5: * in the tail is a label")
  func moveDownWildcard() throws {
    try expect(#"{"k":5,"o":{"p":{}}}"#, "move k o.*.k", gives: #"{"o":{"p":{},"*":{"k":5}}}"#)
    try expect(#"{"k":5}"#, "move k *.k", "move *.k q", gives: #"{"*":null,"q":5}"#)
  }

  @Test("FM-6: * as the last segment of the source moves nothing")
  func wildcardLast() throws {
    try expect(
      #"{"x":{"y":1}}"#, "move x.* q", "move x.* x.q", "move x.* x.q.r", "move * q",
      gives: #"{"x":{"y":1}}"#)
    try expect(
      #"{"x":{"y":1}}"#, "move nope q", "move x.nope.z q", "move x.y.z q", gives: #"{"x":{"y":1}}"#)
  }

  @Test("FM-6, §17: a move onto an existing label: the moved one wins, in either order")
  func ontoExisting() throws {
    try expect(#"{"a":1,"b":2}"#, "move a b", gives: #"{"b":1}"#)
    try expect(#"{"b":2,"a":1}"#, "move a b", gives: #"{"b":1}"#)
    try expect(#"{"a":{"k":1},"k":2}"#, "move a.k k", gives: #"{"a":null,"k":1}"#)
    try expect(#"{"x":{"k":2},"k":1}"#, "move k x.k", gives: #"{"x":{"k":1}}"#)
    try expect(#"{"a":[{"v":1},{"v":2}]}"#, "move a.*.v v", gives: #"{"a":[null,null],"v":2}"#)
    try expect(#"{"\u0062":2,"a":1}"#, "move a b", gives: #"{"b":1}"#)
  }

  @Test("FM-6: until output both labels are there, and the older one is found first")
  func bothLabels() throws {
    try expect(#"{"a":{"k":1},"k":2}"#, "move a.k k", "del k", gives: #"{"a":null,"k":1}"#)
    try expect(#"{"a":{"k":1},"k":2}"#, "move a.k k", "del k", "del k", gives: #"{"a":null}"#)
  }

  @Test("FM-7: append puts the items of the source behind those of the destination")
  func append() throws {
    try expect(#"{"a":[42],"b":[1]}"#, "append a b", gives: #"{"b":[1,42]}"#)
    try expect(#"{"s":[1,2],"o":{"d":[3]}}"#, "append s o.d", gives: #"{"o":{"d":[3,1,2]}}"#)
    try expect(#"{"s":[],"d":[{}]}"#, "append s d", gives: #"{"d":[{}]}"#)
    try expect(#"{"s":[[1],{"x":2}],"d":[]}"#, "append s d", gives: #"{"d":[[1],{"x":2}]}"#)
    try expect(#"{"s":[],"d":[]}"#, "append s d", gives: #"{"d":[]}"#)
  }

  @Test("FM-7: append does nothing unless both are arrays")
  func appendNoArray() throws {
    let json = #"{"d":[3],"k":0,"o":{"p":[1]}}"#
    try expect(
      json, "append k d", "append d k", "append o d", "append nope d", "append d nope",
      "append d o.q", "append o.p.x d", gives: json)
    try expect(
      #"{"d":[3],"e":[1]}"#, "del e.0", "append e d", "append d e", gives: #"{"d":[3],"e":null}"#)
  }

  @Test("FM-7: append to itself removes it, and an item can be appended to its own array")
  func appendToItself() throws {
    try expect(#"{"a":[1,2],"b":0}"#, "append a a", gives: #"{"b":0}"#)
    try expect(#"{"d":[[1],2]}"#, "append d.0 d", gives: #"{"d":[2,1]}"#)
    try expect(#"{"a":[[1],2],"b":0}"#, "append a a.0", gives: #"{"b":0}"#)
  }

  @Test("FM-7: items appended to an array have the next labels")
  func appendLabels() throws {
    try expect(#"{"s":[1,2],"d":[3]}"#, "append s d", "del d.2", gives: #"{"d":[3,1]}"#)
    try expect(
      #"{"s":[{"v":1}],"d":[{"v":3}],"t":[{"v":4}]}"#, "append s d", "append t d",
      "move d.*.v d.*.w", "move d.2.w last", gives: #"{"d":[{"w":3},{"w":1},null],"last":4}"#)
  }

  @Test("FM-7: * in the source makes an array of all it leads to, with null where there is nothing")
  func appendWildcardSource() throws {
    try expect(
      #"{"a":[{"x":1},{"y":2}],"b":[0]}"#, "append a.*.x b",
      gives: #"{"a":[null,{"y":2}],"b":[0,1,null]}"#)
    try expect(
      #"{"a":{"p":1,"q":[2]},"b":[0]}"#, "append a.* b", gives: #"{"a":null,"b":[0,1,[2]]}"#)
    try expect(
      #"{"a":[{"x":[1]},{"x":[2]}],"b":[0]}"#, "append a.*.x.* b",
      gives: #"{"a":[{"x":null},{"x":null}],"b":[0,[1],[2]]}"#)
    try expect(#"{"a":[],"b":[0]}"#, "append a.*.x b", gives: #"{"a":[],"b":[0]}"#)
  }

  @Test("FM-7: * in the destination is gathered, and then a label")
  func appendWildcardDestination() throws {
    try expect(#"{"s":[1],"d":[3,4]}"#, "append s d.*", gives: #"{"d":[3,4,[3,4,1]]}"#)
    try expect(
      #"{"s":[1],"d":{"a":{"v":3},"b":{"v":4}}}"#, "append s d.*.v",
      gives: #"{"d":{"a":{"v":3},"b":{"v":4},"*":{"v":[3,4,1]}}}"#)
  }

  @Test("FM-7 ✱: appending to an array that lost an item earlier mixes items up")
  func appendAfterDelete() throws {
    try expect(
      #"{"s":[1,2],"d":[3,4],"k":0}"#, "del d.0", "append s d", gives: #"{"d":[1,4,2],"k":0}"#)
    try expect(
      #"{"s":[{"x":1}],"d":[0,{"y":2}]}"#, "del d.0", "append s d",
      gives: #"{"d":[{"y":2,"x":1},{"y":2}]}"#)
    try expect(
      #"{"s":[5],"d":[0,{"y":2}]}"#, "del d.0", "append s d", gives: #"{"d":[{"y":2},{"y":2}]}"#)
    try expect(#"{"s":[5],"d":[0,[6]]}"#, "del d.0", "append s d", gives: #"{"d":[{"0":6},[6]]}"#)
    try expect(#"{"s":[[7,8]],"d":[0,[6]]}"#, "del d.0", "append s d", gives: #"{"d":[[7,8],[6]]}"#)
    try expect(#"{"s":[{"x":1}],"d":[0,2]}"#, "del d.0", "append s d", gives: #"{"d":[{"x":1},2]}"#)
    try expect(
      #"{"s":[{"x":1}],"d":[0,2]}"#, "del d.0", "append s d", "del d.1.x", gives: #"{"d":[2,2]}"#)
  }

  @Test("FM-7: a source that lost an item is appended in order")
  func appendSourceAfterDelete() throws {
    try expect(
      #"{"kindergarten":[0,1,2],"schools":[{"title":"B"},{"title":"O"}]}"#,
      "del kindergarten.0", "move schools.*.title schools.*.name", "append kindergarten schools",
      gives: #"{"schools":[{"name":"B"},{"name":"O"},1,2]}"#)
  }

  @Test("FM-8: unknown operations are skipped")
  func unknown() throws {
    try expect(#"{"a":1,"b":2}"#, "explode a", "del a", gives: #"{"b":2}"#)
    let plan = ShapingPlan(allow: ["b"], flatmap: [operation("explode a")])
    #expect(try shaped(#"{"a":1,"b":2}"#, plan) == #"{"a":1,"b":2}"#)
  }

  @Test(
    "FM-8: move and append without two arguments are found when compiling, and fail an answer",
    arguments: ["move a", "append a", "move", "append"])
  func missingArguments(text: String) {
    var problems: [ShapingProblem] = []
    let program = ShapingProgram(
      ShapingPlan(flatmap: [operation("del x"), operation(text)]), noting: &problems)
    #expect(problems == [ShapingProblem(.operation(1), .missingArgument)])
    #expect(problems.allSatisfy { $0.isFatal })
    #expect(throws: ShapingFailure.brokenOperation) {
      var data = ShapedTree()
      _ = try data.merge(Document.make(#"{"a":1}"#), through: program)
    }
  }

  @Test("§3.4: with flatmap operations target and group act, allow, deny and mapping do not")
  func besideFilters() throws {
    let plan = ShapingPlan(
      target: "t", allow: ["z"], deny: ["b"], mapping: [.init("b", to: "c")], group: "g",
      flatmap: [operation("del a")])
    #expect(try shaped(#"{"t":{"a":1,"b":2}}"#, plan) == #"{"g":{"b":2}}"#)
  }

  @Test("FM-9: an endpoint's operations act on the merged data, with items numbered afresh")
  func endpoint() throws {
    var problems: [ShapingProblem] = []
    let flatmap = FlatmapProgram(
      ["move a.v va", "del b.x", "del c.l.0", "append c.l m"].map(operation), noting: &problems)
    #expect(problems.isEmpty)
    var data = try merged(
      (#"{"v":1,"w":2}"#, ShapingPlan(group: "a")),
      (#"{"x":1,"y":2}"#, ShapingPlan(deny: ["y"], group: "b")),
      (#"{"l":[1,2,3]}"#, ShapingPlan(group: "c", flatmap: [operation("del l.0")])),
      (#"{"m":[0]}"#, ShapingPlan()))
    try data.apply(flatmap)
    #expect(data.text() == #"{"a":{"w":2},"b":null,"c":null,"m":[0,3],"va":1}"#)
    try data.apply(flatmap)
    var nothing = ShapedTree()
    try nothing.apply(flatmap)
    #expect(!nothing.hasAnswer)
  }

  @Test("DEC-2: numbers keep their text through all operations")
  func numbers() throws {
    #expect(
      try flatmapped(#"{"n":1.10,"b":12345678901234567890,"l":[1.0,2e3]}"#, "move n m", "del l.0")
        == #"{"m":1.10,"b":12345678901234567890,"l":[2e3]}"#)
  }

  @Test("FM-1: of members of one name only the last is a node")
  func sourceTwins() throws {
    try expect(
      #"{"a":{"x":1},"b":0,"\u0061":{"y":2}}"#, "move a.y z", gives: #"{"a":null,"b":0,"z":2}"#)
    try expect(#"{"a":1,"b":0,"a":2}"#, "del a", gives: #"{"b":0}"#)
  }
}
