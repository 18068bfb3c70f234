import Document
import Testing

@Suite struct QueryTests {
  private let document: Document

  init() throws {
    document = try Document(
      #"{"a":{"b":{"c":[10,20,[30]]}},"dup":1,"dup":2,"\u0064up":3,"q\"":"\u00e9\n","e":{},"l":[]}"#
    )
  }

  private func names(_ names: String...) -> [[UInt8]] { names.map { Array($0.utf8) } }

  @Test("members come in the order of the text, duplicates included")
  func members() {
    let found = document.members(of: 0).map { document.json($0.name) + document.json($0.value) }
    #expect(
      found == [
        #""a"{"b":{"c":[10,20,[30]]}}"#, #""dup"1"#, #""dup"2"#, #""\u0064up"3"#,
        #""q\"""\u00e9\n""#, #""e"{}"#, #""l"[]"#,
      ])
    #expect(document.count(of: 0) == 7)
  }

  @Test("elements come in order, and a scalar or object has none")
  func elements() throws {
    let array = try #require(document.value(at: names("a", "b", "c")))
    #expect(document.elements(of: array).map { document.json($0) } == ["10", "20", "[30]"])
    #expect(document.count(of: array) == 3)
    #expect(Array(document.elements(of: 0)).isEmpty)
    #expect(Array(document.elements(of: array + 1)).isEmpty)
    #expect(Array(document.members(of: array)).isEmpty)
  }

  @Test("an empty container has no children")
  func empty() throws {
    let object = try #require(document.value(at: names("e")))
    let array = try #require(document.value(at: names("l")))
    #expect(Array(document.members(of: object)).isEmpty)
    #expect(Array(document.elements(of: array)).isEmpty)
    #expect(document.count(of: object) == 0)
  }

  @Test("of equal names the last wins, however it is escaped")
  func lastWins() throws {
    let value = try #require(document.value(of: Array("dup".utf8), in: 0))
    #expect(document.json(value) == "3")
  }

  @Test("a name is compared decoded")
  func decodedNames() throws {
    let value = try #require(document.value(of: Array("q\"".utf8), in: 0))
    #expect(document.string(at: value) == Array("é\n".utf8))
    #expect(document.value(of: Array(#"q\""#.utf8), in: 0) == nil)
  }

  @Test("a path walks objects only; no names is the node itself")
  func paths() throws {
    let end = try #require(document.value(at: names("a", "b")))
    #expect(document.json(end) == #"{"c":[10,20,[30]]}"#)
    #expect(document.value(at: names("a", "x")) == nil)
    #expect(document.value(at: names("a", "b", "c", "0")) == nil)
    #expect(document.value(at: names("dup", "x")) == nil)
    #expect(document.value(at: []) == 0)
    #expect(document.value(at: names("c"), from: end) != nil)
  }

  @Test("a node that is no string has no decoded bytes and equals no name")
  func noString() throws {
    let number = try #require(document.value(of: Array("dup".utf8), in: 0))
    #expect(document.string(at: number).isEmpty)
    #expect(!document.isString(number, Array("3".utf8)))
    #expect(!document.isString(0, []))
  }

  @Test("every escape is decoded")
  func escapes() throws {
    let document = try Document(#""\"\\\/\b\f\n\r\t\u0000\u0041\u00df\u6771\ud83d\ude00""#)
    #expect(
      String(decoding: document.string(at: 0), as: UTF8.self)
        == "\"\\/\u{8}\u{C}\n\r\t\u{0}Aß東😀")
  }
}
