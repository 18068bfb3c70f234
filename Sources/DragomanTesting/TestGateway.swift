public import Dragoman

/// A gateway under test: in the test's own process, on a free port of 127.0.0.1, in front of
/// scripted backends.
///
/// Play the exchanges of a spec against your configuration:
///
/// ```swift
/// @Test func profile() throws {
///   let gateway = try TestGateway(file: "krakend.json", spec: "exchanges.json")
///   defer { gateway.stop() }
///   #expect(gateway.mismatches() == [])
/// }
/// ```
///
/// Or script the backends in Swift, ask what you like, and look at what they were asked:
///
/// ```swift
/// let gateway = try TestGateway(
///   configuration, backends: ["http://users.local": BackendScript(["/v1/users/7": .json("{}")])])
/// let answer = try gateway.send(TestRequest("GET", "/profile/7"))
/// ```
public final class TestGateway: Sendable {
  /// The gateway.
  public let gateway: Gateway
  private let runner: SpecRunner
  private let client: TestClient

  /// Starts the backends of a spec, and a gateway in front of them. `configuration` is a text in
  /// which backends have the addresses that they have in the spec; without one, the spec's own
  /// counts. Throws `ConfigurationError` if it has mistakes.
  public init(
    _ configuration: String? = nil, spec: ExchangeSpec, name: String = "configuration",
    format: ConfigurationReader.Format = .json, extensions: Extensions = Extensions(),
    options: ReadingOptions = ReadingOptions(), log: Log = .silent
  ) throws {
    let text = configuration.map { Array($0.utf8) } ?? spec.configuration ?? []
    let runner = try SpecRunner(spec)
    do {
      let loaded = LoadedConfiguration(
        String(decoding: runner.resolved(text), as: UTF8.self), name: name, format: format,
        extensions: extensions, options: options
      ) { configuration in
        configuration.listenIP = "127.0.0.1"
        configuration.server.loops = 1
        configuration.grpc.embedded = spec.descriptors
      }
      gateway = try Gateway(loaded, port: 0, log: log)
      client = try TestClient()
    } catch {
      runner.stop()
      throw error
    }
    self.runner = runner
  }

  /// Starts a gateway in front of scripted backends, by their address in the configuration.
  public convenience init(
    _ configuration: String, backends: [String: BackendScript],
    format: ConfigurationReader.Format = .json, extensions: Extensions = Extensions(),
    options: ReadingOptions = ReadingOptions(), log: Log = .silent
  ) throws {
    let spec = ExchangeSpec(backends: backends.map { ($0.key, $0.value) })
    try self.init(
      configuration, spec: spec, format: format, extensions: extensions, options: options, log: log)
  }

  /// Starts a gateway with the configuration of a file, JSON or YAML by its ending, in front of the
  /// backends of a spec in another file.
  public convenience init(
    file: String, spec: String, extensions: Extensions = Extensions(),
    options: ReadingOptions = ReadingOptions(), log: Log = .silent
  ) throws {
    let (text, problems) = ConfigurationText.load(file: file, options: options)
    guard let text else { throw ConfigurationError(diagnostics: problems) }
    var options = options
    if options.folder.isEmpty, let slash = file.lastIndex(of: "/") {
      options.folder = String(file[..<slash])
    }
    try self.init(
      String(decoding: text.bytes, as: UTF8.self), spec: try ExchangeSpec(file: spec), name: file,
      format: text.format, extensions: extensions, options: options, log: log)
  }

  /// The port that the gateway listens on.
  public var port: UInt16 { gateway.port }

  /// Sends a request and waits for the answer. Not from a loop.
  public func send(_ request: TestRequest) throws -> TestAnswer {
    try client.send(request, port: port)
  }

  /// The backend that stands for an address of the configuration: what it was asked, and more.
  public func backend(_ address: String) -> ScriptedBackend? { runner.backend(address) }

  /// The gRPC server that stands for an address of the configuration.
  public func service(_ address: String) -> ScriptedGRPCServer? { runner.service(address) }

  /// Plays the exchanges of the spec, one after the other.
  public func play() -> [SpecResult] { runner.run(port: port) }

  /// Plays the exchanges of the spec; what is not as expected, a line each, and nothing if all is.
  public func mismatches() -> [String] {
    play().flatMap { result in result.mismatches.map { "\(result.exchange.title): \($0)" } }
  }

  /// Stops everything. Not from a loop.
  public func stop() {
    client.stop()
    gateway.shutDown()
    runner.stop()
  }
}
