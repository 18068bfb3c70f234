import Document
import Messages
import Shaping
import Testing

@testable import Endpoints

@Suite("Values of earlier answers in a call")
struct ReferenceRenderingTests {
  /// The call of a step after an answer.
  private static func call(
    _ pattern: String = "/b", query: [(String, String)] = [], headers: [(String, String)] = [],
    body: JSONTemplate? = nil, after json: String = "{}", status: Int = 200,
    fields: [(String, String)] = [], client: String? = nil, inputs: [String] = [],
    method: Method = .post, bodyLimit: Int = 1 << 20
  ) throws -> BackendCall {
    var request = RequestTemplate()
    request.query = try query.map { (Array($0.0.utf8), try TextTemplate($0.1)) }
    request.fields = try headers.map { (try #require(FieldName($0.0)), try TextTemplate($0.1)) }
    request.body = body
    request.bodyLimit = bodyLimit
    let rendering = try Rendering(pattern, ["id"], method: method) {
      $0.request = request
      $0.inputQueryStrings = inputs
      $0.inputHeaders = ["*"]
    }
    var answer = StepAnswer()
    var tree = ShapedTree()
    _ = try tree.merge(try Document.scan(Array(json.utf8), .strict), through: .identity)
    answer.data = tree
    var head = HeaderFields()
    for field in fields {
      head.append(try #require(FieldName(field.0)), try #require(FieldValue(field.1)))
    }
    answer.head = ResponseHead(status: try #require(Status(status)), fields: head)
    let client = try Rendering.request(
      query: client, values: ["7/8"], fields: [("X-User", "Ada"), ("Content-Type", "text/css")])
    return try rendering.template.render(client, answers: [answer])
  }

  private static func target(_ call: BackendCall) -> String {
    String(decoding: call.target.bytes, as: UTF8.self)
  }

  private static func content(_ call: BackendCall) -> String {
    guard case .bytes(let bytes) = call.content else { return "-" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(_ text: String) throws -> JSONTemplate {
    .text(try TextTemplate(text))
  }

  @Test(
    "a value in the path is one segment, whatever is in it",
    arguments: [
      (#""a/../b?c#d""#, "a%2F..%2Fb%3Fc%23d"),
      ("12345678901234567890.10", "12345678901234567890.10"),
      ("true", "true"), (#"{"a":[1]}"#, "%7B%22a%22:%5B1%5D%7D"),
      (#""é\u0000\r\n""#, "%C3%A9%00%0D%0A"),
    ])
  func path(value: String, segment: String) throws {
    let call = try Self.call("/x/{resp0.body.v}/y", after: "{\"v\":\(value)}")
    #expect(Self.target(call) == "/x/\(segment)/y")
  }

  @Test(
    "a value that makes a segment of dots makes no call", arguments: [".", "..", "%2e", "..;x"])
  func dots(value: String) throws {
    let json = "{\"v\":\"\(value)\"}"
    guard value != "%2e" else {
      #expect(Self.target(try Self.call("/{resp0.body.v}", after: json)) == "/%252e")
      return
    }
    #expect(throws: CallRefusal.dotSegment) { try Self.call("/{resp0.body.v}", after: json) }
  }

  @Test("an empty value in a path makes no call: it would lead elsewhere")
  func emptySegment() throws {
    for (reference, json) in [("resp0.body.v", #"{"v":""}"#), ("resp0.body.v[]", #"{"v":[]}"#)] {
      #expect(throws: CallRefusal.missingValue(reference)) {
        try Self.call("/x/{\(reference)}", after: json)
      }
    }
    #expect(Self.target(try Self.call("/x?v={resp0.body.v}", after: #"{"v":""}"#)) == "/x?v=")
  }

  @Test("a query parameter named * is one like others")
  func star() throws {
    let call = try Self.call(query: [("s", "{input.query.*?none}")], client: "a=1")
    #expect(Self.target(call) == "/b?s=none")
  }

  @Test("a value in the query of a pattern is one value")
  func patternQuery() throws {
    let call = try Self.call(
      "/x?a={resp0.body.v}&s={resp0.status}&n={resp0.body.no?}&d={input.query.d?z w}",
      after: #"{"v":"b&c=d+e;f g"}"#)
    #expect(Self.target(call) == "/x?a=b%26c%3Dd%2Be%3Bf+g&s=200&n=&d=z+w")
  }

  @Test("a list in the query is a parameter for each item; an empty one is none")
  func lists() throws {
    let query = [
      ("i", "{resp0.body.l[].i}"), ("e", "{resp0.body.e[]}"), ("t", "x{resp0.body.l[].i}"),
    ]
    let call = try Self.call(query: query, after: #"{"l":[{"i":"a&b"},{"j":0},{"i":2.0}],"e":[]}"#)
    #expect(Self.target(call) == "/b?i=a%26b&i=2.0&t=xa%26b%2C2.0")
  }

  @Test("a parameter of the template takes the place of the client's")
  func replacedQuery() throws {
    let call = try Self.call(
      "/b?k=1", query: [("a", "{id}")], client: "a=evil&c=2&%61=evil", inputs: ["*"])
    #expect(Self.target(call) == "/b?k=1&c=2&a=7%2F8")
  }

  @Test("a header of the template takes the place of the client's, and holds one line")
  func headers() throws {
    let call = try Self.call(
      headers: [("x-user", "{resp0.header.X-U} {resp0.status}"), ("X-None", "{resp0.header.Y?}")],
      fields: [("X-U", "Grace")])
    let lines = Rendering.lines(call.fields)
    #expect(lines.filter { $0.hasPrefix("X-User") } == ["X-User: Grace 200"])
    #expect(!lines.contains { $0.hasPrefix("X-None") })
    for value in [#"a\r\nX-Evil: 1"#, #"a\nb"#, #"a\u0000"#] {
      #expect(throws: CallRefusal.invalidFieldValue("X-A")) {
        try Self.call(headers: [("X-A", "{resp0.body.v}")], after: "{\"v\":\"\(value)\"}")
      }
    }
  }

  @Test("a text of a body that is one reference is the value itself, with its exact text")
  func wholeValues() throws {
    let names = ["n", "s", "o", "l", "z"]
    let body = JSONTemplate.object(
      try names.map { (Array($0.utf8), try Self.text("{resp0.body.\($0)}")) }
        + [(Array("each".utf8), try Self.text("{resp0.body.l[].i}"))]
        + [(Array("status".utf8), try Self.text("{resp0.status}"))])
    let json = #"{"n":1.10,"s":"a\u0022b","o":{"k":1e400},"l":[{"i":1},{"i":"x"}],"z":null}"#
    let call = try Self.call(body: body, after: json)
    #expect(
      Self.content(call) == #"{"n":1.10,"s":"a\u0022b","o":{"k":1e400},"l":[{"i":1},{"i":"x"}],"#
        + #""z":null,"each":[1,"x"],"status":200}"#)
    #expect(call.framing == .length(UInt64(Self.content(call).utf8.count)))
    let types = Rendering.lines(call.fields).filter { $0.hasPrefix("Content-Type") }
    #expect(types == ["Content-Type: application/json"])
  }

  @Test("a reference among other text is text, escaped for a JSON string")
  func embedded() throws {
    let body = try Self.text("<{resp0.body.v}|{resp0.body.n}|{id}>")
    let call = try Self.call(body: body, after: #"{"v":"a\"},\n{\\","n":1.0}"#)
    #expect(Self.content(call) == #""<a\"},\n{\\|1.0|7/8>""#)
  }

  @Test("what is left out takes its member or item with it; defaults that are JSON stay so")
  func omissions() throws {
    let body = JSONTemplate.object([
      (Array("a".utf8), try Self.text("{resp0.body.no?}")),
      (Array("b".utf8), .list([try Self.text("{resp0.body.no?}"), .constant(Array("1".utf8))])),
      (Array("c".utf8), try Self.text("x{resp0.body.no?}")),
      (Array("d".utf8), try Self.text("{resp0.body.no?0}")),
      (Array("e".utf8), try Self.text("{resp0.body.no?01}")),
    ])
    #expect(Self.content(try Self.call(body: body)) == #"{"b":[1],"d":0,"e":"01"}"#)
    let none = try Self.call(body: try Self.text("{resp0.body.no?}"), method: .get)
    #expect(Self.content(none) == "" && none.framing == .none)
  }

  @Test("a value that is not there makes no call; null is none where a text is wanted")
  func missing() throws {
    for (text, json) in [
      ("resp0.body.a.b", #"{"a":1}"#), ("resp0.body.a[1]", #"{"a":[1]}"#),
      ("resp0.body.a[].b", #"{"a":{}}"#), ("resp0.body.a", #"{"a":null}"#),
      ("resp0.header.X-No", "{}"), ("input.query.q", "{}"), ("resp1.body", "{}"),
    ] {
      #expect(throws: CallRefusal.missingValue(text)) {
        try Self.call("/\("{\(text)}")", after: json)
      }
    }
  }

  @Test("what is rendered has limits")
  func limits() throws {
    let long = "{\"v\":\"\(String(repeating: "a", count: 9000))\"}"
    #expect(throws: CallRefusal.tooLong) {
      try Self.call(headers: [("X-A", "{resp0.body.v}")], after: long)
    }
    #expect(throws: CallRefusal.tooLong) {
      try Self.call(body: try Self.text("{resp0.body.v}"), after: long, bodyLimit: 8000)
    }
    let items = (0..<20_000).map { "\($0)" }.joined(separator: ",")
    #expect(throws: CallRefusal.tooLong) {
      try Self.call(query: [("i", "{resp0.body.l[]}")], after: "{\"l\":[\(items)]}")
    }
  }
}
