import Configuration
import Testing

@Suite("Defaults")
struct DefaultsTests {
  @Test(
    "CFG-20: version must be 3",
    arguments: [
      ("{\"endpoints\": []}", "1:1: error: unsupported version: 0 (want: 3); add \"version\": 3"),
      (
        "{\"version\": 2}",
        "1:13: error: unsupported version: 2 (want: 3); "
          + "write \"version\": 3, and see what else this reports (/version)"
      ),
      (
        "{\"version\": \"4\"}",
        "1:13: error: unsupported version: 4 (want: 3); "
          + "write \"version\": 3, and see what else this reports (/version)"
      ),
    ])
  func version(text: String, line: String) {
    let reading = Reading(text)
    #expect(reading.configuration == nil)
    #expect(reading.errors.map(\.text) == ["krakend.json:" + line])
    #expect(Reading("{\"version\": \"3\"}").errors == [])
  }

  @Test("CFG-21: port 8080 on all interfaces")
  func address() {
    let plain = Reading.service("").configuration
    #expect(plain?.port == 8080)
    #expect(plain?.listenIP == nil)
    #expect(Reading.service("\"port\": 0, \"listen_ip\": \"\"").configuration?.port == 8080)
  }

  @Test(
    "CFG-21: listen_ip is a plain IP address",
    arguments: [
      ("127.0.0.1", true), ("::1", true), ("0.0.0.0", true), ("::", true), ("2001:db8::68", true),
      ("::ffff:1.2.3.4", true), ("not-an-ip", false), ("localhost", false), ("127.0.0.1:80", false),
      ("[::1]", false), ("127.0.0", false), ("fe80::1%eth0", false), ("1.2.3.4\\u0000", false),
    ])
  func listenIP(text: String, isValid: Bool) {
    let reading = Reading.service("\"listen_ip\": \"\(text)\"")
    #expect((reading.configuration?.listenIP == text) == isValid)
    if !isValid { #expect(reading.messages.first?.hasPrefix("invalid ip address ") == true) }
  }

  @Test("CFG-22: an endpoint has the root's timeout, or 2s; a backend's own has no effect")
  func timeouts() {
    #expect(Reading.service("").configuration?.timeout == 2_000_000_000)
    let inherited = Reading.endpoint(
      "\"endpoint\": \"/a\", \"timeout\": \"0s\", \(Reading.plainBackend)",
      root: "\"timeout\": \"3s\",")
    #expect(inherited.endpoint?.timeout == 3_000_000_000)
    let own = Reading.endpoint(
      "\"endpoint\": \"/a\", \"timeout\": \"1s\", \(Reading.plainBackend)",
      root: "\"timeout\": \"3s\",")
    #expect(own.endpoint?.timeout == 1_000_000_000)
    let backend = Reading.backend(
      "\"host\": [\"b.local\"], \"url_pattern\": \"/\", \"timeout\": \"30us\"")
    #expect(backend.endpoint?.timeout == 2_000_000_000)
    #expect(
      backend.warnings.map(\.message) == [
        "`timeout` has no effect in a backend: the endpoint's `timeout` holds for its backends"
      ])
  }

  @Test("CFG-23: 250 idle connections to a host when 0 or absent")
  func idleConnections() {
    #expect(Reading.service("").configuration?.client.maxIdleConnectionsPerHost == 250)
    let zero = Reading.service("\"max_idle_connections_per_host\": 0")
    #expect(zero.configuration?.client.maxIdleConnectionsPerHost == 250)
    let some = Reading.service("\"max_idle_connections_per_host\": 3")
    #expect(some.configuration?.client.maxIdleConnectionsPerHost == 3)
  }

  @Test("CFG-24: the endpoint's method is GET, a backend's that of its endpoint")
  func methods() {
    #expect(Reading.backend("\"url_pattern\": \"/\"").endpoint?.method == "GET")
    let reading = Reading.endpoint(
      "\"endpoint\": \"/a\", \"method\": \"post\", \"backend\": "
        + "[{\"url_pattern\": \"/\"}, {\"url_pattern\": \"/\", \"method\": \"options\"}]")
    #expect(reading.endpoint?.method == "POST")
    #expect(reading.endpoint?.backends.map(\.method) == ["POST", "OPTIONS"])
  }

  @Test("CFG-25: an endpoint has the root's cache_ttl when its own is 0 or absent")
  func cacheTTL() {
    let members = "\"endpoint\": \"/a\", \"cache_ttl\": \"0s\", \(Reading.plainBackend)"
    let reading = Reading.endpoint(members, root: "\"cache_ttl\": \"60s\",")
    #expect(reading.endpoint?.cacheTTL == 60_000_000_000)
    #expect(Reading.endpoint(members).endpoint?.cacheTTL == 0)
  }

