import Document
import Testing

@Suite struct ScanTests {
  @Test("DEC-1: the first value counts and later bytes are ignored")
  func firstValue() throws {
    let document = try Document(#" {"a":1} trailing \#u{1} {"#, .firstValue)
    #expect(document.json() == #"{"a":1}"#)
    #expect(document.text == Array(#" {"a":1}"#.utf8))
    #expect(scanError(#"{"a":1} x"#) == ScanError(.trailingBytes, at: 8))
    #expect(scanError("{\"a\":1} \r\n\t ") == nil)
  }

  @Test("DEC-1: later bytes are not even looked at: they may be no UTF-8")
  func laterBytes() throws {
    let document = try Document.scan([0x31, 0x20, 0xFF, 0xFE], .firstValue)
    #expect(document.text == [0x31])
  }

  @Test("DEC-1: an empty or blank text is EOF", arguments: ["", " ", "\r\n\t "])
  func empty(text: String) {
    for mode in [ScanMode.strict, .firstValue] {
      let error = scanError(text, mode)
      #expect(error?.reason == .endOfInput)
      #expect(error?.description == "EOF")
    }
  }

  @Test(
    "DEC-2: numbers keep their text",
    arguments: [
      "9223372036854775807", "12345678901234567890", "1e400", "1.0", "1.10", "-0", "1E-07",
      "0.10e+1",
    ])
  func numbers(text: String) throws {
    let document = try Document(#"{"n":"# + text + "}")
    let node = try #require(document.value(of: Array("n".utf8), in: document.root))
    #expect(document.kind(of: node) == .number)
    #expect(document.json(node) == text)
  }

  @Test("the tape lists nodes in document order with their siblings")
  func tape() throws {
    let document = try Document(#"{"a":[1,{"b":null}],"c\n":true}"#)
    #expect(
      document.tape == [
        Node(start: 0, end: 31, next: 9, kind: .object),
        Node(start: 1, end: 4, next: 2, kind: .string),
        Node(start: 5, end: 19, next: 7, kind: .array),
        Node(start: 6, end: 7, next: 4, kind: .number),
        Node(start: 8, end: 18, next: 7, kind: .object),
        Node(start: 9, end: 12, next: 6, kind: .string),
        Node(start: 13, end: 17, next: 7, kind: .null),
        Node(start: 20, end: 25, next: 8, kind: .string, hasEscapes: true),
        Node(start: 26, end: 30, next: 9, kind: .true),
      ])
  }

  @Test("any JSON value may be the root", arguments: ["1", "\"x\"", "true", "null", "[]", "{}"])
  func anyRoot(text: String) throws {
    #expect(try Document(" \(text) ").json() == text)
  }

  @Test(
    "a fault is named with its offset",
    arguments: [
      (#"{"a" 1}"#, ScanError(.expectedColon, at: 5)),
      (#"{"a":1,}"#, ScanError(.expectedName, at: 7)),
      (#"{a:1}"#, ScanError(.expectedName, at: 1)),
      ("[1,]", ScanError(.expectedValue, at: 3)),
      ("[1 2]", ScanError(.expectedCommaOrEnd, at: 3)),
      ("[1}", ScanError(.expectedCommaOrEnd, at: 2)),
      ("[01]", ScanError(.malformedNumber, at: 2)),
      ("[1.]", ScanError(.malformedNumber, at: 3)),
      ("[1e+]", ScanError(.malformedNumber, at: 4)),
      ("[-]", ScanError(.malformedNumber, at: 2)),
      ("[tru]", ScanError(.expectedValue, at: 1)),
      ("tru", ScanError(.truncated, at: 3)),
      (#"["\x"]"#, ScanError(.malformedEscape, at: 2)),
      (#"["\u12g4"]"#, ScanError(.malformedEscape, at: 2)),
      ("[\"a\u{1}\"]", ScanError(.controlCharacter, at: 3)),
      (#"["\ud800"]"#, ScanError(.loneSurrogate, at: 2)),
      (#"["\udc00\ud800"]"#, ScanError(.loneSurrogate, at: 2)),
      ("\u{FEFF}{}", ScanError(.byteOrderMark, at: 0)),
    ])
  func faults(text: String, error: ScanError) {
    #expect(scanError(text) == error)
  }

  @Test("every reason has words of its own, and the offset where it helps")
  func descriptions() {
    let texts = ScanError.Reason.allCases.map { ScanError($0, at: 7).description }
    #expect(Set(texts).count == texts.count)
    #expect(texts.filter { !$0.contains("7") } == ["EOF"])
  }
}
