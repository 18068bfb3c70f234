import Configuration
import Testing

@Suite("Loose reading")
struct LooseReadingTests {
  @Test("CFG-3: texts are taken for numbers and booleans, numbers for booleans and texts")
  func scalars() throws {
    let reading = Reading.service(
      #""port": "9090", "disable_rest": "true", "debug_endpoint": 1, "echo_endpoint": "F","#
        + #""max_idle_connections": "5", "max_header_bytes": 2048.0, "name": 7"#)
    let service = try #require(reading.configuration)
    #expect(reading.diagnostics == [])
    #expect(service.port == 9090)
    #expect(service.disableREST && service.debugEndpoint && !service.echoEndpoint)
    #expect(service.client.maxIdleConnections == 5)
    #expect(service.server.maxHeaderBytes == 2048)
    #expect(service.name == "7")
  }

  @Test("CFG-3: a single value where a list is expected is a list of one")
  func lists() throws {
    let reading = Reading.endpoint(
      #""endpoint": "/a", "input_headers": "X-A", "input_query_strings": 1,"#
        + #""backend": {"host": "b.local", "url_pattern": "/", "allow": "a.b"}"#)
    let endpoint = try #require(reading.endpoint)
    #expect(endpoint.inputHeaders == ["X-A"])
    #expect(endpoint.inputQueryStrings == ["1"])
    #expect(endpoint.backends.map(\.allow) == [["a.b"]])
    #expect(endpoint.backends[0].hosts.map(\.text) == ["http://b.local"])
  }

  @Test("CFG-3: names of keys match without case; the exact one wins over another spelling")
  func keys() {
    let reading = Reading(
      #"{"VERSION": 3, "Name": "a", "name": "b", "nAme": "c", "EndPoints": ["#
        + #"{"Endpoint": "/u", "INPUT_QUERY_STRINGS": ["a"], "#
        + #""backend": [{"URL_Pattern": "/b", "Host": ["b.local"]}]}]}"#)
    #expect(reading.configuration?.name == "b")
    #expect(reading.endpoint?.inputQueryStrings == ["a"])
    #expect(reading.backend?.urlPattern.text == "/b")
    #expect(
      reading.messages == [
        #""name" and "Name" are the same key; only one of them counts"#,
        #""nAme" and "name" are the same key; only one of them counts"#,
      ])
  }

  @Test(
    "CFG-3: what cannot be read even loosely is an error at its value",
    arguments: [
      (#""port": "80a""#, "`port` must be a whole number, not \"80a\""),
      (#""port": true"#, "`port` must be a whole number, not a boolean"),
      (#""port": 80.5"#, "`port` must be a whole number, not 80.5"),
      (#""port": -1"#, "`port` must be from 0 to 65535, not -1"),
      (#""name": ["a"]"#, "`name` must be a string, not a list"),
      (#""disable_rest": "yes""#, "`disable_rest` must be true or false, not \"yes\""),
      (#""host": [{}]"#, "an item of `host` must be a string, not an object"),
      (#""extra_config": []"#, "`extra_config` must be an object, not a list"),
      (#""max_idle_connections": -1"#, "`max_idle_connections` must be at least 0, not -1"),
    ])
  func wrongTypes(member: String, message: String) {
    let reading = Reading("{\"version\": 3, \(member), \"endpoints\": [\(Reading.plainEndpoint)]}")
    #expect(reading.messages == [message])
    #expect(reading.configuration == nil)
    #expect(reading.diagnostics.first?.location.line == 1)
  }

  @Test("null is as if the key were absent")
  func null() {
    let reading = Reading.service(#""port": null, "timeout": null, "extra_config": null"#)
    #expect(reading.diagnostics == [])
    #expect(reading.configuration?.port == 8080)
  }

  @Test(
    "CFG-4: durations are read as Go writes them",
    arguments: [
      ("\"300ms\"", 300_000_000), ("\"1.5h\"", 5_400_000_000_000),
      ("\"1h30m\"", 5_400_000_000_000), ("\"1h15m30.918273645s\"", 4_530_918_273_645),
      ("\"2us\"", 2_000), ("\"2\u{B5}s\"", 2_000), ("\"2\u{3BC}s\"", 2_000), ("\"7ns\"", 7),
      ("\"+1s\"", 1_000_000_000), ("\".5s\"", 500_000_000), ("\"1.s\"", 1_000_000_000),
      ("\"0.1234567891234s\"", 123_456_789), ("\"9223372036854775807ns\"", Int64.max),
      ("5000000", 5_000_000), ("1e9", 1_000_000_000),
    ] as [(String, Int64)])
  func durations(text: String, nanoseconds: Int64) {
    let reading = Reading.service("\"timeout\": \(text)")
    #expect(reading.errors == [])
    #expect(reading.configuration?.timeout == nanoseconds)
  }

  @Test(
    "CFG-4: a malformed duration is an error with a suggestion",
    arguments: [
      ("\"\"", "write a number with a unit, such as \"300ms\", \"2s\" or \"1m30s\""),
      ("\"2 parsecs\"", "write a number with a unit, such as \"300ms\", \"2s\" or \"1m30s\""),
      ("\"2\"", "did you mean \"2s\"?"), ("\"2 s\"", "did you mean \"2s\"?"),
      ("\"2sec\"", "did you mean \"2s\"?"), ("\"5 minutes\"", "did you mean \"5m\"?"),
      ("\"100 MS\"", "did you mean \"100ms\"?"), ("\"1d\"", "did you mean \"24h\"?"),
      ("\"9999999999h\"", "write a number with a unit, such as \"300ms\", \"2s\" or \"1m30s\""),
      ("\".s\"", "write a number with a unit, such as \"300ms\", \"2s\" or \"1m30s\""),
      ("1.5", nil), ("true", nil), ("\"-1s\"", nil),
    ] as [(String, String?)])
  func malformed(text: String, suggestion: String?) {
    let reading = Reading.service("\"timeout\": \(text)")
    #expect(reading.configuration == nil)
    #expect(reading.errors.map(\.suggestion) == [suggestion])
  }

  @Test("CFG-4: a bare number counts nanoseconds, and is pointed at when that is hardly meant")
  func bareNumber() {
    let reading = Reading.service("\"timeout\": 2000")
    #expect(reading.configuration?.timeout == 2000)
    let warning = reading.warnings.first
    #expect(reading.warnings.count == 1)
    #expect(warning?.message.hasPrefix("`timeout` is 2000 nanoseconds: a number") == true)
    #expect(warning?.suggestion == "did you mean \"2000ms\"?")
  }

  @Test("CFG-5: numbers in extra_config keep all their digits, more than the reference's doubles")
  func exactNumbers() {
    let reading = Reading.service(
      #""extra_config": {"router": {"error_body": {"404": {"id": 12345678901234567890}}}}"#)
    #expect(
      reading.configuration?.router.notFoundBody == Array(#"{"id":12345678901234567890}"#.utf8))
  }

  @Test("CFG-6: comments are passed over everywhere")
  func comments() {
    let reading = Reading(
      ##"{"$schema": "x", "@comment": {"a": 1}, "#": 0, "_": 1, "version": 3, "endpoints": ["##
        + ##"{"@a": 1, "endpoint": "/u", "extra_config": {"$x": 1, "proxy": {"_c": 1}}, "##
        + ##""backend": [{"#b": 2, "url_pattern": "/", "host": ["b.local"]}]}]}"##)
    #expect(reading.diagnostics == [])
  }

  @Test("CFG-6: unknown keys let the gateway start, never in silence, and are errors when linted")
  func unknown() throws {
    let reading = Reading.service(#""wibble": {"endpoints": 1}"#)
    #expect(reading.configuration != nil)
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(reading.diagnostics.count == 1)
    #expect(diagnostic.severity == .warning)
    #expect(diagnostic.category == .unknownKey)
    #expect(diagnostic.message == "unknown key \"wibble\" in the root")
    #expect(diagnostic.linted.severity == .error)
  }

  @Test("CFG-7: namespaces are known by their long names too")
  func aliases() {
    let reading = Reading(
      #"{"version": 3, "extra_config": {"github_com/luraproject/lura/router/gin": "#
        + #"{"return_error_msg": true}, "github_com/devopsfaith/krakend-gologging": "#
        + #"{"level": "ERROR", "stdout": true}}, "endpoints": [{"endpoint": "/u", "backend": [{"#
        + #""url_pattern": "/", "host": ["b.local"], "extra_config": {"#
        + #""github.com/devopsfaith/krakend/http": {"return_error_details": "b"}, "#
        + #""github.com/devopsfaith/krakend/proxy": {"flatmap_filter": "#
        + #"[{"type": "del", "args": ["a"]}]}}}]}]}"#)
    #expect(reading.diagnostics == [])
    #expect(reading.configuration?.router.returnErrorMessage == true)
    #expect(reading.configuration?.logging.level == .error)
    #expect(reading.backend?.returnErrorDetails == "b")
    #expect(reading.backend?.flatmap.map(\.arguments) == [["a"]])
  }

  @Test("CFG-7: a guard is a guard by its long name too")
  func guardAlias() {
    let reading = Reading.endpoint(
      #""endpoint": "/u", "extra_config": {"github.com/devopsfaith/krakend-jose/validator": {}}, "#
        + Reading.plainBackend)
    #expect(reading.errors.map(\.category) == [.guardKey])
  }
}
