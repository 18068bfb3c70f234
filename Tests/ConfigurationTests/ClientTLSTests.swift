import Configuration
import Testing

@Suite("Reading client_tls")
struct ClientTLSTests {
  @Test("one that says nothing speaks TLS 1.3 alone, as in the reference")
  func nothing() throws {
    #expect(Reading.service("").configuration?.client.tls == nil)
    let tls = try #require(Reading.service(#""client_tls": {}"#).configuration?.client.tls)
    #expect(tls.minVersion == .tls13 && tls.maxVersion == .tls13)
    #expect(!tls.allowsInsecureConnections && !tls.disablesSystemAuthorities)
    #expect(tls.authorities.isEmpty && tls.cipherSuites.isEmpty && tls.certificates.isEmpty)
  }

  @Test("what the reference reads loosely is read so")
  func loose() throws {
    let text =
      #""client_tls": {"ca_certs": "/a.pem", "min_version": "", "cipher_suites": "4866", "#
      + #""client_certs": {"certificate": "/c", "private_key": "/k"}}"#
    let reading = Reading.service(text)
    #expect(reading.diagnostics == [])
    let tls = try #require(reading.configuration?.client.tls)
    #expect(tls.authorities.map(\.path) == ["/a.pem"])
    #expect(tls.minVersion == .tls13)
    #expect(tls.cipherSuites.map(\.value) == [4866])
    #expect(tls.certificates.count == 1)
  }

  @Test(
    "each mistake is told at its place",
    arguments: [
      (#""min_version": "TLS1.2""#, "/client_tls/min_version", "unknown min_version \"TLS1.2\""),
      (
        #""max_version": "SSL3.0", "min_version": "TLS12""#, "/client_tls/max_version",
        "`max_version` \"SSL3.0\" is not supported: SSL is broken"
      ),
      (
        #""max_version": "TLS12""#, "/client_tls",
        "`min_version` TLS13 is newer than `max_version` TLS12"
      ),
      (#""cipher_suites": [4865, 99999]"#, "/client_tls/cipher_suites/1", "unknown cipher suite"),
      (#""cipher_suites": [5]"#, "/client_tls/cipher_suites", "leaves no cipher suite"),
      (#""curve_preferences": [22]"#, "/client_tls/curve_preferences/0", "unknown curve 22"),
      (#""curve_preferences": ["x"]"#, "/client_tls/curve_preferences/0", "unknown curve \"x\""),
      (
        #""client_certs": [{"certificate": "/a"}]"#, "/client_tls/client_certs/0",
        "a client certificate needs `private_key`"
      ),
      (
        #""client_certs": [{"private_key": "/a", "certificate": {}}]"#,
        "/client_tls/client_certs/0/certificate", "`certificate` must be a string"
      ),
      (#""client_certs": ["/a"]"#, "/client_tls/client_certs/0", "must be an object, not a string"),
      (#""ca_certs": [{}]"#, "/client_tls/ca_certs/0", "must be a string"),
    ])
  func mistakes(members: String, pointer: String, message: String) {
    let reading = Reading.service("\"client_tls\": {\(members)}")
    #expect(reading.configuration == nil)
    let found = reading.errors.first { $0.location.pointer == pointer }
    #expect(found?.message.contains(message) == true, "\(reading.lines)")
  }

  @Test("what cannot be offered is said, and the rest is offered")
  func broken() throws {
    let reading = Reading.service(
      #""client_tls": {"cipher_suites": [5, 4865, 10], "curve_preferences": [4588, 29]}"#)
    #expect(reading.warnings.count == 3)
    #expect(reading.warnings[0].message == "the cipher suite 5 is not available and not offered")
    let tls = try #require(reading.configuration?.client.tls)
    #expect(tls.cipherSuites.map(\.value) == [4865])
    #expect(tls.curves.map(\.value) == [29])
  }

  @Test("a backend has its own; unknown keys are told with a suggestion")
  func backend() throws {
    let reading = Reading.backend(
      #""host": ["https://b.local"], "url_pattern": "/", "extra_config": {"backend/http/client": "#
        + #"{"client_tls": {"allow_insecure_connections": true, "ca": ["/x"]}}}"#)
    #expect(reading.backend?.tls?.allowsInsecureConnections == true)
    #expect(reading.diagnostics.map(\.suggestion) == ["did you mean \"ca_certs\"?"])
  }
}
