import Bytes
import Document
import Encodings
import Testing

@Suite("The yaml encoder")
struct YAMLEncodingTests {
  @Test("REN-5: members are sorted, two blanks a level, lists as far in as their member")
  func structure() {
    #expect(
      Encoding.yaml(#"{"b":"one","a":{"l":["x",{"k":"v","j":["w"]},[1,[2]],[]],"e":{},"o":null}}"#)
        == """
        a:
          e: {}
          l:
          - x
          - j:
            - w
            k: v
          - - "1"
            - - "2"
          - []
          o: null
        b: one

        """)
  }

  @Test("REN-5: roots of any kind end with a line break")
  func roots() {
    #expect(Encoding.yaml("{}") == "{}\n")
    #expect(Encoding.yaml("null") == "null\n")
    #expect(Encoding.yaml("[true]") == "- true\n")
  }

  @Test("REN-5, DEC-2: numbers are written as the texts that they are to the reference")
  func numbers() {
    #expect(
      Encoding.yaml(#"{"a":12,"b":1.50,"c":1e3,"d":12345678901234567890,"e":-1.5e-7}"#)
        == "a: \"12\"\nb: \"1.50\"\nc: 1e3\nd: \"12345678901234567890\"\ne: \"-1.5e-7\"\n")
  }

  @Test(
    "REN-5: a text that could be read as something else is quoted",
    arguments: [
      "true", "null", "~", "y", "No", "on", "1", "-1.5", "0x1F", "1_000", ".inf", "1e3", "- z", "-",
      "x: y", "x:", "#c", "a #b", "a#b", "*a", "&a", "[a", "{a", "!a", "|", ">", "%", "@", "`",
      "'a'", " a", "a ", "? a", "2026-01-31", "12:30", "---", "...", "a - b", "<<", "=",
    ])
  func quoted(text: String) { #expect(Encoding.yaml("[\"\(text)\"]") == "- \"\(text)\"\n") }

  @Test(
    "REN-5: all other texts stand as they are",
    arguments: [
      "a", "https://x.test/a?b=c", "a-b", "-type", "a:b", "1a", "é", "a, b", "yes!", "it's",
      "v1.2.3",
      "a/b", "(a)", "10 km", "a|b",
    ])
  func plain(text: String) { #expect(Encoding.yaml("[\"\(text)\"]") == "- \(text)\n") }

  @Test("REN-5: names are quoted by the same rule")
  func names() {
    #expect(
      Encoding.yaml(#"{"-type":"a","y":"b","1":"c","a b":"d","":"e","x\ny":"f"}"#)
        == "\"\": e\n-type: a\n\"1\": c\na b: d\n\"x\\ny\": f\n\"y\": b\n")
  }

  @Test("REN-5: texts of several lines are literal blocks")
  func literal() {
    #expect(Encoding.yaml(#"{"a":"x\ny"}"#) == "a: |-\n  x\n  y\n")
    #expect(Encoding.yaml(#"{"a":{"b":"x\n\n y\n"}}"#) == "a:\n  b: |\n    x\n    \n     y\n")
    #expect(Encoding.yaml(#"{"a":["x\n\n\n"]}"#) == "a:\n- |+\n  x\n\n\n")
    #expect(Encoding.yaml(#"{"a":"\nx"}"#) == "a: \"\\nx\"\n")
    #expect(Encoding.yaml(#"{"a":"x\r\ny"}"#) == "a: \"x\\r\\ny\"\n")
  }

  @Test("REN-5: what cannot be seen is escaped")
  func escapes() {
    #expect(
      Encoding.yaml(#"["\u0000\u0007\b\t\u000b\f\u001b\"\\\u007f\u0085\u00a0\u2028\ufeffé"]"#)
        == "- \"\\x00\\a\\b\\t\\v\\f\\x1b\\\"\\\\\\x7f\\u0085\\u00a0\\u2028\\ufeffé\"\n")
  }

  @Test("deep and wide data is written in brackets, so that indentation cannot outgrow it")
  func deep() throws {
    let open = String(repeating: #"{"a":"#, count: 400)
    let text =
      open + "[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "]"
      + String(repeating: "}", count: 400)
    let written = Encoding.yaml(text)
    #expect(written.utf8.count < 20 * text.utf8.count)
    #expect(Decoding.yaml(written).hasPrefix(#"{"a":{"a":"#))
  }

  @Test("long names say that they are names")
  func longNames() {
    let name = String(repeating: "n", count: 2000)
    #expect(Encoding.yaml("{\"\(name)\":{\"a\":1}}") == "? \"\(name)\"\n:\n  a: \"1\"\n")
  }
}
