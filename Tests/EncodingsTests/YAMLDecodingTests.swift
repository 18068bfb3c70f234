import Bytes
import Document
import Encodings
import Testing

@Suite("The yaml decoder")
struct YAMLDecodingTests {
  @Test("CFG-29: block and flow style, scalars by the core schema")
  func values() {
    let text = "a: 1\nb: [true, null, ~, 1.50, 0x1F, 'x', \"y\"]\nc:\n  - d: e\n    f: |\n      g\n"
    #expect(
      Decoding.yaml(text)
        == #"{"a":1,"b":[true,null,null,1.50,31,"x","y"],"c":[{"d":"e","f":"g\n"}]}"#)
  }

  @Test("quotes and tags make texts and numbers")
  func tags() {
    #expect(
      Decoding.yaml(#"[!!str 1, "2", !!int "3", yes, .inf, 012]"#)
        == #"["1","2",3,"yes",".inf",10]"#)
  }

  @Test("names are texts whatever they look like")
  func names() { #expect(Decoding.yaml("1: a\ntrue: b\n~: c") == #"{"1":"a","true":"b","~":"c"}"#) }

  @Test("aliases repeat their value, << merges, and an object's own members win")
  func aliases() {
    #expect(Decoding.yaml("a: &x [1, {b: 2}]\nc: *x") == #"{"a":[1,{"b":2}],"c":[1,{"b":2}]}"#)
    let merged = "a: &x {k: 1, l: 2}\nb: &y {k: 3, m: 4}\nc:\n  k: 0\n  <<: [*x, *y]\nd: {<<: *x}"
    #expect(
      Decoding.yaml(merged)
        == #"{"a":{"k":1,"l":2},"b":{"k":3,"m":4},"c":{"k":0,"l":2,"m":4},"d":{"k":1,"l":2}}"#)
  }

  @Test("the first document counts")
  func first() { #expect(Decoding.yaml("--- {a: 1}\n--- {b: 2}") == #"{"a":1}"#) }

  @Test("nothing is an error", arguments: ["", "\n", "# comment"])
  func empty(text: String) { #expect(Decoding.yaml(text) == "EOF") }

  @Test(
    "malformed YAML is an error",
    arguments: [
      "a: [", "a: b: c", "\ta: 1", "a: *x", "a: &x [*x]", "? [a]\n: b", "a: \"", "<<: 1", "<<: [1]",
      "%YAML 3\n---", "{a", "- a\nb",
    ])
  func malformed(text: String) { #expect(Decoding.yaml(text).hasPrefix("malformed YAML")) }

  @Test("what aliases repeat is bounded by what was read", .timeLimit(.minutes(1)))
  func laughs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let item = "*a\(level - 1)"
      let list = Array(repeating: item, count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    #expect(Decoding.yaml(text) == "too many values")
    let long = "a: &a \"\(String(repeating: "x", count: 100_000))\"\nb: ["
    let repeated = Array(repeating: "*a", count: 5000).joined(separator: ", ")
    #expect(Decoding.yaml(long + repeated + "]") == "too large")
    var merges = "a0: &a0 {k: 1}\n"
    for level in 1...40 {
      merges += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n"
    }
    #expect(["too many values", "nested too deeply"].contains(Decoding.yaml(merges)))
  }

  @Test(
    "tag directives, each of which libyaml compares with all, are limited, whatever ends lines",
    arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"])
  func directives(lineBreak: String) {
    func text(_ count: Int, _ mark: String = "") -> String {
      mark + (0..<count).map { "%TAG !a\($0)! tag:x,\(lineBreak)" }.joined() + "--- {a: 1}\n"
    }
    #expect(Decoding.yaml(text(64)) == #"{"a":1}"#)
    #expect(Decoding.yaml(text(65)) == "too many different names")
    #expect(Decoding.yaml(text(65, "\u{FEFF}")) == "too many different names")
    // What looks like a document's beginning behind the last byte of a letter is none.
    #expect(Decoding.yaml("# Å---\n" + text(65)) == "too many different names")
    let lines = String(repeating: "  %TAG\n", count: 100)
    #expect(Decoding.yaml("--- |\n\(lines)").hasPrefix(#""%TAG\n"#))
  }

  @Test("depth, bytes and nodes are limited")
  func limits() {
    let text = Array("[[[1, 2]]]".utf8)
    #expect(throws: DecodingError.tooDeep) {
      try YAMLDecoder.decode(text.span, limits: DocumentLimits(depth: 2))
    }
    #expect(throws: DecodingError.tooLarge) {
      try YAMLDecoder.decode(text.span, limits: DocumentLimits(bytes: 4))
    }
    #expect(throws: DecodingError.tooManyNodes) {
      try YAMLDecoder.decode(text.span, limits: DocumentLimits(nodes: 8))
    }
    let nested = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(throws: DecodingError.self) { try YAMLDecoder.decode(nested.span) }
  }
}
