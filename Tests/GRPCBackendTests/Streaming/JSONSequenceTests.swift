import Bytes
import Testing

@testable import GRPCBackend

@Suite struct JSONSequenceTests {
  /// What a content comes to when it arrives in pieces of a size.
  private static func texts(
    _ content: String, piece: Int = .max, limit: Int = 1 << 20
  ) throws(JSONSequence.Fault) -> [String] {
    var sequence = JSONSequence(limit: limit)
    var texts: [String] = []
    let bytes = Array(content.utf8)
    var start = 0
    while start < bytes.count {
      let end = piece < bytes.count - start ? start + piece : bytes.count
      let part = Array(bytes[start..<end])
      var position = 0
      while let text = try sequence.next(part.span, from: &position) {
        texts.append(String(decoding: text, as: UTF8.self))
      }
      start = end
    }
    if let text = try sequence.finish() { texts.append(String(decoding: text, as: UTF8.self)) }
    return texts
  }

  @Test(
    arguments: [
      ("", []), (" \r\n\t", []), ("[]", []), ("[ ]\n", []),
      ("{}", ["{}"]), ("{}\n{\"a\":1}\n", ["{}", "{\"a\":1}"]),
      ("{\"a\":[1,{}]}{\"b\":2}", ["{\"a\":[1,{}]}", "{\"b\":2}"]),
      ("[{\"a\":\"]\"} , {\"b\":\"\\\"}\"}]", ["{\"a\":\"]\"}", "{\"b\":\"\\\"}\"}"]),
      ("[1,\"x\",true,[2,3]]", ["1", "\"x\"", "true", "[2,3]"]),
      ("1 2\n\"three\"\"four\" null", ["1", "2", "\"three\"", "\"four\"", "null"]),
    ] as [(String, [String])])
  func textsAreCutWhereTheyEndHoweverTheyArrive(_ content: String, _ texts: [String]) throws {
    for piece in [1, 2, 3, 7, Int.max] {
      #expect(try Self.texts(content, piece: piece) == texts)
    }
  }

  @Test(arguments: ["[", "[1", "[1,", "[{}", "{", "{\"a", "\"a", "\"a\\", "{\"a\":[}"])
  func contentThatEndsWithinATextIsTruncated(_ content: String) {
    #expect(throws: JSONSequence.Fault.truncated) { try Self.texts(content) }
  }

  @Test(
    arguments: [
      ("]", 0), (",", 0), ("[,1]", 1), ("[1,]", 3), ("[1 2]", 3), ("[1]x", 3), ("[{}{}]", 3),
      ("{},{}", 2), ("[1]]", 3),
    ] as [(String, Int)])
  func whatStandsWhereNoTextCanIsNamedWithItsPlace(_ content: String, _ offset: Int) {
    let byte = Array(content.utf8)[offset]
    #expect(throws: JSONSequence.Fault.unexpected(byte, offset: offset)) {
      try Self.texts(content)
    }
  }

  @Test func aTextLongerThanTheLimitIsRefusedBeforeItIsWhole() throws {
    #expect(try Self.texts("[\"123456\"]", limit: 8) == ["\"123456\""])
    for content in ["\"1234567\"", "[{\"a\":[[[[[", "1234567890"] {
      #expect(throws: JSONSequence.Fault.tooLong) { try Self.texts(content, limit: 8) }
    }
  }
}
