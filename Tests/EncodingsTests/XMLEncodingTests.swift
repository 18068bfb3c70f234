import Bytes
import Document
import Encodings
import Testing

@Suite("The xml encoder")
struct XMLEncodingTests {
  @Test("REN-4: one top key is the root element, several are below doc")
  func root() {
    #expect(Encoding.xml(#"{"a":{"b":1}}"#) == "<a><b>1</b></a>")
    #expect(Encoding.xml(#"{"b":1,"a":2}"#) == "<doc><a>2</a><b>1</b></doc>")
    #expect(Encoding.xml("{}") == "<doc/>")
    #expect(Encoding.xml("null") == "<doc/>")
  }

  @Test("REN-4: a list of objects repeats the root element, any other list is below doc")
  func rootList() {
    #expect(Encoding.xml(#"{"a":[{"b":1},{"b":2}]}"#) == "<a><b>1</b></a><a><b>2</b></a>")
    #expect(Encoding.xml(#"{"a":[{"b":1},2]}"#) == "<doc><a><b>1</b></a><a>2</a></doc>")
    #expect(Encoding.xml(#"{"a":["x","y"]}"#) == "<doc><a>x</a><a>y</a></doc>")
    #expect(Encoding.xml(#"{"a":[]}"#) == "<a/>")
  }

  @Test("REN-4: keys come in alphabetic order, attributes and text before elements")
  func order() {
    #expect(
      Encoding.xml(##"{"r":{"z":1,"-b":2,"Z":3,"-a":"x","#text":"t"}}"##)
        == #"<r a="x" b="2">t<Z>3</Z><z>1</z></r>"#)
    #expect(Encoding.xml(##"{"r":{"-b":true,"#text":1.50}}"##) == #"<r b="true">1.50</r>"#)
  }

  @Test("REN-4: empty values are empty elements, numbers keep their text")
  func scalars() {
    #expect(
      Encoding.xml(
        #"{"r":{"a":"","b":null,"c":{},"d":[],"e":1.50,"f":false,"g":12345678901234567890}}"#)
        == "<r><a/><b/><c/><d/><e>1.50</e><f>false</f><g>12345678901234567890</g></r>")
  }

  @Test("REN-4: lists repeat the element, lists in lists too")
  func lists() {
    #expect(
      Encoding.xml(#"{"r":{"a":[1,[2,3],{"b":4},[],null]}}"#)
        == "<r><a>1</a><a>2</a><a>3</a><a><b>4</b></a><a/><a/></r>")
  }

  @Test("REN-4: special characters are escaped, in text and attributes")
  func escapes() {
    #expect(
      Encoding.xml(#"{"r":{"-a":"<\"'","b":"<&>\"'é\n"}}"#)
        == "<r a=\"&lt;&quot;&apos;\"><b>&lt;&amp;&gt;&quot;&apos;é\n</b></r>")
    #expect(Encoding.xml(#"{"r":"a\u0000b\u001f\uffff"}"#) == "<r>a\u{FFFD}b\u{FFFD}\u{FFFD}</r>")
  }

  @Test("names that XML cannot hold never become markup")
  func names() {
    #expect(
      Encoding.xml(#"{"r":{"a b":1,"1":2,"<x>":3,"":4,"-":5,"é:z":6,"-a b":7}}"#)
        == "<r><_>4</_><_->5</_-><_1>2</_1><_x_>3</_x_><a_b>1</a_b><é:z>6</é:z></r>")
  }

  @Test("an attribute that is no scalar, or whose name XML cannot hold, is left out")
  func attributes() {
    #expect(
      Encoding.xml(#"{"r":{"-a b":1,"-a\tb":2,"-1":3,"-xml:lang":"en"}}"#)
        == "<r xml:lang=\"en\"/>")
    #expect(Encoding.xml(#"{"r":{"-a":null,"-b":[1],"-c":{"d":1},"-e":1}}"#) == "<r e=\"1\"/>")
  }

  @Test("of members with one name the last counts")
  func twins() { #expect(Encoding.xml(#"{"r":{"a":1,"a":2}}"#) == "<r><a>2</a></r>") }

  @Test("what would grow beyond the limit is not written to its end")
  func limit() throws {
    let name = String(repeating: "n", count: 1000)
    let items = Array(repeating: "1", count: 1000).joined(separator: ",")
    let document = try Document.scan(Array("{\"r\":{\"\(name)\":[\(items)]}}".utf8))
    var output: [UInt8] = []
    #expect(!XMLEncoder.append(document, to: &output))
    #expect(output.count < 2 << 20)
    output = []
    #expect(XMLEncoder.append(document, limit: OutputLimit(bytes: 4 << 20), to: &output))
  }

  @Test("nesting costs no call stack")
  func deep() throws {
    let text = String(repeating: "{\"a\":", count: 500) + "1" + String(repeating: "}", count: 500)
    #expect(Encoding.xml(text).hasPrefix("<a><a>"))
  }
}
