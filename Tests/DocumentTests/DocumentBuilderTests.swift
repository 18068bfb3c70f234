import Bytes
import Document
import Testing

@Suite struct DocumentBuilderTests {
  @Test("DEC-4: any body becomes an object with its text under content")
  func content() throws {
    let document = Document.object([UInt8]("content"), string: Array("say \"hi\"\n".utf8).span)
    #expect(document.json() == #"{"content":"say \"hi\"\n"}"#)
    #expect(try Document.scan(document.text, .strict).tape == document.tape)
  }

  @Test("DEC-3: any bytes make a string document")
  func string() {
    let document = Document.string([0x61, 0xFF].span)
    #expect(document.json() == "\"a\u{FFFD}\"")
    #expect(document.kind(of: 0) == .string)
  }

  @Test("a document built value by value is the one that its text scans to")
  func built() throws {
    var builder = DocumentBuilder()
    builder.beginObject()
    builder.append(name: Array("a\n".utf8).span)
    builder.beginArray()
    builder.append(number: Array("1.10".utf8).span)
    builder.append(true)
    builder.append(false)
    builder.appendNull()
    builder.beginObject()
    builder.end()
    builder.beginArray()
    builder.end()
    builder.end()
    builder.append(name: Array("b".utf8).span)
    builder.append(string: Array("x".utf8).span)
    let document = builder.finish()
    #expect(document.json() == #"{"a\n":[1.10,true,false,null,{},[]],"b":"x"}"#)
    #expect(try Document.scan(document.text, .strict).tape == document.tape)
  }

  @Test("a builder without a value gives null; an end too many does nothing")
  func nothing() {
    var builder = DocumentBuilder()
    builder.end()
    #expect(builder.finish().json() == "null")
    #expect(Document.null.kind(of: 0) == .null)
    #expect(Document.emptyObject.json() == "{}")
    #expect(Document.emptyObject.count(of: 0) == 0)
  }
}
