import Configuration
import Foundation
import Testing

@Suite("The typed configuration")
struct ModelTests {
  static func everything() throws -> ServiceConfiguration {
    let (configuration, diagnostics) = ConfigurationReader.read(
      text: try SharedFiles.fixture("everything.json"), name: "everything.json")
    #expect(diagnostics == [])
    return try #require(configuration)
  }

  @Test("every key of the root arrives")
  func root() throws {
    let service = try Self.everything()
    #expect(service.name == "everything")
    #expect(service.port == 9000)
    #expect(service.listenIP == "127.0.0.1")
    #expect(service.hosts.map(\.text) == ["http://root-1.local:8000", "http://root-2.local"])
    #expect(service.timeout == 4_000_000_000)
    #expect(service.cacheTTL == 60_000_000_000)
    #expect(service.outputEncoding == .fastJSON)
    #expect(service.disableREST && service.debugEndpoint && !service.echoEndpoint)
    #expect(service.location.line == 1)
  }

  @Test("every key of listener and connections arrives")
  func serverAndClient() throws {
    let service = try Self.everything()
    let second: Nanoseconds = 1_000_000_000
    var server = ServerConfiguration()
    server.maxHeaderBytes = 4096
    server.readTimeout = 11 * second
    server.writeTimeout = 12 * second
    server.idleTimeout = 13 * second
    server.readHeaderTimeout = 14 * second
    server.maxShutdownWaitTime = 15 * second
    server.loops = 2
    server.maxRequestBody = 1000
    server.maxResponseBody = 2000
    server.maxConnections = 3000
    server.listenSocket = "/run/gate.sock"
    server.failures.isProblem = true
    server.failures.showsDetail = true
    server.failures.backendBody = 99
    #expect(service.server == server)
    var client = ClientConfiguration()
    client.maxIdleConnections = 16
    client.maxIdleConnectionsPerHost = 17
    client.idleConnectionTimeout = 18 * second
    client.dialerTimeout = 19 * second
    client.dialerKeepAlive = 20 * second
    client.dialerFallbackDelay = 21_000_000
    client.responseHeaderTimeout = 22 * second
    client.disableKeepAlives = true
    client.disableCompression = true
    client.dnsCacheTTL = 24 * second
    client.allowsInsecureConnections = true
    client.tls = service.client.tls
    #expect(service.client == client)
  }

  @Test("every key of TLS arrives")
  func clientTLS() throws {
    let tls = try #require(try Self.everything().client.tls)
    #expect(tls.allowsInsecureConnections && tls.disablesSystemAuthorities)
    #expect(tls.authorities.map(\.path) == ["/etc/one.pem", "/etc/two.pem"])
    #expect(tls.authorities[1].location.pointer == "/client_tls/ca_certs/1")
    #expect(tls.minVersion == .tls10 && tls.maxVersion == .tls12)
    #expect(tls.cipherSuites.map(\.value) == [4865, 49195])
    #expect(tls.curves.map(\.value) == [29, 23])
    let pair = try #require(tls.certificates.first)
    #expect(pair.certificate.path == "/etc/own.pem" && pair.key.path == "/etc/own.key")
    #expect(pair.key.location.pointer == "/client_tls/client_certs/0/private_key")
  }

