import Configuration
import Testing

@Suite("Proxies for GraphQL clients")
struct GraphQLProxyTests {
  /// An endpoint by POST in front of a proxy with these members.
  private static func reading(
    _ members: String, method: String = "POST", backend: String = ""
  ) -> Reading {
    GraphQLBackendTests.reading(
      "\"type\": \"proxy\"\(members)", endpoint: "\"method\": \"\(method)\",", backend: backend)
  }

  private static let hash = String(repeating: "0a", count: 32)

  @Test("a proxy checks nothing by default, and calls with the method of its endpoint")
  func defaults() throws {
    for method in ["GET", "POST"] {
      let reading = Self.reading("", method: method)
      #expect(reading.diagnostics == [])
      #expect(reading.backend?.method == method && reading.backend?.graphQL == nil)
      let settings = try #require(reading.backend?.graphQLProxy)
      #expect(!settings.checksRequests && settings.allowsIntrospection)
    }
    #expect(
      GraphQLBackendTests.reading(#""type": "Proxy""#).backend?.graphQLProxy != nil)
  }

  @Test("operations are names, or hashes in any case; each of the keys has requests checked")
  func keys() throws {
    let text = ", \"operations\": [\"A\", \"_b1\", \"sha256:\(Self.hash.uppercased())\", \"A\"]"
    let reading = Self.reading(text)
    #expect(reading.diagnostics == [])
    #expect(
      reading.backend?.graphQLProxy?.operations == [.name("A"), .name("_b1"), .hash(Self.hash)])
    for key in [
      #""operations": "A""#, #""max_depth": 5"#, #""max_fields": 9"#, #""introspection": false"#,
      #""max_batch": 1"#,
    ] {
      let reading = Self.reading(", " + key)
      #expect(reading.diagnostics == [], "\(key)")
      #expect(reading.backend?.graphQLProxy?.checksRequests == true, "\(key)")
    }
  }

  @Test(
    "an operation in any other form is a mistake",
    arguments: [
      "", " A", "1a", "a-b", "sha256:", "sha256:0a", "sha256:" + hash + "0",
      "SHA256:" + hash, "sha512:" + hash, "sha256: " + hash, hash,
      "sha256:" + String(repeating: "0g", count: 32), "é",
    ])
  func forms(text: String) {
    let reading = Self.reading(", \"operations\": [\"A\", \"\(text)\"]")
    #expect(
      reading.errors.map(\.message) == ["\"\(text)\" in `operations` is no operation"])
  }

  @Test(
    "what has no meaning for a proxy is a mistake",
    arguments: [
      (#""query": "{ a }""#, "query"), (#""query_path": "a.graphql""#, "query_path"),
      (#""variables": {"a": 1}"#, "variables"), (#""operationName": "A""#, "operationName"),
      (#""method": "post""#, "method"), (#""from": ["path"]"#, "from"),
      (#""schema_path": "a""#, "schema_path"), (#""push_down": true"#, "push_down"),
      (#""errors": "fail""#, "errors"),
    ])
  func meaningless(text: String, key: String) {
    #expect(
      Self.reading(", " + text).errors.map(\.message) == [
        "`\(key)` has no meaning for a proxy: its clients send the operations, and get the answers"
      ])
  }

  @Test(
    "the keys of a proxy are a mistake for any other type",
    arguments: [
      (#""operations": ["A"]"#, "operations"), (#""max_depth": 3"#, "max_depth"),
      (#""max_fields": 3"#, "max_fields"), (#""introspection": true"#, "introspection"),
      (#""max_batch": 3"#, "max_batch"),
    ])
  func others(text: String, key: String) {
    let reading = GraphQLBackendTests.reading(#""type": "query", "query": "{ a }", "# + text)
    #expect(
      reading.errors.map(\.message) == [
        "`\(key)` is for the operations of clients, and this backend has its own"
      ])
  }

  @Test(
    "what cannot work is a mistake at the start",
    arguments: [
      (#", "operations": []"#, "POST", "`operations` lists no operation"),
      (#", "max_depth": 0"#, "POST", "`max_depth` must be from 1 to 100, not 0"),
      (#", "max_fields": 0"#, "POST", "`max_fields` must be from 1 to 1000000, not 0"),
      (#", "max_batch": 0"#, "POST", "`max_batch` must be from 1 to 1000, not 0"),
      (#", "introspection": "no""#, "POST", "`introspection` must be true or false, not \"no\""),
      ("", "PUT", "GraphQL clients send POST and GET, not PUT"),
    ])
  func mistakes(text: String, method: String, message: String) {
    let reading = Self.reading(text, method: method)
    #expect(reading.errors.map(\.message) == [message])
  }

  @Test("the pattern of the URL has none of the client's parameters")
  func pattern() {
    let reading = Reading.backend(
      #""host": "http://b.local", "url_pattern": "/graphql?a=1&query={id}", "#
        + #""extra_config": {"backend/graphql": {"type": "proxy"}}"#)
    #expect(
      reading.errors.map(\.message)
        == ["`query` is the client's to send, where the backend is a proxy"])
  }

  @Test("a request's template sends neither a body nor the client's parameters")
  func templates() {
    let own = #""dragoman/backend": {"request": {"body": {"a": 1}, "query": {"query": "x"}}}"#
    let reading = GraphQLBackendTests.reading(
      #""type": "proxy""#, endpoint: #""method": "POST","#, more: ", " + own)
    #expect(
      reading.errors.map(\.message) == [
        "`request` has a `body`, and a proxy passes on that of the client",
        "`query` is the client's to send, where the backend is a proxy",
      ])
  }

  @Test("what has no effect is said, and a backend is of one kind")
  func warnings() {
    #expect(
      Self.reading(#", "max_batch": 3"#, method: "GET", backend: #""method": "POST","#)
        .warnings.map(\.message) == [
          "`method` has no effect: a proxy calls as it is called, with GET",
          "`max_batch` has no effect: a request by GET is one operation",
        ])
    let both = GraphQLBackendTests.reading(#""type": "proxy""#, more: #", "backend/soap": {}"#)
    #expect(
      both.errors.map(\.message)
        == ["a backend is of one kind, not of `backend/graphql` and `backend/soap`"])
  }
}
