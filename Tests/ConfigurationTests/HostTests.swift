import Configuration
import Testing

@Suite("Hosts")
struct HostTests {
  @Test(
    "HOST-1: what is more than scheme, name, port and a final slash is refused",
    arguments: [
      "http://a.local/v1", "http://u:p@a.local", "ftp://a.local", "http://a.local:8",
      "a.local:1234567",
      "http://a.local http://b.local", "", "http://", "[::1]:80", "HTTP://a.local", "a.local?x",
      "/", "é.local",
    ])
  func refused(host: String) {
    let reading = Reading.backend("\"url_pattern\": \"/\", \"host\": [\"\(host)\"]")
    #expect(reading.configuration == nil)
    #expect(reading.errors.map(\.message) == ["host \(host) not valid: invalid host"])
    #expect(reading.errors.map(\.location.pointer) == ["/endpoints/0/backend/0/host/0"])
  }

  @Test(
    "HOST-2: cleaning adds http:// and removes the final slash",
    arguments: [
      ("supu", "http://supu"), ("127.0.0.1", "http://127.0.0.1"),
      ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
      ("supu_42.local:8080/", "http://supu_42.local:8080"),
      ("http://a.local//", "http://a.local"), (" a.local ", "http://a.local"),
      ("a-b.c:65535", "http://a-b.c:65535"), ("http", "http://http"),
    ])
  func cleaned(host: String, clean: String) {
    let reading = Reading.backend("\"url_pattern\": \"/\", \"host\": [\"\(host)\"]")
    #expect(reading.backend?.hosts.map(\.text) == [clean])
  }

  @Test("HOST-2: https stays")
  func https() {
    let reading = Reading.backend("\"url_pattern\": \"/\", \"host\": [\"https://supu.local/\"]")
    #expect(reading.backend?.hosts.map(\.text) == ["https://supu.local"])
    #expect(reading.diagnostics == [])
  }

  @Test("HOST-3: with disable_host_sanitize hosts are taken as typed")
  func unsanitized() {
    let hosts = ["http://a.local/v1", "[::1]:80", "amqp://u:p@a"]
    let list = hosts.map { "\"\($0)\"" }.joined(separator: ", ")
    let reading = Reading.backend(
      "\"url_pattern\": \"/\", \"disable_host_sanitize\": true, \"host\": [\(list)]")
    #expect(reading.diagnostics == [])
    #expect(reading.backend?.hosts.map(\.text) == hosts)
    #expect(reading.backend?.disableHostSanitize == true)
  }

  @Test("HOST-4: the root's hosts are always cleaned, even if all backends opt out")
  func root() {
    let backend = "\"url_pattern\": \"/\", \"disable_host_sanitize\": true"
    let clean = Reading.backend(backend, root: "\"host\": [\"a.local/\"],")
    #expect(clean.backend?.hosts.map(\.text) == ["http://a.local"])
    let refused = Reading.backend(backend, root: "\"host\": [\"http://a.local/v1\"],")
    #expect(refused.errors.map(\.location.pointer) == ["/host/0"])
  }
}