  @Test("every key of router and log arrives")
  func routerAndLogging() throws {
    let service = try Self.everything()
    var router = RouterConfiguration()
    router.returnErrorMessage = true
    router.notFoundBody = Array(#"{"error":"unknown"}"#.utf8)
    router.methodNotAllowedBody = Array(#"["no",1.50]"#.utf8)
    router.hideVersionHeader = true
    router.autoOptions = true
    router.healthPath = "/health"
    router.loggerSkipPaths = ["/health"]
    router.disableRedirectTrailingSlash = true
    router.disableRedirectFixedPath = true
    router.disableHandleMethodNotAllowed = true
    router.removeExtraSlash = true
    router.disablePathDecoding = true
    router.forwardedByClientIP = false
    router.remoteIPHeaders = ["X-Client"]
    router.trustedProxies = ["10.0.0.0/8", "::1"]
    #expect(service.router == router)
    var logging = LoggingConfiguration()
    logging.level = .warning
    logging.prefix = "[GATE]"
    logging.format = .json
    logging.accessLog = .json
    #expect(service.logging == logging)
  }

  @Test("every key of an endpoint arrives")
  func endpoint() throws {
    let service = try Self.everything()
    let endpoint = try #require(service.endpoints.first)
    #expect(endpoint.path.text == "/files/{name}.{ext}")
    #expect(endpoint.path.parameters == ["name", "ext"])
    #expect(endpoint.name == "POST /files/{name}.{ext}")
    #expect(endpoint.timeout == 800_000_000)
    #expect(endpoint.cacheTTL == 5_000_000_000)
    #expect(endpoint.outputEncoding == .jsonCollection)
    #expect(endpoint.outputOrder == .received)
    #expect(endpoint.inputHeaders == ["X-A", "*"])
    #expect(endpoint.inputQueryStrings == ["q"])
    #expect(endpoint.flatmap.map(\.kind) == [.append])
    #expect(endpoint.isSequential)
    #expect(endpoint.propagatedParams.map(\.name) == ["resp0_first.x", "resp0"])
    #expect(endpoint.propagatedParams.map(\.path) == ["first.x", ""])
    #expect(endpoint.staticResponse?.strategy == .errored)
    #expect(endpoint.staticResponse?.data == Array(#"{"d":[1.0]}"#.utf8))
    #expect(endpoint.concurrentCalls == 3)
    #expect(endpoint.location.pointer == "/endpoints/0")
    #expect(endpoint.pathLocation.pointer == "/endpoints/0/endpoint")
    let plain = service.endpoints[1]
    #expect(plain.outputOrder == .sorted)
    #expect(plain.backends[0].hosts == service.hosts)
    #expect(plain.outputEncoding == .fastJSON)
  }

  @Test("every key of a backend arrives, and comments look like keys in a mapping only")
  func backend() throws {
    let backends = try Self.everything().endpoints[0].backends
    let first = try #require(backends.first)
    #expect(first.urlPattern.text == "/f/{name}?ext={ext}")
    #expect(first.hosts.map(\.text) == ["https://one.local/v1", "two.local"])
    #expect(first.disableHostSanitize)
    #expect(first.method == "PUT")
    #expect(first.encoding == .safeJSON)
    #expect(first.isCollection)
    #expect(first.target == "data.inner")
    #expect(first.allow == ["a", "b.c"])
    #expect(first.mapping.map(\.from) == ["a", "_id"])
    #expect(first.mapping.map(\.to) == ["x", "id"])
    #expect(first.mapping[1].location.pointer == "/endpoints/0/backend/0/mapping/_id")
    #expect(first.group == "first")
    #expect(first.inputHeaders == ["X-A"])
    #expect(first.inputQueryStrings == [""])
    #expect(first.discovery == .listed)
    #expect(first.discoveryScheme == "https")
    #expect(first.returnErrorDetails == "one")
    #expect(first.returnErrorCode)
    #expect(first.foreignProtocol == nil)
    #expect(first.sendBodyOnRedirect && first.noRedirect)
    #expect(first.proxy?.text == "http://proxy.local:3128")
    #expect(first.tls?.authorities.map(\.path) == ["/etc/three.pem"])
    #expect(first.tls?.minVersion == .tls12 && first.tls?.maxVersion == .tls13)
    #expect(first.balancing == .random && first.weights == [5, 1] && first.failsOver)
    #expect(!first.isShadow)
    #expect(backends[2].isShadow)
    #expect(backends[2].shadowTimeout == 7_000_000_000)
    let second = backends[1]
    #expect(second.method == "POST")
    #expect(second.deny == ["secret"])
    #expect(second.denyLocation.pointer == "/endpoints/0/backend/1/deny")
    #expect(second.allowLocation == second.location)
    #expect(second.flatmap.map(\.kind) == [.move, .del])
    #expect(second.flatmap.map(\.arguments) == [["a.*.b", "a.*.c"], ["x", "y", "z"]])
    #expect(
      second.flatmap[1].location.pointer
        == "/endpoints/0/backend/1/extra_config/proxy/flatmap_filter/1")
  }

  @Test("every key of gRPC arrives")
  func grpc() throws {
    let service = try Self.everything()
    #expect(service.grpc.catalog.map(\.text) == ["./flights.pb", "/etc/gate/descriptors"])
    let exposure = try #require(service.grpc.exposures.first)
    #expect(exposure.selections.map(\.services) == [.named("shop.v1.Orders"), .package("billing")])
    #expect(exposure.methods.map(\.text) == ["GetOrder"] && exposure.prefix == "/api")
    #expect(exposure.template.timeout == 3_000_000_000)
    #expect(exposure.template.backends.first?.deny == ["secret"])
    let backend = try #require(service.endpoints[2].backends.first)
    let grpc = try #require(backend.grpc)
    #expect(backend.hosts.map(\.text) == ["flights.local:4242"])
    #expect(grpc.service == "flight_finder.Flights" && grpc.method == "FindFlight")
    #expect(grpc.inputMapping.map(\.source) == [.query("lat"), .parameter("id_flight")])
    #expect(grpc.usesRequestBody && grpc.usesParameters && grpc.requestNaming == .camelCase)
    #expect(grpc.assumesBytes && grpc.ignoresUnknownFields)
    #expect(grpc.headerMapping.map(\.to) == ["trace-id", "in-grpc-tag"])
    var output = GRPCOutputSettings()
    output.isCanonical = true
    output.timestampsAreText = true
    output.durationsAreText = true
    #expect(grpc.output == output)
    var stream = GRPCStreamSettings()
    stream.form = .events
    stream.maxMessages = 1000
    stream.idleTimeout = 30_000_000_000
    #expect(grpc.stream == stream)
    #expect(grpc.responseHeaders == ["x-region"] && grpc.responseTrailers == ["x-cost"])
    #expect(grpc.readBufferSize == 65536 && grpc.maxMessageSize == 1_000_000)
    #expect(grpc.pingInterval == 360_000_000_000)
    #expect(grpc.idleTimeout == 25_000_000_000 && grpc.usesAlternateHost && grpc.retries == 2)
    #expect(grpc.compression == .gzip && grpc.tls == nil)
  }

  @Test("the fixture uses every supported key, so none can be forgotten")
  func allKeys() throws {
    let text = String(decoding: try SharedFiles.fixture("everything.json"), as: UTF8.self)
    for place in KnownKeys.places {
      for key in place.keys where key.state == .supported {
        let isThere = text.contains("\"\(key.name)\":")
        #expect(isThere, "\(place.name): \(key.name)")
      }
    }
  }

  @Test("the same in YAML is the same configuration, but for the places")
  func yaml() throws {
    let json = try Self.everything()
    let (yaml, diagnostics) = ConfigurationReader.read(
      text: try SharedFiles.fixture("everything.yaml"), name: "everything.yaml", format: .yaml)
    #expect(diagnostics == [])
    #expect(withoutPlaces(json) == withoutPlaces(try #require(yaml)))
  }

  /// A dump of a configuration without the files, lines and columns in it. What is optional stands
  /// there twice: on one line, and member by member.
  private func withoutPlaces(_ service: ServiceConfiguration) -> String {
    var text = ""
    dump(service, to: &text)
    return text.split(separator: "\n").filter { line in
      !["- file: ", "- line: ", "- column: ", ": Optional("].contains { line.contains($0) }
    }.joined(separator: "\n")
  }

  @Test("without any of it the documented defaults hold")
  func defaults() throws {
    let service = try #require(Reading.service("").configuration)
    #expect(service.server == ServerConfiguration())
    #expect(service.client == ClientConfiguration())
    #expect(service.router == RouterConfiguration())
    #expect(service.logging == LoggingConfiguration())
    #expect(service.endpoints[0].outputOrder == .received)
  }

  @Test("an explicit zero means what Go takes it for")
  func zeroes() throws {
    let reading = Reading.service(
      #""read_timeout": "7s", "idle_timeout": "0s", "read_header_timeout": 0, "#
        + #""idle_connection_timeout": "0s", "dialer_keep_alive": "-1s", "#
        + #""dialer_fallback_delay": "0s", "max_header_bytes": 0, "write_timeout": "-1s", "#
        + #""dns_cache_ttl": "500ms""#)
    let service = try #require(reading.configuration)
    #expect(service.server.idleTimeout == 7_000_000_000)
    #expect(service.server.readHeaderTimeout == 7_000_000_000)
    #expect(service.server.writeTimeout == 0)
    #expect(service.server.maxHeaderBytes == 1 << 20)
    #expect(service.client.idleConnectionTimeout == 0)
    #expect(service.client.dialerKeepAlive == nil)
    #expect(service.client.dialerFallbackDelay == 300_000_000)
    #expect(service.client.dnsCacheTTL == 30_000_000_000)
  }

  @Test("0 for the size of a body is no limit, and less is a mistake")
  func noLimit() throws {
    let none = Reading.service(
      #""extra_config": {"dragoman/server": {"max_request_body": 0, "max_response_body": 0}}"#)
    let service = try #require(none.configuration)
    #expect(service.server.maxRequestBody == .max && service.server.maxResponseBody == .max)
    let less = Reading.service(#""extra_config": {"dragoman/server": {"max_request_body": -1}}"#)
    #expect(less.diagnostics.map(\.severity) == [.error])
  }

  @Test(
    "the access log is what the strongest word says",
    arguments: [
      (#""dragoman/server": {"access_log": false}"#, LoggingConfiguration.AccessLog.off),
      (#""dragoman/server": {"access_log": "json"}"#, .json),
      (#""dragoman/server": {"access_log": true}"#, .text),
      (#""router": {"disable_access_log": true}"#, .off),
      (
        #""router": {"disable_access_log": true}, "dragoman/server": {"access_log": "json"}"#,
        .off
      ),
      (#""telemetry/logging": {"stdout": true, "access_log_format": "json"}"#, .json),
      (
        #""telemetry/logging": {"access_log_format": "json", "stdout": false}, "#
          + #""dragoman/server": {"access_log": "default"}"#, .text
      ),
    ])
  func accessLog(namespaces: String, form: LoggingConfiguration.AccessLog) {
    let reading = Reading.service("\"extra_config\": {\(namespaces)}")
    #expect(reading.configuration?.logging.accessLog == form)
    #expect(reading.diagnostics == [])
  }

  @Test("the log is off only if telemetry/logging says so")
  func stdout() {
    func stdout(_ members: String) -> Bool? {
      Reading.service("\"extra_config\": {\(members)}").configuration?.logging.stdout
    }
    #expect(stdout("") == true)
    #expect(stdout(#""telemetry/logging": {"level": "INFO"}"#) == false)
    #expect(stdout(#""telemetry/logging": {"stdout": true}"#) == true)
    #expect(stdout(#""telemetry/logging": {"syslog": true}"#) == true)
    #expect(
      Reading.service(#""extra_config": {"telemetry/logging": {}}"#).messages == [
        "nothing is logged: without `stdout` the log goes nowhere"
      ])
  }
}
