import Bytes
import Messages
import Testing

@testable import Endpoints

@Suite("The language of references")
struct ReferenceParserTests {
  private static func parse(_ text: String) throws -> Reference {
    try ReferenceParser.parse(Array(text.utf8))
  }

  @Test("an answer has a status, fields and a body, a request has a path, a query and fields")
  func sources() throws {
    let etag = try #require(FieldName("ETag"))
    let tenant = try #require(FieldName("X-Tenant.A"))
    #expect(try Self.parse("resp0.status").source == .status(step: 0))
    #expect(try Self.parse("resp12.header.etag").source == .answerField(step: 12, etag))
    #expect(try Self.parse("resp1.body").source == .data(step: 1, []))
    #expect(try Self.parse("input.path.id").source == .parameter("id"))
    #expect(try Self.parse("id").source == .parameter("id"))
    #expect(try Self.parse("input.query.a.b").source == .queryValue(Array("a.b".utf8)))
    #expect(try Self.parse("input.header.x-tenant.a").source == .requestField(tenant))
  }

  @Test("a path into a body goes by members, items, and each item of one list")
  func steps() throws {
    let path: [Reference.Step] = [
      .member(Array("a-b c".utf8)), .item(10), .each, .member(Array("x.y]".utf8)),
    ]
    let reference = try Self.parse("resp0.body.a-b c[10][]['x.y]']")
    #expect(reference.source == .data(step: 0, path))
    #expect(reference.isList)
    #expect(try Self.parse("resp0.body[0]").source == .data(step: 0, [.item(0)]))
  }

  @Test("a question mark leaves out what has no value, a text behind it stands in")
  func absence() throws {
    #expect(try Self.parse("resp0.body.a").absence == .refuses)
    #expect(try Self.parse("resp0.body.a?").absence == .leavesOut)
    #expect(try Self.parse("id?a?b").absence == .means(Array("a?b".utf8)))
    #expect(try Self.parse("input.header.A?-").absence == .means(Array("-".utf8)))
  }

  @Test(
    "what is no reference says why",
    arguments: [
      ("", ReferenceError.unknownSource), ("a.b", .unknownSource), ("resp0_a", .unknownSource),
      ("resp0", .unknownSource), ("a b", .unknownSource), ("resp.status", .unknownSource),
      ("resp0.stauts", .unknownAnswerPart("stauts")), ("resp0.", .unknownAnswerPart("")),
      ("input.content", .unknownRequestPart("content")), ("input.path", .invalidName),
      ("input.query.", .invalidName), ("resp0.header", .invalidName),
      ("resp0.header.a b", .invalidName), ("resp0.body.", .invalidName),
      ("resp0.body..a", .invalidName), ("resp0.body[", .invalidIndex),
      ("resp0.body[a]", .invalidIndex), ("resp0.body[-1]", .invalidIndex),
      ("resp0.body[9999999]", .invalidIndex), ("resp0.body['a]", .invalidIndex),
      ("resp0.status.x", .trailingText), ("resp0.body.a]", .trailingText),
      ("resp0.body[].a[]", .nestedLists), ("resp9999999.status", .tooLong),
    ])
  func mistakes(text: String, reason: ReferenceError) {
    #expect(throws: reason) { try Self.parse(text) }
  }

  @Test("a reference has at most 1024 bytes and 32 steps")
  func limits() throws {
    _ = try Self.parse("resp0.body" + String(repeating: ".a", count: 32))
    #expect(throws: ReferenceError.tooLong) {
      try Self.parse("resp0.body" + String(repeating: ".a", count: 33))
    }
    #expect(throws: ReferenceError.tooLong) {
      try Self.parse("resp0.body." + String(repeating: "a", count: 1024))
    }
  }

  @Test("a doubled brace stands for itself, a lone one is a mistake")
  func braces() throws {
    #expect(try TextTemplate("{{a}} b").pieces == [.text(Array("{a} b".utf8))])
    for text in ["{", "a}", "{id", "}{id}"] {
      #expect(throws: TextTemplate.Mistake.self) { try TextTemplate(text) }
    }
  }
}
