import Endpoints
import HTTPBackend
import Network
import SocketTesting
import Testing

@Suite("What a backend's answer is decoded to", .timeLimit(.minutes(1)))
struct DecodingTests {
  private func outcome(
    _ content: [UInt8], decoder: AnswerDecoder = .json, fields: String = "",
    maxContent: Int = 1 << 20, asksForGzip: Bool = true
  ) throws -> String {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port], decoder: decoder, maxContent: maxContent)
    let call = try rig.begin(asksForGzip: asksForGzip)
    let server = try listener.serve(RawListener.answer(content, fields: fields))
    let text = call.text()
    server.end()
    rig.stop()
    return text
  }

  private func outcome(_ text: String, decoder: AnswerDecoder = .json) throws -> String {
    try outcome(Array(text.utf8), decoder: decoder)
  }

  @Test("DEC-1: the first JSON value counts, and later bytes are ignored")
  func firstValue() throws {
    #expect(try outcome(#" {"a":1} trailing {"b":2}"#) == #"document {"a":1}"#)
    #expect(try outcome("null") == "document null")
  }

  @Test("DEC-1: without a value it is a failure", arguments: ["", " ", "{", "nonsense", "[1,"])
  func noValue(text: String) throws {
    #expect(try outcome(text).hasPrefix("failed undecodable: "))
  }

  @Test("DEC-2: numbers keep their text")
  func numbers() throws {
    let text = #"{"a":1.0,"b":1e3,"c":12345678901234567890,"d":-0.10}"#
    #expect(try outcome(text) == "document \(text)")
  }

  @Test("DEC-3: any root passes the decoder; where it goes is the program's business")
  func anyRoot() throws {
    for text in ["[1,2]", "7", #""text""#, "true"] {
      #expect(try outcome(text) == "document \(text)")
    }
  }

  @Test("DEC-4: string takes the content as one text, whatever it is")
  func string() throws {
    #expect(try outcome(#"say "hi""#, decoder: .string) == #"document "say \"hi\"""#)
    #expect(try outcome("", decoder: .string) == #"document """#)
  }

  @Test("DEC-5, DEC-6: XML, feeds and YAML are decoded to documents of the same kind")
  func otherFormats() throws {
    #expect(try outcome("<a b='1'/>", decoder: .xml) == #"document {"a":{"-b":"1"}}"#)
    #expect(try outcome("a: [1]", decoder: .yaml) == #"document {"a":[1]}"#)
    #expect(try outcome("<rss/>", decoder: .feed).hasPrefix(#"document {"items":[],"#))
  }

  @Test(
    "what is not of the format is a failure",
    arguments: [AnswerDecoder.xml, .feed, .yaml])
  func malformed(decoder: AnswerDecoder) throws {
    for text in ["", "]", "a: ["] {
      #expect(try outcome(text, decoder: decoder).hasPrefix("failed undecodable: "))
    }
  }

  @Test("DEC-7: gzip is undone, asked for or not", arguments: [true, false])
  func gzip(asked: Bool) throws {
    let coded = Gzip.member(Array(#"{"a":"zipped"}"#.utf8))
    let text = try outcome(coded, fields: "Content-Encoding: gzip\r\n", asksForGzip: asked)
    #expect(text == #"document {"a":"zipped"}"#)
  }

  @Test("DEC-7: bad gzip is a failure: garbage, cut, corrupt, or with bytes behind it")
  func badGzip() throws {
    let coded = Gzip.member(Array(#"{"a":"zipped"}"#.utf8))
    var corrupt = coded
    corrupt[coded.count - 5] ^= 0xFF
    for content in [[1, 2, 3], Array(coded.dropLast()), corrupt, coded + [7]] as [[UInt8]] {
      let text = try outcome(content, fields: "Content-Encoding: gzip\r\n")
      #expect(text.hasPrefix("failed malformedAnswer: gzip: "))
    }
  }

  @Test("DEC-7: a gzip bomb is cut off, by its size or by its ratio")
  func bomb() throws {
    let zeros = [UInt8](repeating: 0x20, count: 20 << 20)
    let coded = Gzip.member(zeros)
    #expect(
      try outcome(coded, fields: "Content-Encoding: gzip\r\n").hasPrefix("failed tooLarge: gzip: "))
    let text = try outcome(coded, fields: "Content-Encoding: gzip\r\n", maxContent: 1 << 30)
    #expect(text.hasPrefix("failed malformedAnswer: gzip: "))
  }

  @Test("DEC-7: other codings are left alone, and so fail as what they are not")
  func otherCoding() throws {
    let text = try outcome([0x1F, 0x8B, 1], fields: "Content-Encoding: br\r\n")
    #expect(text.hasPrefix("failed undecodable: "))
  }

  @Test("DEC-8: of an answer that is decoded nothing but its data is left")
  func onlyData() throws {
    let text = try outcome(
      Array("{}".utf8), fields: "Content-Type: text/plain\r\nX-Secret: yes\r\nSet-Cookie: a=b\r\n")
    #expect(text == "document {}")
  }

  @Test("an answer above the limit is refused, however it is framed")
  func limit() throws {
    let text = try outcome(
      Array("\"\(String(repeating: "x", count: 200))\"".utf8), maxContent: 100)
    #expect(text == "failed tooLarge: the answer is too large [GET /pattern]")
  }
}
