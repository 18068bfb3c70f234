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

  private func sorted(_ json: String, _ plan: ShapingPlan = ShapingPlan()) throws -> String {
    var output: [UInt8] = []
    try tree(json, plan).write(sorted: .json, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("§9 big integer: all digits survive")
  func bigInteger() throws {
    let plan = ShapingPlan(allow: ["n"], mapping: [.init("n", to: "m")])
    #expect(try shaped(#"{"n":12345678901234567890}"#, plan) == #"{"m":12345678901234567890}"#)
  }

  @Test("§9 decimal: the text of a number survives")
  func decimal() throws {
    #expect(try shaped(#"{"n":1.10}"#, ShapingPlan(group: "g")) == #"{"g":{"n":1.10}}"#)
  }

  @Test("§9 ampersand: sorted output escapes it, other output is the same value")
  func ampersand() throws {
    #expect(try sorted(#"{"s":"a&b"}"#) == #"{"s":"a\u0026b"}"#)
    #expect(try shaped(#"{"s":"a&b"}"#) == #"{"s":"a&b"}"#)
  }

  @Test("§9 key order: sorted output is in the order of bytes at all levels, other as it came")
  func keyOrder() throws {
    let json = #"{"b":{"z":1,"Z":2},"a":[{"d":1,"c":2}]}"#
    #expect(try sorted(json) == #"{"a":[{"c":2,"d":1}],"b":{"Z":2,"z":1}}"#)
    #expect(try sorted(json, ShapingPlan(group: "g")) == #"{"g":\#(sorted(json))}"#)
    #expect(try shaped(json) == json)
  }

  @Test("§9 duplicate keys: the last one is the value")
  func duplicateKeys() throws {
    #expect(try sorted(#"{"a":1,"a":2}"#) == #"{"a":2}"#)
    #expect(try Document.make(shaped(#"{"a":1,"a":2}"#)).canonical() == #"{"a":2}"#)
  }

  @Test("§9 end of body: nothing follows the value")
  func endOfBody() throws {
    #expect(try shaped(" {\"a\":1} \n") == #"{"a":1}"#)
  }

  @Test("REN-2, REN-3: the other forms have a sorted output too")
  func sortedForms() throws {
    let data = try tree(#"{"collection":[{"b":1,"a":2}],"content":"x&y"}"#)
    var output: [UInt8] = []
    data.write(sorted: .collection, to: &output)
    data.write(sorted: .string, to: &output)
    #expect(output == Array(#"[{"a":2,"b":1}]x&y"#.utf8))
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
