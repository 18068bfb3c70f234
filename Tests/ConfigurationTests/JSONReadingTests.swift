import Configuration
import Testing

@Suite("Reading JSON strictly, with places")
struct JSONReadingTests {
  @Test(
    "CFG-2: a slip is said where it is, and in words",
    arguments: [
      ("{\n \"a\" 1}", "2:6: error: expected ':' after the key \"a\""),
      (
        "{\"port\": 1\n \"name\": 2}",
        "2:2: error: a comma is missing after the value of \"port\"; write ',' before this"
      ),
      ("{\"a\": 1,\n}", "1:8: error: nothing follows this comma but '}'; remove it"),
      ("{\"a\": [1,]}", "1:9: error: nothing follows this comma but ']'; remove it"),
      ("{\"a\": }", "1:7: error: the value of \"a\" is missing here"),
      ("{\"a\": \"x\n\"}", "1:7: error: the string that begins here has no closing quote"),
      ("{\"a\": \"x", "1:7: error: the string that begins here has no closing quote"),
      ("{'a': 1}", "1:2: error: a text needs double quotes, not single ones"),
      ("{a: 1}", "1:2: error: a key needs double quotes; write \"a\""),
      ("{\"a\": True}", "1:7: error: a text needs double quotes; did you mean true?"),
      ("{\"a\": json}", "1:7: error: a text needs double quotes; write \"json\""),
      ("{\"a\": http://b:1}", "1:7: error: a text needs double quotes; write \"http://b:1\""),
      ("{\"a\": json\"}", "1:7: error: a text needs double quotes; write \"json\""),
      ("{\"a\": 01}", "1:7: error: '01' is not a JSON number; a text needs quotes"),
      ("{\"a\": 2s}", "1:7: error: '2s' is not a JSON number; a text needs quotes"),
      ("{\"a\": 1.}", "1:7: error: '1.' is not a JSON number; a text needs quotes"),
      (
        "{\"a\": \"\\x\"}",
        "1:8: error: this escape does not exist in JSON; "
          + #"write a backslash as "\\""#
      ),
      ("{\"a\": \"\\u12\"}", "1:8: error: \\u needs four hexadecimal digits"),
      (
        "{\"a\": \"\t\"}",
        "1:8: error: a control character needs an escape in a string; "
          + "write \\t or \\u00XX"
      ),
      (
        "{\"a\": 1 // x\n}",
        "1:9: error: JSON has no comments; "
          + #"write a key such as "@comment": "…""#
      ),
      (
        "{/* x\n */\"a\": 1}",
        "1:2: error: JSON has no comments; "
          + #"write a key such as "@comment": "…""#
      ),
      ("{\"a\" = 1}", "1:6: error: expected ':' after the key \"a\", not '='"),
      (
        "{\"a\": 1]",
        "1:8: error: the object that begins on line 1, column 1 is not closed; "
          + "write '}' before this"
      ),
      (
        "{\"a\": [1 \"b\"]}",
        "1:10: error: a comma is missing after the value; write ',' before this"
      ),
      ("{/}", "1:2: error: expected a key in double quotes or '}'"),
      ("{\"a\": 1 / 2}", "1:9: error: expected ',' or '}' after the value of \"a\""),
      (
        "{{ include \"a\" }}",
        "1:2: error: expected a key in double quotes or '}'; "
          + "set FC_ENABLE if this is a template"
      ),
      ("{;}", "1:2: error: expected a key in double quotes or '}'"),
      ("{\"a\": ;}", "1:7: error: this is not JSON"),
    ])
  func slips(text: String, line: String) {
    let reading = Reading(text)
    let semantic = ["version", "unknown key", "no endpoints"]
    let syntax = reading.lines.filter { line in !semantic.contains { line.contains($0) } }
    #expect(syntax == ["krakend.json:" + line])
    #expect(reading.configuration == nil)
  }

  @Test("a slip whose meaning is plain does not hide what comes after it")
  func recovery() {
    let reading = Reading(
      """
      {
        "version": 3,
        // the port
        "port": "x",
        "timeout": 'soon'
        "endpoints": [ { "endpoint": "/__debug", \(Reading.plainBackend), }, ],
      }
      """)
    #expect(
      reading.errors.map { "\($0.location.line):\($0.location.column)" } == [
        "3:3", "4:11", "5:14", "5:14", "6:3", "6:32", "6:98", "6:101", "6:104",
      ])
  }

  @Test("a key that is there twice is an error that names both places")
  func duplicate() {
    let reading = Reading("{\"version\": 3,\n  \"name\": \"a\",\n  \"name\": \"b\"}")
    #expect(
      reading.errors.map(\.text) == [
        "krakend.json:3:3: error: the key \"name\" is here twice: first on line 2, column 3"
      ])
  }

  @Test("columns count characters, lines end with LF, CRLF or CR, a byte order mark counts nothing")
  func columns() {
    let text = "\u{FEFF}{\r\n \"é😀\": 1,\r \"version\": 3,\n \"@ü\": 1, \"port\": \"ö\"}"
    #expect(
      Reading(text).errors.map(\.text) == [
        "krakend.json:4:19: error: `port` must be a whole number, not \"ö\"; "
          + "write one such as 8080 (/port)"
      ])
  }

  @Test("escapes and surrogate pairs are decoded, and a lone surrogate is replaced")
  func escapes() {
    let reading = Reading.service(#""name": "a\n\"\\\/\u00e9\ud83d\ude00\ud83dx\b\f\r\t""#)
    #expect(reading.configuration?.name == "a\n\"\\/é😀\u{FFFD}x\u{8}\u{C}\r\t")
  }

  @Test("bytes that are no UTF-8 are refused")
  func encoding() {
    let text = Array("{\"version\": 3, \"name\": \"".utf8) + [0xFF] + Array("\"}".utf8)
    let (configuration, diagnostics) = ConfigurationReader.read(text: text, name: "a.json")
    #expect(configuration == nil)
    #expect(
      diagnostics.last?.text == "a.json:1:24: error: the string that begins here is not UTF-8")
  }

  @Test("nesting is limited, not recursed into")
  func depth() {
    let nested = String(repeating: "[", count: 200_000)
    #expect(Reading(nested).messages == ["objects and lists are nested more than 100 deep"])
    let closed = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
    #expect(Reading.service("\"@deep\": \(closed)").errors == [])
  }

  @Test("a text with thousands of mistakes ends with a count of those not shown")
  func flood() {
    let keys = (0..<3000).map { "\"k\($0)\": 1" }.joined(separator: ", ")
    let reading = Reading("{\"version\": 3, \(keys)}")
    #expect(reading.diagnostics.count == 1001)
    #expect(reading.diagnostics.last?.message == "2001 more are not shown")
  }
}
