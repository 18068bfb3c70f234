import Configuration
import Testing

@Suite("Keys that cannot be honoured")
struct UnsupportedKeyTests {
  static let guards = [
    ("endpoint", "auth/validator"), ("endpoint", "auth/signer"), ("endpoint", "auth/api-keys"),
    ("endpoint", "auth/basic"), ("endpoint", "validation/cel"),
    ("endpoint", "validation/json-schema"), ("endpoint", "validation/response-json-schema"),
    ("endpoint", "security/bot-detector"), ("endpoint", "security/cors"),
    ("endpoint", "security/http"), ("endpoint", "security/policies"),
    ("endpoint", "qos/ratelimit/router"), ("endpoint", "qos/ratelimit/router/redis"),
    ("endpoint", "qos/ratelimit/tiered"), ("backend", "validation/cel"),
    ("backend", "qos/ratelimit/proxy"), ("backend", "auth/client-credentials"),
    ("service", "auth/validator"), ("service", "security/cors"), ("service", "security/http"),
    ("service", "security/bot-detector"), ("service", "qos/ratelimit/service"),
    ("service", "auth/revoker"), ("service", "auth/basic"),
  ]

  static func reading(
    _ place: String, _ namespace: String, _ value: String, _ allow: Bool
  ) -> Reading {
    let extra = "\"extra_config\": {\"\(namespace)\": \(value)}"
    switch place {
    case "service": return .service(extra, allowUnsupported: allow)
    case "endpoint":
      return .endpoint("\"endpoint\": \"/a\", \(extra), \(Reading.plainBackend)", allow: allow)
    default:
      return .backend("\"host\": [\"b.local\"], \"url_pattern\": \"/\", \(extra)", allow: allow)
    }
  }

  @Test("a guard refuses the start unless that is allowed", arguments: guards)
  func guardKeys(place: String, namespace: String) {
    for value in ["{}", "{\"a\": 1}"] {
      let refused = Self.reading(place, namespace, value, false)
      #expect(refused.configuration == nil)
      #expect(refused.diagnostics.map(\.category) == [.guardKey])
      #expect(refused.errors.count == 1)
      #expect(refused.messages[0].hasPrefix("not supported yet: `\(namespace)`, which "))
      let allowed = Self.reading(place, namespace, value, true)
      #expect(allowed.configuration != nil)
      #expect(allowed.diagnostics.map(\.category) == [.guardKey])
      #expect(allowed.errors == [])
    }
  }

  @Test(
    "a namespace that only looks like a guard is not passed over",
    arguments: [
      ("endpoint", "auth/validatr"), ("endpoint", "auth/jwt"), ("endpoint", "security/waf"),
      ("endpoint", "qos/rate-limit/router"), ("endpoint", "qos/ratelimit/proxy"),
      ("endpoint", "validation/xml-schema"), ("service", "ip-filter"),
      ("service", "validation/cel"), ("backend", "auth/validator"),
    ])
  func guardLookalikes(place: String, namespace: String) {
    let reading = Self.reading(place, namespace, "{}", false)
    #expect(reading.errors.map(\.category) == [.guardKey])
    #expect(Self.reading(place, namespace, "{}", true).configuration != nil)
  }

