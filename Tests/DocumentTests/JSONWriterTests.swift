import Bytes
import Document
import Testing

@Suite struct JSONWriterTests {
  private func written(_ write: (inout [UInt8]) -> Void) -> String {
    var output: [UInt8] = []
    write(&output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "REN-1: a double is written as Go writes it, without exponent from 1e-6 up to 1e21",
    arguments: [
      (0.0, "0"), (-0.0, "-0"), (1.0, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (349.5, "349.5"),
      (1e-6, "0.000001"), (9.99e-7, "9.99e-7"), (1e-7, "1e-7"), (1.25e-10, "1.25e-10"),
      (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e300, "1.5e+300"),
      (.leastNonzeroMagnitude, "5e-324"),
      (123456789012345680, "123456789012345680"), (1.2345678901234567e19, "12345678901234567000"),
      (9_007_199_254_740_992, "9007199254740992"), (0.000123, "0.000123"),
      (1e16, "10000000000000000"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (100, "100"), (1e2 + 0.5, "100.5"),
    ])
  func doubles(number: Double, text: String) {
    #expect(written { JSONWriter.append(number, to: &$0) } == text)
  }

  @Test("what JSON cannot say becomes null", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(number: Double) {
    #expect(written { JSONWriter.append(number, to: &$0) } == "null")
  }

  @Test("whole numbers keep every digit", arguments: [0, 7, -7, Int.max, Int.min])
  func integers(number: Int) {
    #expect(written { JSONWriter.append(number, to: &$0) } == "\(number)")
  }

  @Test("a string escapes what RFC 8259 demands and nothing else")
  func minimal() {
    let text = "a\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}<&>\u{2028}é😀"
    #expect(
      written { JSONWriter.append(string: Array(text.utf8), to: &$0) }
        == #""a\"\\/\b\f\n\r\t\u0000\u001f\#u{7F}<&>\#u{2028}é😀""#)
  }

  @Test("REN-1: HTML characters and line separators are escaped as in Go")
  func html() {
    let bytes = Array("<a href=\"x\">&\u{2028}\u{2029}\u{2027}é".utf8) + [0xFF]
    #expect(
      written { JSONWriter.append(string: bytes, .html, to: &$0) }
        == #""\u003ca href=\"x\"\u003e\u0026\u2028\u2029\#u{2027}é\ufffd""#)
  }

  @Test("a string of bytes that are no UTF-8 holds U+FFFD for each")
  func invalid() {
    #expect(
      written { JSONWriter.append(string: [0x61, 0xC3, 0xFE], to: &$0) }
        == "\"a\u{FFFD}\u{FFFD}\"")
  }

  @Test("every length and place of a special byte is escaped the same")
  func alignment() {
    for length in 0..<40 {
      for place in 0...length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        bytes.insert(0x22, at: place)
        let expected =
          "\"" + String(repeating: "a", count: place) + "\\\""
          + String(repeating: "a", count: length - place) + "\""
        #expect(written { JSONWriter.append(string: bytes, to: &$0) } == expected)
      }
    }
  }

  @Test("a slice keeps blanks, escapes and numbers as they stand")
  func slices() throws {
    let document = try Document(#"{ "a" : [ 1.0 , "\u0041" ] }"#)
    let value = try #require(document.value(of: Array("a".utf8), in: 0))
    #expect(written { JSONWriter.append(value, of: document, to: &$0) } == #"[ 1.0 , "\u0041" ]"#)
  }

  @Test("compact output drops the blanks between tokens only")
  func compact() throws {
    let document = try Document("{ \"a b\" :\r\n[ 1.0 ,\t\"\\u0041 x\" , { } , [ ] , null ] }")
    #expect(
      written { JSONWriter.append(compact: 0, of: document, to: &$0) }
        == #"{"a b":[1.0,"\u0041 x",{},[],null]}"#)
  }

  @Test("REN-1: sorted output has members by bytes, the last of equals, strings escaped anew")
  func sorted() throws {
    let document = try Document(
      #"{"b":[{"z":1,"a":1.10}],"B":"<\u00e9\/>","a":1e400,"\u0061":2,"é":[],"":{}}"#)
    #expect(
      written { JSONWriter.append(sorted: 0, of: document, to: &$0) }
        == #"{"":{},"B":"\u003cé/\u003e","a":2,"b":[{"a":1.10,"z":1}],"é":[]}"#)
  }
}
