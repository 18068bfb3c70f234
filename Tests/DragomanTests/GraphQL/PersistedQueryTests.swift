import DragomanTesting
import Network
import Testing

@Suite("Queries that are known by their hashes")
struct PersistedQueryTests {
  private static let document = "query Q($n: Int) { q(n: $n) }"
  private static let data = #"{"data": {"q": 1}}"#
  private static let notFound =
    #"{"errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "X"}}]}"#

  private static func gateway(
    _ replies: [ScriptedReply], graphQL: String = "", endpoint: String = "",
    backend: String = "", root: String = ""
  ) throws -> InProcessGateway {
    let text = GraphQLFixture.configuration(
      GraphQLFixture.query(document) + #", "variables": {"n": "{id}"}, "persisted_queries": true"#
        + graphQL, endpoint: #""endpoint": "/e/{id}""# + endpoint, backend: backend, root: root)
    return try InProcessGateway(text, backend: BackendScript(["*": replies]))
  }

  private static func hash() throws -> String {
    let bytes = Array(document.utf8)
    let hexadecimal = try SHA256().hexadecimal(of: bytes.span)
    return String(decoding: try #require(hexadecimal), as: UTF8.self)
  }

  private static func hashed() throws -> String {
    #"{"extensions":{"persistedQuery":{"version":1,"sha256Hash":""# + (try hash())
      + #""}},"variables":{"n":7}}"#
  }

  private static func whole() throws -> String {
    "{\"query\":\"\(document)\"," + (try hashed()).dropFirst()
  }

  @Test("the hash goes out, and nothing else where the server knows it")
  func known() throws {
    let gateway = try Self.gateway([.json(Self.data)])
    defer { gateway.stop() }
    #expect(try gateway.get("/e/7").text == Self.data)
    #expect(gateway.backend.requests.map(\.text) == [try Self.hashed()])
  }

  @Test(
    "where it does not, the document follows, and the client never notices",
    arguments: [
      (notFound, 200), (notFound, 404),
      (
        #"{"data": null, "errors": [{"message": "m", "#
          + #""extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]}"#, 400
      ),
    ])
  func unknown(refusal: String, status: Int) throws {
    for policy in ["pass", "fail", "partial", "ignore"] {
      let gateway = try Self.gateway(
        [.json(refusal, status: status), .json(Self.data)], graphQL: ", \"errors\": \"\(policy)\"")
      defer { gateway.stop() }
      let answer = try gateway.get("/e/7")
      #expect(answer.status == 200 && answer.text == Self.data && answer.completed == "true")
      #expect(gateway.backend.requests.map(\.text) == [try Self.hashed(), try Self.whole()])
      #expect(try gateway.get("/e/7").text == Self.data)
      #expect(gateway.backend.requests.last?.text == (try Self.hashed()))
    }
  }

  @Test("a server that never knows it is asked twice, and no more")
  func never() throws {
    let gateway = try Self.gateway([.json(Self.notFound)], graphQL: #", "errors": "fail""#)
    defer { gateway.stop() }
    #expect(try gateway.get("/e/7").status == 500)
    #expect(gateway.backend.requests.count == 2)
  }

  @Test("a server that supports no hashes gets documents from then on, and no hash")
  func unsupported() throws {
    let refusal = #"{"errors": [{"message": "PersistedQueryNotSupported"}]}"#
    let gateway = try Self.gateway([.json(refusal), .json(Self.data)])
    defer { gateway.stop() }
    for _ in 0..<3 { #expect(try gateway.get("/e/7").text == Self.data) }
    let plain = "{\"query\":\"\(Self.document)\"," + #""variables":{"n":7}}"#
    #expect(
      gateway.backend.requests.map(\.text)
        == [try Self.hashed()] + Array(repeating: plain, count: 3))
  }

  @Test("by GET the hash is in the URL, the same for the same values, and so is the document")
  func get() throws {
    let gateway = try Self.gateway(
      [.json(Self.notFound), .json(Self.data)],
      graphQL: #", "method": "get", "operationName": "Q""#,
      endpoint: #", "input_query_strings": ["extensions", "query", "k"]"#)
    defer { gateway.stop() }
    for _ in 0..<2 {
      #expect(try gateway.get("/e/7?extensions=x&query=y&k=v").text == Self.data)
    }
    let hashed =
      "/graphql?k=v&operationName=Q&variables=%7B%22n%22%3A7%7D&extensions="
      + "%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22"
      + (try Self.hash()) + "%22%7D%7D"
    let whole = hashed + "&query=query+Q%28%24n%3A+Int%29+%7B+q%28n%3A+%24n%29+%7D"
    #expect(gateway.backend.requests.map(\.target) == [hashed, whole, hashed])
  }

  @Test("an error that only speaks of it, or stands beside data, is an answer like any other")
  func others() throws {
    for text in [
      #"{"errors": [{"message": "no PersistedQueryNotFound here"}]}"#,
      #"{"data": {"q": 1}, "errors": [{"message": "PersistedQueryNotFound"}]}"#,
      #"{"errors": "PersistedQueryNotFound"}"#,
    ] {
      let gateway = try Self.gateway([.json(text)])
      defer { gateway.stop() }
      #expect(try gateway.get("/e/7").sortedJSON == GraphQLFixture.sorted(Array(text.utf8)))
      #expect(gateway.backend.requests.count == 1)
    }
  }

  @Test("both requests are under one deadline")
  func deadline() throws {
    var silent = ScriptedReply()
    silent.isSilent = true
    let gateway = try Self.gateway(
      [.json(Self.notFound), silent], root: #""timeout": "300ms","#)
    defer { gateway.stop() }
    #expect(try gateway.get("/e/7").status == 500)
    #expect(gateway.backend.requests.count == 2)
  }
}
