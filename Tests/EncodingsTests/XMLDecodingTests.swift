import Bytes
import Encodings
import Testing

@Suite("The xml decoder")
struct XMLDecodingTests {
  @Test("DEC-5: the root element is the single top key, and all scalars are texts")
  func root() {
    #expect(Decoding.xml("<a>1</a>") == #"{"a":"1"}"#)
    #expect(Decoding.xml("<a><b>true</b></a>") == #"{"a":{"b":"true"}}"#)
  }

  @Test("DEC-5: attributes are members with a dash, text beside them is #text")
  func attributes() {
    #expect(Decoding.xml(#"<a x="1" y=''>t</a>"#) == ##"{"a":{"#text":"t","-x":"1","-y":""}}"##)
    #expect(Decoding.xml(#"<a x="1"/>"#) == #"{"a":{"-x":"1"}}"#)
  }

  @Test("DEC-5: repeated siblings become a list where the first stood, others stay apart")
  func repetition() {
    #expect(
      Decoding.xml("<a><b>1</b><c/><b><d/></b><b>3</b></a>")
        == #"{"a":{"b":["1",{"d":""},"3"],"c":""}}"#)
    let nested = "<a><b><b>1</b><b>2</b></b><b/></a>"
    #expect(Decoding.xml(nested) == #"{"a":{"b":[{"b":["1","2"]},""]}}"#)
  }

  @Test("DEC-5: text is trimmed, and blanks between elements are nothing")
  func blanks() {
    #expect(Decoding.xml(" \n<a>\n  <b> x y\t</b>\r\n</a>\n") == #"{"a":{"b":"x y"}}"#)
    #expect(Decoding.xml("<a> \n </a>") == #"{"a":""}"#)
  }

  @Test("DEC-5: of mixed content the last text before any member counts, else the last one")
  func mixed() {
    #expect(Decoding.xml("<a>x<b>y</b>z</a>") == ##"{"a":{"#text":"x","b":"y"}}"##)
    #expect(Decoding.xml("<a><b/>x<c/>y</a>") == ##"{"a":{"#text":"y","b":"","c":""}}"##)
    #expect(Decoding.xml("<a>x<!-- c -->y</a>") == #"{"a":"y"}"#)
    #expect(Decoding.xml("<a i='1'>x<?p q?>y</a>") == ##"{"a":{"#text":"y","-i":"1"}}"##)
  }

  @Test("DEC-5: prefixes are dropped, a declared one stays as an attribute with its name")
  func prefixes() {
    #expect(
      Decoding.xml(#"<n:a xmlns:n="u" xmlns="v"><n:b n:c="1"/><b/></n:a>"#)
        == #"{"a":{"-n":"u","-xmlns":"v","b":[{"-c":"1"},""]}}"#)
    #expect(Decoding.xml(#"<a n:x="1" x="2"/>"#) == #"{"a":{"-x":"2"}}"#)
  }

  @Test("DEC-5: CDATA, character references and the five entities of XML are text")
  func references() {
    let text = "<a><b><![CDATA[<x>&]]></b><c>&lt;&#65;&#xe9;&amp;&quot;&apos;&gt;</c></a>"
    #expect(Decoding.xml(text) == #"{"a":{"b":"<x>&","c":"<Aé&\"'>"}}"#)
    #expect(Decoding.xml("<a b='&amp;&#38;&lt;&quot;&#39;'/>") == #"{"a":{"-b":"&&<\"'"}}"#)
  }

  @Test("DEC-5: other charsets are converted, and a byte order mark is no text")
  func charsets() throws {
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9]
    let document = try XMLDecoder.decode((latin + Array("</a>".utf8)).span)
    #expect(Decoding.json(of: 0, document) == #"{"a":"é"}"#)
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in "<a b='ü'>€</a>".utf16 { wide += [UInt8(unit & 255), UInt8(unit >> 8)] }
    #expect(
      Decoding.json(of: 0, try XMLDecoder.decode(wide.span)) == ##"{"a":{"#text":"€","-b":"ü"}}"##)
    #expect(Decoding.xml("<?xml version=\"1.0\" encoding='Windows-1252'?><a/>") == #"{"a":""}"#)
    #expect(Decoding.xml("\u{FEFF}<a/>") == #"{"a":""}"#)
  }

  @Test("DEC-5: what follows the root element is not read")
  func trailing() {
    #expect(Decoding.xml("<a/><b/>") == #"{"a":""}"#)
    #expect(Decoding.xml("<a>1</a> & nonsense <") == #"{"a":"1"}"#)
  }

  @Test("an empty content is an error", arguments: ["", "  \n"])
  func empty(text: String) { #expect(Decoding.xml(text) == "EOF") }

  @Test(
    "malformed XML is an error",
    arguments: [
      "text", "<a>", "<a", "<a><b></a>", "<a b></a>", "<a b=1/>", "<a x='1' x='2'/>", "<a>&</a>",
      "<1/>", "<a>\u{1}</a>", "</a>", "<?xml version='1.0'?>", "<!-- --", "<a><![CDATA[x</a>", "{}",
    ])
  func malformed(text: String) { #expect(Decoding.xml(text).hasPrefix("malformed XML")) }

  @Test("bytes that are no UTF-8 are an error")
  func notUTF8() {
    let bytes = Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8)
    #expect(throws: DecodingError.self) { try XMLDecoder.decode(bytes.span) }
  }
}