  @Test("CFG-26: concurrent_calls of 0 means 1")
  func concurrentCalls() {
    for (written, calls) in [("0", 1), ("1", 1), ("\"1\"", 1), ("3", 3)] {
      let reading = Reading.endpoint(
        "\"endpoint\": \"/a\", \"concurrent_calls\": \(written), \(Reading.plainBackend)")
      #expect(reading.endpoint?.concurrentCalls == calls)
      #expect(reading.diagnostics == [])
    }
  }

  @Test("CFG-27: an endpoint has the root's output_encoding, or json")
  func outputEncoding() {
    let members = "\"endpoint\": \"/a\", \(Reading.plainBackend)"
    #expect(Reading.endpoint(members).endpoint?.outputEncoding == .json)
    let root = "\"output_encoding\": \"string\","
    #expect(Reading.endpoint(members, root: root).endpoint?.outputEncoding == .string)
    let own = members + ", \"output_encoding\": \"json-collection\""
    #expect(Reading.endpoint(own, root: root).endpoint?.outputEncoding == .jsonCollection)
    let empty = members + ", \"output_encoding\": \"\""
    #expect(Reading.endpoint(empty, root: root).endpoint?.outputEncoding == .string)
    #expect(Reading.endpoint(empty).endpoint?.outputEncoding == .json)
  }

  @Test("REN-7: an unknown output_encoding of the root means the same as one of the endpoint")
  func unknownRoot() {
    let root = "\"output_encoding\": \"wibble\","
    func reading(_ encoding: String) -> Reading {
      Reading.backend(
        "\"host\": [\"b\"], \"url_pattern\": \"/\", \"encoding\": \"\(encoding)\"", root: root)
    }
    #expect(reading("xml").endpoint?.outputEncoding == .xml)
    #expect(reading("rss").endpoint?.outputEncoding == .json)
  }

  @Test("CFG-28: no-op of the endpoint forces no-op in its backend, but not the other way round")
  func noOp() {
    let backend = "\"host\": [\"b.local\"], \"url_pattern\": \"/\", \"encoding\""
    let forced = Reading.endpoint(
      "\"endpoint\": \"/a\", \"output_encoding\": \"no-op\", "
        + "\"backend\": [{\(backend): \"json\"}]")
    #expect(forced.endpoint?.outputEncoding == .noOp)
    #expect(forced.backend?.encoding == .noOp)
    let reverse = Reading.endpoint("\"endpoint\": \"/a\", \"backend\": [{\(backend): \"no-op\"}]")
    #expect(reverse.endpoint?.outputEncoding == .json)
    #expect(reverse.backend?.encoding == .noOp)
  }

  @Test(
    "CFG-29: a backend's encoding is looked up in lower case, unknown ones are json",
    arguments: [
      ("JSON", BackendEncoding.json), ("SafeJSON", .safeJSON), ("fast-json", .fastJSON),
      ("String", .string), ("No-Op", .noOp), ("", .json), ("wibble", .json), ("XML", .xml),
      ("rss", .rss), ("yaml", .yaml),
    ])
  func encodings(text: String, encoding: BackendEncoding) {
    let reading = Reading.backend(
      "\"host\": [\"b.local\"], \"url_pattern\": \"/\", \"encoding\": \"\(text)\"")
    #expect(reading.backend?.encoding == encoding)
    #expect(!reading.warnings.contains { $0.category == .unsupportedKey })
    #expect(reading.warnings.isEmpty == (text != "wibble"))
  }

  @Test("CFG-30: sd_scheme is http, and a backend without host has the root's hosts")
  func discovery() {
    let root = "\"host\": [\"a.local\", \"http://b.local:81/\"],"
    for host in ["", ", \"host\": []", ", \"host\": null"] {
      let reading = Reading.backend("\"url_pattern\": \"/\"\(host)", root: root)
      #expect(reading.backend?.hosts.map(\.text) == ["http://a.local", "http://b.local:81"])
      #expect(reading.backend?.discoveryScheme == "http")
      #expect(reading.backend?.discovery == .listed)
    }
  }

  @Test("CFG-31: no host anywhere lets the gateway start with a warning")
  func noHost() {
    let reading = Reading.backend("\"url_pattern\": \"/\"")
    #expect(reading.configuration != nil)
    #expect(reading.backend?.hosts == [])
    #expect(
      reading.warnings.map(\.message) == [
        "no host: every call fails with `no hosts available`"
      ])
  }
}
