import Configuration
import Foundation
import Testing

@Suite("The audit")
struct AuditTests {
  private static func rules(_ text: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID()).json")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let options = ReadingOptions(allowUnsupported: true)
    let loaded = ConfigurationText.load(file: file.path, options: options).text
    return ConfigurationAudit.findings(in: try #require(loaded), options: options).map(\.rule)
  }

  private static func rules(
    root: String = "", endpoint: String = "", backend: String = ""
  ) throws
    -> Set<String>
  {
    Set(
      try rules(
        """
        {"version": 3\(root.isEmpty ? "" : ", " + root), "endpoints": [{"endpoint": "/a"
        \(endpoint.isEmpty ? "" : ", " + endpoint), "backend": [{"url_pattern": "/", "host": ["h"]
        \(backend.isEmpty ? "" : ", " + backend)}]}]}
        """))
  }

  @Test("CLI-3: there are 52 rules with KrakenD's ids, in their order")
  func ids() {
    let ids = ConfigurationAudit.ruleIDs
    #expect(ids.count == 52)
    #expect(Set(ids).count == 52)
    #expect(
      ids
        == ids.sorted {
          $0.split(separator: ".").lexicographicallyPrecedes($1.split(separator: "."))
        })
  }

  @Test("CLI-3: a bare configuration gets the recommendations about what is missing")
  func bare() throws {
    #expect(
      try Self.rules().sorted() == [
        "1.2.1", "2.1.2", "2.1.7", "2.2.1", "2.2.2", "3.1.1", "3.1.2", "3.1.3", "4.1.1", "4.2.1",
        "4.3.1", "5.2.2",
      ])
  }

  @Test(
    "CLI-3: what is there brings its rule",
    arguments: [
      ("1.1.1", #""extra_config": {"auth/basic": {}}"#),
      ("1.1.2", #""extra_config": {"auth/api-keys": {}}"#),
      ("2.1.1", #""allow_insecure_connections": true"#),
      ("2.1.1", #""client_tls": {"allow_insecure_connections": true}"#),
      ("2.1.3", #""tls": {"disabled": true}"#), ("2.1.8", #""use_h2c": true"#),
      ("2.1.8", #""extra_config": {"router": {"use_h2c": true}}"#),
      ("2.2.5", #""extra_config": {"grpc": {"server": {}}}"#), ("3.3.1", #""timeout": "4s""#),
      ("3.3.2", #""timeout": "6s""#), ("3.3.3", #""timeout": "31s""#),
      ("3.3.4", #""timeout": "2m""#),
      ("5.1.1", #""disable_rest": true"#), ("5.1.2", #""debug_endpoint": true"#),
      ("5.1.3", #""echo_endpoint": true"#), ("7.3.1", #""tls": {"public_key": "a"}"#),
      ("4.1.3", #""extra_config": {"telemetry/metrics": {}, "telemetry/newrelic": {}}"#),
      ("7.1.1", #""extra_config": {"plugin/http-server": {"name": ["virtualhost"]}}"#),
      ("7.1.2", #""extra_config": {"plugin/http-server": {"name": "static-filesystem"}}"#),
      ("7.1.3", #""extra_config": {"plugin/http-server": {"name": ["basic-auth"]}}"#),
      ("7.1.4", #""extra_config": {"plugin/http-server": {"name": ["wildcard"]}}"#),
      ("7.2.1", #""extra_config": {"telemetry/ganalytics": {}}"#),
      ("7.2.2", #""extra_config": {"telemetry/instana": {}}"#),
      ("7.2.3", #""extra_config": {"github_com/devopsfaith/krakend-opencensus": {}}"#),
      ("7.2.4", #""extra_config": {"telemetry/influx": {}}"#),
      ("6.1.1", #""sequential_start": true, "async_agent": [{},{},{},{},{},{},{},{},{},{}]"#),
    ])
  func root(rule: String, members: String) throws {
    #expect(try Self.rules(root: members).contains(rule))
    #expect(try !Self.rules().contains(rule))
  }

  @Test(
    "CLI-3: endpoints and backends bring theirs",
    arguments: [
      ("2.2.3", #""input_headers": ["*"]"#, ""), ("2.2.4", #""input_query_strings": "*""#, ""),
      ("5.1.7", #""extra_config": {"proxy": {"sequential": true}}"#, ""),
      ("5.2.3", #""output_encoding": "no-op""#, ""),
      (
        "2.1.9", "",
        #""extra_config": {"backend/http/client": {"client_tls": "#
          + #"{"allow_insecure_connections": true}}}"#
      ),
      ("2.3.1", "", #""extra_config": {"qos/http-cache": {"max_items": 3}}"#),
      ("7.1.5", "", #""extra_config": {"plugin/http-client": {"name": "http-proxy"}}"#),
      ("7.1.6", "", #""extra_config": {"plugin/http-client": {"name": "static-filesystem"}}"#),
      ("7.1.7", "", #""extra_config": {"plugin/http-client": {"name": "no-redirect"}}"#),
      (
        "7.1.8", #""extra_config": {"plugin/req-resp-modifier": {"name": ["content-replacer"]}}"#,
        ""
      ),
      (
        "7.1.9", "",
        #""extra_config": {"plugin/req-resp-modifier": {"name": ["response-schema-validator"]}}"#
      ),
    ])
  func parts(rule: String, endpoint: String, backend: String) throws {
    #expect(try Self.rules(endpoint: endpoint, backend: backend).contains(rule))
  }

  @Test("CLI-3: wildcards, several writing backends and endpoints without backend bring theirs")
  func shapes() throws {
    let rules = try Self.rules(
      """
      {"version": 3, "endpoints": [
        {"endpoint": "/a/*", "backend": [{"url_pattern": "/"}]},
        {"endpoint": "/__catchall", "backend": []},
        {"endpoint": "/b", "method": "POST",
         "backend": [{"url_pattern": "/"}, {"url_pattern": "/"}]}]}
      """)
    #expect(Set(rules).isSuperset(of: ["5.1.4", "5.1.5", "5.1.6", "5.2.1"]))
    #expect(!rules.contains("5.2.2"))
  }

  @Test("CLI-3: what is configured silences the recommendation")
  func silenced() throws {
    let root = #"""
      "tls": {"keys": []}, "extra_config": {"security/http": {}, "security/cors": {},
      "security/bot-detector": {}, "router": {"hide_version_header": true}, "telemetry/logging": {},
      "qos/ratelimit/service": {}, "telemetry/opentelemetry": {"exporters":
        {"otlp": [{"name": "a", "disable_metrics": true}], "prometheus": [{"name": "b"}]}}}
      """#
    let endpoint = #""extra_config": {"auth/validator": {}}"#
    let backend = #""extra_config": {"qos/circuit-breaker": {}}"#
    #expect(try Self.rules(root: root, endpoint: endpoint, backend: backend) == ["5.2.2"])
  }
}
