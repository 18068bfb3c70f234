import Bytes
import Document
import Messages
import Testing

@testable import Endpoints

@Suite("References into the client's content")
struct ContentReferenceTests {
  private static let body =
    #"{"a": {"b": [10, {"c": "x\n"}]}, "n/m": {"~": true}, "list": [{"id": 1}, {}, {"id": "2"}]}"#

  private static func value(_ reference: String, _ body: String = body) throws -> String? {
    let parsed = try ReferenceParser.parse(Array(reference.utf8))
    guard case .content(let path) = parsed.source else { return "no content" }
    guard let document = ContentValue.read(.bytes(Array(body.utf8))),
      let value = ContentValue.find(path, in: document)
    else { return nil }
    var json: [UInt8] = []
    value.appendJSON(to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  @Test(
    "they lead into objects and lists, by steps or as a pointer",
    arguments: [
      ("input.body.a.b[0]", "10"), ("input.body/a/b/0", "10"), ("input.body.a.b[1].c", #""x\n""#),
      ("input.body/a/b/1/c", #""x\n""#), ("input.body['n/m']", #"{"~": true}"#),
      ("input.body/n~1m/~0", "true"), ("input.body.list[].id", #"[1,"2"]"#),
      ("input.body.list[]", #"[{"id": 1},{},{"id": "2"}]"#), ("input.body.a.x", nil),
      ("input.body/a/b/01", nil), ("input.body/a/b/2", nil), ("input.body.a[0]", nil),
      ("input.body/a/b/-", nil), ("input.body.list[9]", nil),
    ] as [(String, String?)])
  func paths(reference: String, value: String?) throws {
    #expect(try Self.value(reference) == value)
  }

  @Test("all of the content is a value, too, if it is JSON")
  func all() throws {
    #expect(try Self.value("input.body", "[1]") == "[1]")
    #expect(try Self.value("input.body", "[1") == nil)
    #expect(try Self.value("input.body", "") == nil)
  }

  @Test(
    "what is no path is refused",
    arguments: [
      "input.body.", "input.body[", "input.body/a~2", "input.body[].a[]", "input.bodyx",
    ])
  func mistakes(reference: String) {
    #expect(throws: ReferenceError.self) { try ReferenceParser.parse(Array(reference.utf8)) }
  }

  @Test("a call takes values out of the content, even where the content itself does not pass")
  func call() throws {
    var definition = CallDefinition(method: .get, urlPattern: "/x/{input.body.a.b[0]}")
    var request = RequestTemplate()
    request.query = [(Array("q".utf8), try TextTemplate("{input.body/list/2/id}"))]
    definition.request = request
    let template = try CallTemplate(definition)
    #expect(template.needsContent)
    let target = RequestTarget(Array("/e".utf8).span, for: .get)
    let head = RequestHead(method: .get, target: try #require(target))
    let client = ClientRequest(
      head: head, clientAddress: .empty, content: .bytes(Array(Self.body.utf8)))
    let call = try template.render(client.withoutContent)
    #expect(String(decoding: call.target.bytes, as: UTF8.self) == "/x/10?q=2")
    #expect(throws: CallRefusal.missingValue("input.body.a.b[0]")) {
      var other = client
      other.content = .bytes(Array("{}".utf8))
      _ = try template.render(other)
    }
  }
}
