/// What a gateway with a certain configuration does, as data: scripted backends, requests, and the
/// answers expected. Read from JSON; `Docs/testing.md` describes the format.
public struct ExchangeSpec: Sendable {
  /// One request and what it has to come to.
  public struct Exchange: Sendable {
    /// What is shown, as a sentence.
    public var title: String
    /// The request.
    public var request: TestRequest
    /// The answer expected.
    public var expectation: Expectation
    /// What the backends must have received, in any order; nil: not looked at.
    public var calls: [ExpectedCall]?

    /// Puts an exchange together.
    public init(
      _ title: String, _ request: TestRequest, _ expectation: Expectation,
      calls: [ExpectedCall]? = nil
    ) {
      self.title = title
      self.request = request
      self.expectation = expectation
      self.calls = calls
    }
  }

  /// What an answer must be. What is nil is not looked at.
  public struct Expectation: Sendable {
    /// The status code.
    public var status: Int
    /// Field name to its values in order; an empty list: the field must be absent; `*`: any value.
    public var fields: [(name: String, values: [String])]
    /// The content as a JSON value: members in any order, numbers by their text.
    public var json: [UInt8]?
    /// The content as it is.
    public var text: [UInt8]?

    /// An expectation of a status, and perhaps of the content as a JSON value.
    public init(status: Int = 200, json: String? = nil) {
      self.status = status
      fields = []
      self.json = json.map { Array($0.utf8) }
    }
  }

  /// What a backend must have received.
  public struct ExpectedCall: Sendable {
    /// The address of the backend as the configuration has it.
    public var backend: String
    /// The method.
    public var method: String
    /// The target, exactly.
    public var target: String
    /// Field name to its values in order; an empty list: the field must be absent; `*`: any value.
    public var fields: [(name: String, values: [String])]
    /// The content; nil: not looked at.
    public var content: [UInt8]?
    /// Whether the content is compared as a JSON value, and not byte by byte.
    public var comparesJSON = false

    /// A call of a backend, by the address that it has in the configuration.
    public init(_ backend: String, method: String = "GET", target: String) {
      self.backend = backend
      self.method = method
      self.target = target
      fields = []
    }
  }

  /// What the spec is about.
  public var about: String
  /// The gateway's configuration as JSON, where it does not stand in a file of its own.
  public var configuration: [UInt8]?
  /// The backends, by their address in the configuration (`http://127.0.0.1:9001`).
  public var backends: [(address: String, script: BackendScript)]
  /// The backends that speak gRPC, by their address in the configuration (`127.0.0.1:9005`).
  public var services: [(address: String, script: GRPCScript)] = []
  /// Where the descriptors of these backends are, beginning at the spec's folder.
  public var catalog: [String] = []
  /// The descriptor sets of the catalog, by these paths. A gateway under test that names the same
  /// ones reads no files.
  public var descriptors: [String: [UInt8]] = [:]
  /// The exchanges, in order.
  public var exchanges: [Exchange]

  /// Puts a spec together.
  public init(
    about: String = "", configuration: [UInt8]? = nil,
    backends: [(address: String, script: BackendScript)], exchanges: [Exchange] = []
  ) {
    self.about = about
    self.configuration = configuration
    self.backends = backends
    self.exchanges = exchanges
  }
}
