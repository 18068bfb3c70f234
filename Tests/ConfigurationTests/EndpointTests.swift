import Configuration
import Testing

@Suite("Endpoints")
struct EndpointTests {
  static func path(_ path: String, root: String = "") -> Reading {
    Reading.endpoint("\"endpoint\": \"\(path)\", \(Reading.plainBackend)", root: root)
  }

  @Test(
    "EP-1: exactly one slash is put in front, nothing else is changed",
    arguments: [("a", "/a"), ("/a", "/a"), ("//a", "//a"), ("", "/"), ("/a//b/", "/a//b/")])
  func slash(written: String, path: String) {
    #expect(Self.path(written).endpoint?.path.text == path)
  }

  @Test(
    "EP-2: reserved parts and stars are refused, wherever they are",
    arguments: [
      ("/__debug", "'/__debug' is reserved"), ("/__debug/x", "'/__debug' is reserved"),
      ("/__echo/", "'/__echo' is reserved"), ("/v1/__health", "'/__health' is reserved"),
      ("/a/*/b", "'*' matches nothing"), ("/a*b", "'*' matches nothing"),
      ("/a/*", "wildcards are not supported yet"), ("/**", "'*' matches nothing"),
    ])
  func refused(path: String, reason: String) {
    for root in ["", "\"disable_rest\": true,"] {
      let reading = Self.path(path, root: root)
      #expect(reading.configuration == nil)
      #expect(reading.messages == ["the path '\(path)' is invalid: \(reason)"])
    }
  }

  @Test(
    "EP-2: what only looks reserved is not",
    arguments: ["/__healthy", "/a__debug", "/__debugger/x", "/debug", "/__stats"])
  func accepted(path: String) {
    #expect(Self.path(path).diagnostics == [])
  }

  @Test("EP-3: an endpoint without backends stops the whole start", arguments: ["", "[]", "null"])
  func noBackends(list: String) {
    let member = list.isEmpty ? "" : ", \"backend\": \(list)"
    let reading = Reading(
      "{\"version\": 3, \"endpoints\": [\(Reading.plainEndpoint), "
        + "{\"endpoint\": \"/x\", \"method\": \"PUT\"\(member)}]}")
    #expect(reading.configuration == nil)
    #expect(reading.errors.map(\.message) == ["the endpoint 'PUT /x' has no backend"])
    #expect(reading.errors.first?.location.pointer.hasPrefix("/endpoints/1") == true)
  }

  @Test("EP-3: an invalid path stops the whole start, whatever else is there")
  func invalidPath() {
    let reading = Reading(
      "{\"version\": 3, \"endpoints\": [\(Reading.plainEndpoint), "
        + "{\"endpoint\": \"/__echo\", \(Reading.plainBackend)}]}")
    #expect(reading.configuration == nil)
    #expect(reading.errors.map(\.location.pointer) == ["/endpoints/1/endpoint"])
  }

  @Test(
    "EP-4: placeholders stand right after a slash and have letters, digits, - and _",
    arguments: [
      ("/a/{id}", ["id"]), ("/{a-1}/{b_2}", ["a-1", "b_2"]), ("/file.{ext}", []),
      ("/{a.b}", []), ("/{}", []), ("/{a}.json", ["a"]), ("/{a", []),
    ] as [(String, [String])])
  func placeholders(path: String, names: [String]) {
    let reading = Self.path(path)
    #expect(reading.endpoint?.path.parameters == names)
    #expect(reading.endpoint?.path.text == path)
  }

  @Test(
    "EP-4: with disable_rest they stand anywhere and may have dots, colons and slashes",
    arguments: [
      ("/file.{ext}", ["ext"]), ("/{a.b}", ["a.b"]), ("/{a:b/c}", ["a:b/c"]), ("/x{}", []),
    ] as [(String, [String])])
  func placeholdersAnywhere(path: String, names: [String]) {
    #expect(Self.path(path, root: "\"disable_rest\": true,").endpoint?.path.parameters == names)
  }