  @Test(
    "TLS that cannot be served refuses the start; switched off it does not",
    arguments: [
      (#""tls": {"keys": []}"#, false), (#""tls": {}"#, false),
      (#""tls": {"disabled": true}"#, true), (#""tls": {"disabled": "true"}"#, true),
      (#""tls": null"#, true), (#""tls": {"disabled": false}"#, false),
    ])
  func tls(member: String, starts: Bool) {
    #expect((Reading.service(member).configuration != nil) == starts)
    #expect(Reading.service(member, allowUnsupported: true).configuration != nil)
  }

  @Test(
    "plugins of the server refuse the start unless they are known to be no guards",
    arguments: [
      (#"["ip-filter"]"#, false), (#"["url-rewrite", "redis-ratelimit"]"#, false),
      (#"["my-own"]"#, false), (#""ip-filter""#, false), (#"["url-rewrite", "geoip"]"#, true),
    ])
  func plugins(names: String, starts: Bool) {
    let reading = Self.reading("service", "plugin/http-server", "{\"name\": \(names)}", false)
    #expect((reading.configuration != nil) == starts)
    #expect(reading.diagnostics.map(\.category) == [starts ? .unsupportedKey : .guardKey])
  }

  static let later = [
    ("endpoint", "modifier/lua-endpoint", "{}"), ("endpoint", "websocket", "{}"),
    ("endpoint", "plugin/req-resp-modifier", #"{"name": ["x"]}"#),
    ("endpoint", "proxy", #"{"max_payload": 100}"#), ("backend", "backend/soap", "{}"),
    ("backend", "backend/soap", "{}"), ("backend", "qos/circuit-breaker", "{}"),
    ("backend", "qos/http-cache", "{}"), ("backend", "modifier/martian", "{}"),
    ("service", "telemetry/opentelemetry", "{}"), ("service", "telemetry/metrics", "{}"),
    ("service", "grpc", #"{"server": {"services": []}}"#),
    ("service", "router", #"{"app_engine": true}"#),
  ]

  @Test("a feature of later work is a warning, one for each occurrence", arguments: later)
  func laterKeys(place: String, namespace: String, value: String) throws {
    let reading = Self.reading(place, namespace, value, false)
    #expect(reading.configuration != nil)
    #expect(reading.diagnostics.map(\.category) == [.unsupportedKey])
    #expect(reading.messages[0].hasPrefix("not supported yet: `"))
    #expect(reading.messages[0].hasSuffix(")"))
    #expect(reading.diagnostics[0].linted.severity == .error)
  }

  @Test("a feature that is switched off needs no warning")
  func off() {
    let reading = Reading.endpoint(
      #""endpoint": "/a", "extra_config": {"proxy": {"decompress_gzip": false}},"#
        + #""backend": [{"host": "b", "url_pattern": "/"}]"#,
      root: #""use_h2c": false, "async_agent": [],"#)
    #expect(reading.diagnostics == [])
  }

  @Test(
    "what shaping cannot do is said",
    arguments: [
      (
        #""encoding": "no-op", "group": "g""#,
        "`group` has no effect: the answer is not decoded (`no-op`)"
      ),
      (
        #""extra_config": {"proxy": {"flatmap_filter": [{"type": "explode", "args": ["a"]}]}}"#,
        "unknown type \"explode\""
      ),
    ])
  func shaping(members: String, message: String) {
    let reading = Reading.backend("\"host\": [\"b.local\"], \"url_pattern\": \"/\", \(members)")
    #expect(reading.warnings.map(\.message) == [message])
    #expect(reading.backend?.flatmap == [])
  }

  @Test(
    "FM-8: move and append need two paths",
    arguments: [(#""move""#, #"["a"]"#, 1), (#""append""#, "[]", 0)])
  func arguments(type: String, args: String, count: Int) {
    let reading = Reading.backend(
      #""host": "b", "url_pattern": "/", "extra_config": {"proxy": {"flatmap_filter": "#
        + "[{\"type\": \(type), \"args\": \(args)}]}}")
    #expect(reading.configuration == nil)
    #expect(reading.messages.first?.hasSuffix(", not \(count)") == true)
  }

  @Test(
    "suggestions know slips, former names and other places",
    arguments: [
      ("endpoint", "header_to_pass", "did you mean \"input_headers\"?"),
      ("endpoint", "headers_to_pass", "did you mean \"input_headers\"?"),
      ("endpoint", "querystring_params", "did you mean \"input_query_strings\"?"),
      ("endpoint", "input_header", "did you mean \"input_headers\"?"),
      ("endpoint", "tiemout", "did you mean \"timeout\"?"),
      ("endpoint", "url_pattern", "it belongs to a backend"),
      ("endpoint", "whitelist", "did you mean \"allow\" of a backend?"),
      ("backend", "whitelist", "did you mean \"allow\"?"),
      ("backend", "blacklist", "did you mean \"deny\"?"),
      ("backend", "hosts", "did you mean \"host\"?"),
      ("backend", "return_error_code", "it belongs to `backend/http`"),
      ("backend", "isCollection", "did you mean \"is_collection\"?"),
      ("backend", "zzzzzzzz", nil),
    ] as [(String, String, String?)])
  func suggestions(place: String, key: String, suggestion: String?) {
    let reading =
      place == "endpoint"
      ? Reading.endpoint("\"endpoint\": \"/a\", \"\(key)\": 1, \(Reading.plainBackend)")
      : Reading.backend("\"host\": [\"b.local\"], \"url_pattern\": \"/\", \"\(key)\": 1")
    #expect(reading.diagnostics.map(\.category) == [.unknownKey])
    #expect(reading.diagnostics.map(\.suggestion) == [suggestion])
  }

  @Test("a diagnostic is one line, whatever the file's texts hold")
  func oneLine() {
    let reading = Reading.service(#""a\nb\u001b[31m": 1"#)
    #expect(reading.lines.first?.contains(#"unknown key "a\u{a}b\u{1b}[31m""#) == true)
  }

  @Test("diagnostics are JSON objects for tools")
  func json() {
    let reading = Reading("{\"version\": 3,\n\"po\\\"rt\": 1}")
    #expect(
      reading.diagnostics.map { String(decoding: $0.json, as: UTF8.self) }.first
        == #"{"severity":"warning","category":"mistake","file":"krakend.json","line":1,"column":1,"#
        + #""pointer":"","message":"there are no endpoints: every request is answered with 404"}"#)
    #expect(
      reading.diagnostics.map { String(decoding: $0.json, as: UTF8.self) }.last
        == #"{"severity":"warning","category":"unknownKey","file":"krakend.json","line":2,"#
        + #""column":1,"#
        + #""pointer":"/po\"rt","message":"unknown key \"po\"rt\" in the root","#
        + #""suggestion":"did you mean \"port\"?"}"#)
  }
}
