import Configuration
import Testing

@Suite("Variables that override the file")
struct EnvironmentOverrideTests {
  private static let file = #"""
    {"version": 3, "name": "file", "timeout": "3s",
     "endpoints": [{"endpoint": "/a", "backend": [{"url_pattern": "/", "host": ["h"]}]}]}
    """#

  private func read(
    _ environment: [String: String], _ text: String = file,
    _ format: ConfigurationReader.Format = .json
  ) -> (configuration: ServiceConfiguration?, lines: [String]) {
    let (configuration, diagnostics) = ConfigurationReader.read(
      text: text, name: "k.json", format: format, options: ReadingOptions(environment: environment))
    return (configuration, diagnostics.map(\.text))
  }

  @Test("CFG-10: a variable sets a value of the root, read loosely")
  func sets() {
    let (configuration, lines) = read([
      "KRAKEND_NAME": "env", "KRAKEND_TIMEOUT": "200ms", "KRAKEND_PORT": "9999",
      "KRAKEND_DEBUG_ENDPOINT": "true", "KRAKEND_HOST": "http://h", "PATH": "/bin", "KRAKEN": "x",
    ])
    #expect(configuration?.name == "env")
    #expect(configuration?.timeout == 200_000_000)
    #expect(configuration?.port == 9999)
    #expect(configuration?.debugEndpoint == true)
    #expect(configuration?.hosts.map(\.text) == ["http://h"])
    #expect(lines == [])
  }

  @Test("CFG-10: it does so in YAML, and whatever the case of the key in the file")
  func yaml() {
    let yaml = """
      version: 3
      Timeout: 3s
      endpoints:
        - endpoint: /a
          backend: [{url_pattern: /, host: [h]}]
      """
    let (configuration, lines) = read(["KRAKEND_TIMEOUT": "1s"], yaml, .yaml)
    #expect(configuration?.timeout == 1_000_000_000)
    #expect(lines == [])
  }

  @Test("CFG-11: it acts although the file does not have the key")
  func actsWithoutKey() {
    #expect(read(["KRAKEND_PORT": "1234"]).configuration?.port == 1234)
  }

  @Test(
    "CFG-11 / §16: a value that is none of the key's is ignored with a warning",
    arguments: [
      (
        "KRAKEND_PORT", "tcp://10.0.0.1:8080",
        "k.json: warning: KRAKEND_PORT is ignored: \"tcp://10.0.0.1:8080\" is no integer for "
          + "`port`; unset it, or write one"
      ),
      (
        "KRAKEND_TIMEOUT", "soon",
        "k.json: warning: KRAKEND_TIMEOUT is ignored: \"soon\" is no duration for `timeout`; "
          + "unset it, or write a duration such as 2s"
      ),
      (
        "KRAKEND_VERSION", "2.13.8",
        "k.json: warning: KRAKEND_VERSION is ignored: \"2.13.8\" is no integer for `version`; "
          + "unset it, or write one"
      ),
      (
        "KRAKEND_ENDPOINTS", "[]",
        "k.json: warning: KRAKEND_ENDPOINTS is ignored: `endpoints` cannot be set by a variable"
      ),
      (
        "KRAKEND_TIMEOT", "2s",
        "k.json: warning: KRAKEND_TIMEOT sets nothing: the root has no key `timeot`; "
          + "did you mean KRAKEND_TIMEOUT?"
      ),
    ])
  func unfit(name: String, value: String, line: String) {
    let (configuration, lines) = read([name: value])
    #expect(lines == [line])
    #expect(configuration?.timeout == 3_000_000_000)
    #expect(configuration?.port == 8080)
  }

  @Test("CFG-11: what a container platform sets for a service called krakend is passed over")
  func platform() {
    let (configuration, lines) = read([
      "KRAKEND_SERVICE_HOST": "10.0.0.1", "KRAKEND_SERVICE_PORT": "80",
      "KRAKEND_PORT_80_TCP_ADDR": "10.0.0.1", "KRAKEND_PORT_80_TCP": "tcp://10.0.0.1:80",
    ])
    #expect(configuration?.port == 8080)
    #expect(lines == [])
  }

  @Test("CFG-10: a mistake in a value names the variable that set it")
  func mistake() {
    #expect(
      read(["KRAKEND_PORT": "70000"]).lines == [
        "k.json: error: `port` must be from 0 to 65535, not 70000 (set by KRAKEND_PORT) (/port)"
      ])
  }
}