  @Test("a placeholder that is there twice is an error")
  func twice() {
    #expect(Self.path("/{a}/{a}").messages == ["the path has the placeholder {a} twice"])
  }

  @Test(
    "EP-7: an endpoint with another method is said and left out, and the start goes on",
    arguments: ["HEAD", "TRACE", "options", "GETT"])
  func methods(method: String) {
    let reading = Reading(
      "{\"version\": 3, \"endpoints\": [\(Reading.plainEndpoint), "
        + "{\"endpoint\": \"/h\", \"method\": \"\(method)\", \(Reading.plainBackend)}]}")
    #expect(reading.configuration?.endpoints.map(\.path.text) == ["/plain"])
    #expect(
      reading.warnings.map(\.message) == [
        "unsupported method \(method.uppercased()): the endpoint is left out"
      ])
    #expect(reading.errors == [])
  }

  @Test("EP-7: all five methods are known in any case")
  func fiveMethods() {
    for method in ["get", "Post", "PUT", "patch", "DELETE"] {
      let reading = Reading.endpoint(
        "\"endpoint\": \"/a\", \"method\": \"\(method)\", \(Reading.plainBackend)")
      #expect(reading.endpoint?.method == method.uppercased())
    }
  }

  @Test("EP-8: no-op with more than one backend stops the start, shadow backends included")
  func noOp() {
    let backend = "{\"host\": [\"b.local\"], \"url_pattern\": \"/\""
    let shadow = "\(backend), \"extra_config\": {\"proxy\": {\"shadow\": true}}}"
    for (encoding, root) in [
      ("\"output_encoding\": \"no-op\",", ""), ("", "\"output_encoding\": \"no-op\","),
    ] {
      let reading = Reading.endpoint(
        "\"endpoint\": \"/a\", \(encoding) \"backend\": [\(backend)}, \(shadow)]", root: root)
      #expect(reading.configuration == nil)
      #expect(
        reading.errors.map(\.message) == ["the endpoint 'GET /a' is `no-op` and has 2 backends"])
    }
  }

  @Test("an endpoint without a path is an error")
  func noPath() {
    #expect(
      Reading.endpoint(Reading.plainBackend).messages == ["an endpoint needs `endpoint`, its path"])
  }

  @Test("REN-7: an unknown output_encoding means the renderer named like the decoder, or json")
  func unknownOutput() {
    func reading(_ encoding: String, _ count: Int) -> Reading {
      let backend =
        "{\"host\": [\"b.local\"], \"url_pattern\": \"/\", \"encoding\": \"\(encoding)\"}"
      let list = Array(repeating: backend, count: count).joined(separator: ", ")
      return Reading.endpoint(
        "\"endpoint\": \"/a\", \"output_encoding\": \"jsonn\", \"backend\": [\(list)]")
    }
    #expect(reading("string", 1).endpoint?.outputEncoding == .string)
    #expect(reading("safejson", 1).endpoint?.outputEncoding == .json)
    #expect(reading("string", 2).endpoint?.outputEncoding == .json)
    #expect(
      reading("json", 1).warnings.map(\.text).first?.contains(
        "unknown output_encoding \"jsonn\"; did you mean \"json\"?") == true)
  }

  @Test("FM-9: flatmap of an endpoint with one backend is said to have no effect")
  func flatmapOfOne() {
    let reading = Reading.endpoint(
      #""endpoint": "/a", "extra_config": {"proxy": {"flatmap_filter": "#
        + #"[{"type": "del", "args": ["a"]}]}}, "# + Reading.plainBackend)
    #expect(
      reading.diagnostics.map(\.location.pointer) == [
        "/endpoints/0/extra_config/proxy/flatmap_filter/0"
      ])
  }

  @Test("a service without endpoints starts with a warning")
  func noEndpoints() {
    let reading = Reading("{\"version\": 3}")
    #expect(reading.configuration != nil)
    #expect(reading.messages == ["there are no endpoints: every request is answered with 404"])
  }
}
