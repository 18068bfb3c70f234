import Document
import Testing

@testable import Shaping

@Suite struct OutputTests {
  @Test("REN-1: json writes data as it came, nothing as {} and null data as null")
  func json() throws {
    #expect(ShapedTree().text(.json) == "{}")
    #expect(try tree("null").text(.json) == "null")
    #expect(
      try tree(#"{"n":1.0,"e":1E+2,"s":"\u00e9/"}"#).text() == #"{"n":1.0,"e":1E+2,"s":"\u00e9/"}"#)
  }

  @Test("REN-2: json-collection writes the value of collection, else []")
  func collection() throws {
    let plan = ShapingPlan(root: .collection)
    #expect(try tree("[1,{}]", plan).text(.collection) == "[1,{}]")
    #expect(try tree(#"{"a":1,"collection":[1]}"#).text(.collection) == "[1]")
    #expect(try tree(#"{"collection":{"x":null}}"#).text(.collection) == #"{"x":null}"#)
    #expect(try tree(#"{"a":1}"#).text(.collection) == "[]")
    #expect(try tree("null").text(.collection) == "[]")
    #expect(ShapedTree().text(.collection) == "[]")
    let edited = ShapingPlan(flatmap: [operation("del collection.0")])
    #expect(try tree(#"{"collection":[1,2,3],"b":0}"#, edited).text(.collection) == "[2,3]")
  }

  @Test("REN-3: string writes the text of content if that is a string")
  func string() throws {
    #expect(try tree(#"{"content":"a\n\u00e9"}"#).text(.string) == "a\né")
    #expect(try tree(#"{"content":1}"#).text(.string) == "")
    #expect(try tree(#"{"a":"b"}"#).text(.string) == "")
    #expect(ShapedTree().text(.string) == "")
    let renamed = ShapingPlan(mapping: [.init("t", to: "content")])
    #expect(try tree(#"{"t":"x","content":"y"}"#, renamed).text(.string) == "x")
  }

  @Test("SEQ-4: a look-up walks objects by names, through slices and nodes")
  func lookup() throws {
    let plan = ShapingPlan(deny: ["a.x"], group: "g")
    let data = try tree(#"{"a":{"x":1,"b":{"c":"v\t","n":[1, 2]}}}"#, plan)
    func find(_ path: String) -> ShapedValue? {
      data.value(at: path.split(separator: ".").map { Array($0.utf8) })
    }
    let text = try #require(find("g.a.b.c"))
    var output: [UInt8] = []
    data.appendString(of: text, to: &output)
    #expect(output == Array("v\t".utf8))
    output = []
    data.appendText(of: try #require(find("g.a.b.n")), to: &output)
    #expect(output == Array("[1, 2]".utf8))
    #expect(find("g.a.x") == nil && find("g.a.b.n.0") == nil && find("a") == nil)
    #expect(try data.kind(of: #require(find("g.a"))) == .object)
    #expect(try data.kind(of: #require(find("g.a.b.n"))) == .array)
  }

  @Test("Encoders walk members and items, through slices and nodes")
  func children() throws {
    let data = try tree(#"{"a":{"\u0062":1,"c":[true,{}]},"d":0}"#, ShapingPlan(deny: ["d"]))
    var seen: [String] = []
    var pending = [data.root]
    while let value = pending.popLast() {
      for child in data.children(of: value) {
        var name: [UInt8] = []
        data.appendName(of: child, to: &name)
        seen.append("\(String(decoding: name, as: UTF8.self)):\(data.kind(of: child.value))")
        pending.append(child.value)
      }
    }
    #expect(seen == ["a:object", "b:number", "c:array", ":true", ":object"])
  }
}
