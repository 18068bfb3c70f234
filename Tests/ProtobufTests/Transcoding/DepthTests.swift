import Document
import Protobuf
import Testing

@Suite("How deep messages may be")
struct DepthTests {
  /// A type, and JSON that holds itself: in front of the innermost object, and behind it.
  struct Nest: Sendable, CustomTestStringConvertible {
    let type: String
    let open: String
    let close: String
    var outside = ("", "")
    let testDescription: String

    func json(_ levels: Int) -> [UInt8] {
      let inside =
        String(repeating: open, count: levels) + "{}" + String(repeating: close, count: levels)
      return Array((outside.0 + inside + outside.1).utf8)
    }
  }

  private static let nests = [
    Nest(
      type: "transcoding.Everything", open: #"{"child":"#, close: "}", testDescription: "messages"),
    Nest(
      type: "transcoding.Inner", open: #"{"inners":["#, close: "]}", testDescription: "lists"),
    Nest(
      type: "transcoding.Everything", open: #"{"inners":["#, close: "]}",
      outside: (#"{"child":{"parts":{"a":"#, "}}}"), testDescription: "a map"),
    Nest(
      type: "google.protobuf.Struct", open: #"{"a":"#, close: "}", testDescription: "structs"),
    Nest(
      type: "google.protobuf.ListValue", open: "[", close: "]", outside: ("[", "]"),
      testDescription: "lists of values"),
    Nest(
      type: "transcoding.Everything", open: #"{"a":["#, close: "]}",
      outside: (#"{"values":{"k":"#, "}}"), testDescription: "values in a map"),
    Nest(
      type: "google.protobuf.Any", open: #"{"@type":"/google.protobuf.Any","value":"#, close: "}",
      testDescription: "Anys"),
    Nest(
      type: "google.protobuf.Any", open: #"{"a":"#, close: "}",
      outside: (#"{"@type":"/google.protobuf.Struct","value":"#, "}"),
      testDescription: "a struct in an Any"),
    Nest(
      type: "transcoding.Everything", open: #"{"child":"#, close: "}",
      outside: (#"{"any":{"@type":"/transcoding.Everything","child":"#, "}}"),
      testDescription: "messages in an Any"),
    Nest(
      type: "legacy.Tree", open: #"{"id":"a","[legacy.more]":["#, close: "]}",
      testDescription: "extensions"),
  ]

  @Test("levels are counted alike in both directions", arguments: Self.nests)
  func levels(nest: Nest) throws {
    let limits = TranscodeLimits(depth: 10)
    let output = try Transcoding.output(nest.type, limits: limits)
    let input = try Transcoding.input(nest.type, limits: limits)
    let whole = try Transcoding.input(nest.type, limits: TranscodeLimits(depth: 50))
    var highest = 0
    for levels in 0..<20 where (try? whole.wire(nest.json(levels))) != nil {
      let wire = try whole.wire(nest.json(levels))
      let isWritten = (try? output.document(wire.span)) != nil
      do throws(TranscodeError) {
        #expect(try input.wire(nest.json(levels)) == wire)
        #expect(isWritten, "\(levels) levels are read only")
        highest = levels
      } catch {
        #expect(error.reason == .tooDeep)
        #expect(!isWritten, "\(levels) levels are written only")
      }
    }
    #expect((4...10).contains(highest))
  }

  @Test("the messages around a body that is one field are levels too")
  func bodies() throws {
    let schema = try Transcoding.schema()
    let id = try #require(schema.message(named: "transcoding.Everything"))
    let limits = TranscodeLimits(depth: 10)
    let request = RequestMessage(schema, message: id, limits: limits)
    let output = try Transcoding.output(limits: limits)
    let field = try request.bodyPath("child.child.child")
    for levels in 0..<10 {
      let body = try Document(json: String(decoding: Self.nests[0].json(levels), as: UTF8.self))
      if let wire = try? request.wire([], body: body, into: field) {
        #expect(levels <= 6)
        #expect((try? output.document(wire.span)) != nil)
      } else {
        #expect(levels > 6)
      }
    }
  }
}
