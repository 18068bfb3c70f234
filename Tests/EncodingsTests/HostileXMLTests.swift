import Bytes
import Document
import Encodings
import Testing

@Suite("Hostile XML", .timeLimit(.minutes(1)))
struct HostileXMLTests {
  /// Entities that would expand to gigabytes.
  private static let laughs: String = {
    var text = "<!DOCTYPE a [<!ENTITY e0 \"ha\">"
    for level in 1...12 {
      let reference = String(repeating: "&e\(level - 1);", count: 10)
      text += "<!ENTITY e\(level) \"\(reference)\">"
    }
    return text + "]>"
  }()

  @Test("no entity is expanded, in text or attributes")
  func laughs() {
    let error = "a reference to an entity that is not defined"
    #expect(Decoding.xml(Self.laughs + "<a>&e12;</a>") == error)
    #expect(Decoding.xml(Self.laughs + "<a b='&e12;'/>") == error)
    #expect(Decoding.xml("<a>&nbsp;</a>") == error)
    #expect(Decoding.xml("<!DOCTYPE a SYSTEM 'x.dtd'><a>&x;</a>") == error)
    #expect(Decoding.xml("<!DOCTYPE a SYSTEM 'x.dtd'><a b='&x;'/>") == error)
  }

  @Test("no file and no address is read")
  func external() {
    let file = "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&f;</a>"
    #expect(Decoding.xml(file) == "a reference to an entity that is not defined")
    let parameter = "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a>1</a>"
    #expect(Decoding.xml(parameter) == #"{"a":"1"}"#)
    #expect(Decoding.xml("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") == #"{"a":""}"#)
  }

  @Test("declarations add nothing to elements")
  func declarations() {
    #expect(Decoding.xml("<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>") == #"{"a":""}"#)
  }

  @Test("what stands in comments, CDATA and instructions is no attribute")
  func noAttributes() {
    let signs = String(repeating: "k=v&", count: 300)
    #expect(Decoding.xml("<a><!-- \(signs) --><b>1</b></a>") == #"{"a":{"b":"1"}}"#)
    #expect(Decoding.xml("<a><![CDATA[\(signs)]]></a>") == #"{"a":"\#(signs)"}"#)
    #expect(Decoding.xml("<a><?p \(signs)?></a>") == #"{"a":""}"#)
    let attributes = (0..<300).map { " a\($0)=''" }.joined()
    let refusal = "too many attributes in one element"
    #expect(Decoding.xml("<a><!-- <b\(attributes)/> --></a>") == refusal)
    #expect(Decoding.xml("<a><!----><b\(attributes)/></a>") == refusal)
  }

  @Test("depth is limited, by the limits and by libxml2 at 256")
  func depth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
    }
    #expect(throws: DecodingError.tooDeep) {
      try XMLDecoder.decode(nested(5).span, limits: DocumentLimits(depth: 4))
    }
    _ = try XMLDecoder.decode(nested(4).span, limits: DocumentLimits(depth: 4))
    _ = try XMLDecoder.decode(nested(200).span)
    #expect(throws: DecodingError.self) { try XMLDecoder.decode(nested(100_000).span) }
  }

  @Test("bytes, nodes and attributes are limited")
  func sizes() {
    let text = Array("<a><b/><b/><b/></a>".utf8)
    #expect(throws: DecodingError.tooLarge) {
      try XMLDecoder.decode(text.span, limits: DocumentLimits(bytes: 10))
    }
    #expect(throws: DecodingError.tooManyNodes) {
      try XMLDecoder.decode(text.span, limits: DocumentLimits(nodes: 8))
    }
    let attributes = (0..<300).map { "a\($0)='>'" }.joined(separator: " ")
    #expect(Decoding.xml("<a \(attributes)/>") == "too many attributes in one element")
    let wide = Array("<a \(attributes)/>".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    #expect(throws: DecodingError.tooManyAttributes) {
      try XMLDecoder.decode(([0xFE, 0xFF] + wide).span)
    }
  }

  @Test("different names are limited: libxml2 finds each among all others")
  func names() {
    let text = (0..<70_000).map { "<e\($0)/>" }.joined()
    #expect(Decoding.xml("<a>\(text)</a>") == "too many different names")
    let instructions = (0..<70_000).map { "<?p\($0)?>" }.joined()
    #expect(Decoding.xml("\(instructions)<a/>") == "too many different names")
  }

  @Test(
    "document type declarations are skipped, whatever is in them",
    arguments: [
      "<!DOCTYPE a>", "<!DOCTYPE a [<!ELEMENT a (b|c)><!-- ' > --><!ENTITY x '>'>]>",
      "<?p <!DOCTYPE ?><!-- <a> --><!DOCTYPE a PUBLIC \"x>\" 'y'>\n", "<!DOCTYPE a><!DOCTYPE a>",
    ])
  func doctype(text: String) {
    #expect(Decoding.xml("\(text)<a>1</a>") == #"{"a":"1"}"#)
    let wide = Array("\(text)<a>1</a>".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    #expect((try? XMLDecoder.decode(([0xFE, 0xFF] + wide).span)) != nil)
  }

  @Test(
    "one that does not end is an error",
    arguments: [
      "<!DOCTYPE a", "<!DOCTYPE a [", "<!DOCTYPE a ['>", "<!DOCTYPE a <!-- >", "<!--", "<?p",
    ])
  func openDoctype(text: String) { #expect(Decoding.xml("\(text)<a/>").hasPrefix("malformed")) }

  @Test("an equals sign in text is no attribute")
  func equalsSigns() {
    let signs = String(repeating: "=", count: 400)
    #expect(Decoding.xml("<a b='\(signs)'>\(signs)</a>").hasPrefix(#"{"a":{"#))
  }

  @Test(
    "encodings that hide tags are refused",
    arguments: [
      "encoding='UTF-7'", "encoding=\"ISO-2022-JP\"", "encoding = 'utf-16le'", "encoding='ucs-4'",
      "encoding='utf-8' encoding='utf-7'", "encoding=utf-8", "encoding='",
    ])
  func hidden(encoding: String) {
    #expect(Decoding.xml("<?xml version='1.0' \(encoding)?><a/>").hasPrefix("malformed XML"))
  }

  @Test("characters of two bytes hide no attributes")
  func wide() {
    let attributes = (0..<300).map { "a\($0)='\u{3C3C}\u{2222}'" }.joined(separator: " ")
    let wide = Array("<a \(attributes)/>".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(throws: DecodingError.tooManyAttributes) {
      try XMLDecoder.decode(([0xFF, 0xFE] + wide).span)
    }
    #expect(throws: DecodingError.tooManyAttributes) { try XMLDecoder.decode(wide.span) }
  }

  @Test("a document that ends early is an error, wherever it ends")
  func truncated() {
    let text = Array("<?xml version='1.0'?><a b='c'><d>e</d><![CDATA[f]]><!--g-->&amp;</a>".utf8)
    for count in 0..<text.count {
      #expect(throws: DecodingError.self) {
        try XMLDecoder.decode(text.span.extracting(0..<count))
      }
    }
  }
}
