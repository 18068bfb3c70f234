import Configuration
import Testing

@Suite("Reading YAML, with places")
struct YAMLReadingTests {
  static let plain = """
    version: 3
    endpoints:
      - endpoint: /users/{id}
        backend:
          - host: [users.local]
            url_pattern: /u/{id}

    """

  @Test("CFG-1: YAML gives what the same JSON gives")
  func plainService() throws {
    let reading = Reading(Self.plain, .yaml)
    #expect(reading.diagnostics == [])
    let endpoint = try #require(reading.endpoint)
    #expect(endpoint.path.text == "/users/{id}")
    #expect(endpoint.backends.map(\.urlPattern.text) == ["/u/{id}"])
    #expect(endpoint.backends[0].hosts.map(\.text) == ["http://users.local"])
    #expect(
      endpoint.location
        == SourceLocation(
          file: "krakend.json", line: 3, column: 5, pointer: "/endpoints/0"))
  }

  @Test(
    "CFG-2: what is wrong with YAML is said where it is",
    arguments: [
      ("", "1:1: error: the file is empty"),
      ("# nothing\n", "2:1: error: the file is empty"),
      ("- 1\n", "1:1: error: the file must hold an object, not a list"),
      (
        "a: b: c\n",
        "1:5: error: mapping values are not allowed in this context; "
          + "put a text with ': ' in quotes, or correct the indentation"
      ),
      (
        "a: [1\n",
        "2:1: error: did not find expected ',' or ']' while parsing a flow sequence; "
          + "close the list with ']'"
      ),
      ("a: 1\na: 2\n", "2:1: error: the key \"a\" is here twice: first on line 1, column 1"),
      (
        "a: [1",
        "1:6: error: did not find expected ',' or ']' while parsing a flow sequence; "
          + "close the list with ']'"
      ),
      ("a: *b\n", "1:4: error: there is no complete value with the anchor &b before this"),
      ("a: &b [*b]\n", "1:8: error: there is no complete value with the anchor &b before this"),
      ("[1]: 2\n", "1:1: error: a key must be a text, not a list or an object"),
    ])
  func slips(text: String, line: String) {
    let reading = Reading(text, .yaml)
    #expect(reading.configuration == nil)
    #expect(reading.lines.contains("krakend.json:" + line), "\(reading.lines)")
  }

  @Test("mistakes in YAML have the same exact places as in JSON")
  func places() {
    let text = """
      version: 3
      timeout: 2 sec
      endpoints:
        - endpoint: /a
          headers_to_pass: [X]
          backend:
            - url_pattern: /{b}
              host: a.local
      """
    #expect(
      Reading(text, .yaml).lines == [
        "krakend.json:2:10: error: `timeout` must be a duration, not \"2 sec\"; "
          + "did you mean \"2s\"? (/timeout)",
        "krakend.json:5:5: warning: unknown key \"headers_to_pass\" in an endpoint; "
          + "did you mean \"input_headers\"? (/endpoints/0/headers_to_pass)",
        "krakend.json:7:22: error: undefined output param 'b': the path '/a' has no placeholder "
          + "(/endpoints/0/backend/0/url_pattern)",
      ])
  }

  @Test(
    "scalars mean what they mean to Go's reader of YAML",
    arguments: [
      ("0x1F90", 8080), ("0o17620", 8080), ("017620", 8080), ("0b11", 3), ("8_080", 8080),
      ("+8080", 8080), ("8080.0", 8080), ("8.08e3", 8080), ("\"8080\"", 8080), ("'8080'", 8080),
      ("!!int \"8080\"", 8080), ("!!str 8080", 8080),
    ] as [(String, UInt16)])
  func numbers(text: String, port: UInt16) {
    #expect(Reading(Self.plain + "port: \(text)\n", .yaml).configuration?.port == port)
  }

  @Test(
    "true and false are booleans in three spellings; yes and on are texts and no booleans",
    arguments: [
      ("true", true), ("True", true), ("FALSE", false), ("~", false), ("", false), ("1", true),
      ("yes", nil), ("on", nil), ("off", nil),
    ] as [(String, Bool?)])
  func booleans(text: String, value: Bool?) {
    let reading = Reading(Self.plain + "debug_endpoint: \(text)\n", .yaml)
    #expect(reading.configuration?.debugEndpoint == value)
  }

  @Test("numbers of YAML become exact JSON numbers in data")
  func data() {
    let text =
      Self.plain + """
        extra_config:
          router:
            error_body:
              404: {a: 0x10, b: .5, c: 12345678901234567890, d: -1_000, e: 1.50, f: "1", g: ~,
              h: 5., i: 1e3, j: .inf, k: 2001-01-01, l: [true], m: -0.0}
        """
    let body = Reading(text, .yaml).configuration?.router.notFoundBody
    #expect(
      body.map { String(decoding: $0, as: UTF8.self) } == #"{"a":16,"b":0.5,"#
        + #""c":12345678901234567890,"d":-1000,"e":1.50,"f":"1","g":null,"h":5.0,"i":1e3,"#
        + #""j":".inf","k":"2001-01-01","l":[true],"m":-0.0}"#)
  }

  @Test("anchors, aliases and merge keys share blocks")
  func aliases() throws {
    let text = """
      version: 3
      $shared:
        backend: &users {host: users.local, url_pattern: /u, group: users}
        limits: &limits {timeout: 1s, cache_ttl: 5s}
      endpoints:
        - {<<: *limits, endpoint: /a, timeout: 3s, backend: [*users]}
        - <<: [*limits, {cache_ttl: 9s, method: POST}]
          endpoint: /b
          backend: [{<<: *users, group: others}, *users]
      """
    let reading = Reading(text, .yaml)
    let endpoints = try #require(reading.configuration?.endpoints)
    #expect(endpoints.map(\.timeout) == [3_000_000_000, 1_000_000_000])
    #expect(endpoints.map(\.cacheTTL) == [5_000_000_000, 5_000_000_000])
    #expect(endpoints.map(\.method) == ["GET", "POST"])
    #expect(endpoints[1].backends.map(\.group) == ["others", "users"])
  }

  @Test("aliases cannot make a small file a large tree")
  func bomb() {
    var text = "version: 3\n$a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "$a\(level): &a\(level) [\(items)]\n"
    }
    #expect(Reading(text, .yaml).messages == ["the file holds more than 1000000 values"])
  }

  @Test("aliases cannot nest deeper than brackets can")
  func deepAliases() {
    var text = "version: 3\n$a0: &a0 [x]\n"
    for level in 1...5 {
      let open = String(repeating: "[", count: 30)
      let close = String(repeating: "]", count: 30)
      text += "$a\(level): &a\(level) \(open)*a\(level - 1)\(close)\n"
    }
    #expect(Reading(text, .yaml).messages == ["objects and lists are nested more than 100 deep"])
    let nested = String(repeating: "[", count: 5000)
    #expect(Reading("a: \(nested)", .yaml).messages.last?.contains("nested more than 100") == true)
  }

  @Test("the first document counts")
  func documents() {
    #expect(Reading("---\n" + Self.plain + "---\nversion: 2\n", .yaml).configuration != nil)
  }
}
