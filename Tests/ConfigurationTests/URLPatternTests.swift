import Configuration
import Testing

@Suite("url_pattern")
struct URLPatternTests {
  static func pattern(_ pattern: String, endpoint: String = "/a/{id}/{b}") -> Reading {
    Reading.endpoint(
      "\"endpoint\": \"\(endpoint)\", "
        + "\"backend\": [{\"host\": [\"b.local\"], \"url_pattern\": \"\(pattern)\"}]")
  }

  @Test(
    "URL-1: a slash is put in front, and placeholders are found anywhere",
    arguments: [
      ("u/{id}", [.literal("/u/"), .parameter("id")]),
      (
        "/{id}.json?b={b}",
        [.literal("/"), .parameter("id"), .literal(".json?b="), .parameter("b")]
      ),
      ("/{id}{b}", [.literal("/"), .parameter("id"), .parameter("b")]),
      ("/{not a name}/{}", [.literal("/{not a name}/{}")]),
      ("", [.literal("/")]),
    ] as [(String, [URLPattern.Piece])])
  func pieces(text: String, pieces: [URLPattern.Piece]) {
    let reading = Self.pattern(text)
    #expect(reading.diagnostics == [])
    #expect(reading.backend?.urlPattern.pieces == pieces)
  }

  @Test("URL-1: claims and values of earlier answers are told apart from parameters")
  func references() {
    let reading = Self.pattern("/{JWT.http://e.com/x-y}/{resp0_a.b}/{resp12_c}/{id}")
    #expect(reading.errors == [])
    #expect(
      reading.backend?.urlPattern.pieces == [
        .literal("/"), .claim("http://e.com/x-y"), .literal("/"),
        .response(backend: 0, path: "a.b"),
        .literal("/"), .response(backend: 12, path: "c"), .literal("/"), .parameter("id"),
      ])
  }

  @Test(
    "URL-2: parameters are known with their first letter in upper case",
    arguments: [("user_id", "User_id"), ("ID", "ID"), ("x", "X"), ("0a", "0a"), ("", "")])
  func names(name: String, shown: String) {
    #expect(URLPattern.parameterName(name) == shown)
  }

  @Test(
    "URL-3: what a backend uses the endpoint must have",
    arguments: [
      ("/a/{id}", "/x/{user}", "undefined output param 'user': the path '/a/{id}' has only {id}"),
      ("/a", "/x/{b}", "undefined output param 'b': the path '/a' has no placeholder"),
      ("/a/{id}", "/{ID}", "undefined output param 'ID': the path '/a/{id}' has only {id}"),
      ("/a/f.{x}", "/{x}", "undefined output param 'x': the path '/a/f.{x}' has no placeholder"),
    ])
  func undefined(endpoint: String, pattern: String, message: String) {
    let reading = Self.pattern(pattern, endpoint: endpoint)
    #expect(reading.configuration == nil)
    #expect(reading.messages == [message])
    #expect(reading.errors.first?.location.pointer == "/endpoints/0/backend/0/url_pattern")
  }

  @Test("URL-3: each undefined name is said once, with what may have been meant")
  func several() {
    let reading = Self.pattern("/{ids}/{ids}/{input_headers.X-A}")
    #expect(
      reading.errors.map(\.suggestion) == [
        "did you mean {id}?", "dynamic routing is not supported yet",
      ])
  }

  @Test("URL-3: claims and responses need no placeholder, so the start goes on")
  func free() {
    #expect(Self.pattern("/{JWT.sub}", endpoint: "/a").configuration != nil)
    let response = Self.pattern("/{resp0_x}", endpoint: "/a")
    #expect(response.configuration != nil)
    #expect(
      response.warnings.map(\.message) == [
        "{resp0_x} will have no value: the endpoint does not set `proxy.sequential`"
      ])
  }

  @Test("URL-4: a bare {resp0} is refused", arguments: ["resp0", "resp12", "resp0_"])
  func bareResponse(name: String) {
    let reading = Self.pattern("/x/{\(name)}", endpoint: "/a")
    #expect(reading.configuration == nil)
    #expect(reading.messages.first?.hasPrefix("undefined output param '\(name)'") == true)
  }

  @Test("a backend without url_pattern calls the root of its host, and is pointed at")
  func missing() {
    let reading = Reading.backend("\"host\": [\"b.local\"]")
    #expect(reading.backend?.urlPattern.text == "/")
    #expect(reading.messages == ["a backend without `url_pattern` calls `/`"])
  }
}
