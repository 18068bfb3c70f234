public import Configuration
public import Encodings
public import Endpoints
public import Shaping

/// What a gateway of one's own has beside what is built in: middleware, kinds of backends,
/// encodings, merge policies.
///
/// Fill one, hand it to `LoadedConfiguration`, and start the gateway. Middleware stands around in
/// the order in which it is added: what comes first is outermost.
///
/// What is `configuredBy` a namespace acts where `extra_config` has that key, and is made once for
/// each place, when the gateway is built, out of the settings under the key. A namespace of
/// KrakenD's that Dragoman does not honour yet can be given a meaning in this way, one that guards
/// included; one that Dragoman reads itself cannot.
public struct Extensions: Sendable {
  /// Makes something out of the settings of its namespace; nil for nothing: it is switched off, or
  /// a mistake has been reported.
  public typealias Making<Value> = @Sendable (ExtensionSettings) -> Value?

  /// One kind of extension: always there, or where its namespace is.
  enum Entry<Value: Sendable>: Sendable {
    case always(Value)
    case configured(String, Making<Value>)

    var namespace: String? {
      if case .configured(let namespace, _) = self { return namespace }
      return nil
    }
  }

  private(set) var request: [Entry<any RequestMiddleware>] = []
  private(set) var endpoint: [Entry<any EndpointMiddleware>] = []
  private(set) var backend: [Entry<any BackendMiddleware>] = []
  private(set) var kinds: [(namespace: String, make: Making<any Backend>)] = []
  private(set) var decoders: [String: any ContentDecoder] = [:]
  private(set) var encoders: [String: any ContentEncoder] = [:]

  /// The merge policies, those that are built in included.
  private(set) var policies = MergePolicies.builtIn

  /// None.
  public init() {}

  /// Has a middleware stand around every request.
  public mutating func wrapRequests(with middleware: any RequestMiddleware) {
    request.append(.always(middleware))
  }

  /// Has a middleware stand around every request if `extra_config` of the root has the namespace.
  public mutating func wrapRequests(
    configuredBy namespace: String, _ make: @escaping Making<any RequestMiddleware>
  ) {
    request.append(.configured(namespace, make))
  }

  /// Has a middleware stand around every endpoint.
  public mutating func wrapEndpoints(with middleware: any EndpointMiddleware) {
    endpoint.append(.always(middleware))
  }

  /// Has a middleware stand around each endpoint whose `extra_config` has the namespace.
  public mutating func wrapEndpoints(
    configuredBy namespace: String, _ make: @escaping Making<any EndpointMiddleware>
  ) {
    endpoint.append(.configured(namespace, make))
  }

  /// Has a middleware stand around every backend.
  public mutating func wrapBackends(with middleware: any BackendMiddleware) {
    backend.append(.always(middleware))
  }

  /// Has a middleware stand around each backend whose `extra_config` has the namespace.
  public mutating func wrapBackends(
    configuredBy namespace: String, _ make: @escaping Making<any BackendMiddleware>
  ) {
    backend.append(.configured(namespace, make))
  }

  /// Adds a kind of backend: one whose `extra_config` has the namespace is made by this closure and
  /// not called by HTTP. Its answers are shaped and merged like those of any other.
  public mutating func addBackend(_ namespace: String, _ make: @escaping Making<any Backend>) {
    kinds.append((namespace, make))
  }

  /// Adds a decoder: a name for `encoding` of backends.
  public mutating func addDecoder(_ name: String, _ decoder: any ContentDecoder) {
    decoders[name] = decoder
  }

  /// Adds an encoder: a name for `output_encoding` of endpoints and of the root.
  public mutating func addEncoder(_ name: String, _ encoder: any ContentEncoder) {
    encoders[name] = encoder
  }

  /// Adds a merge policy: a name for `merge` of `dragoman/endpoint`. It wins over a built-in one of
  /// that name.
  public mutating func addMergePolicy(_ name: String, _ policy: any MergePolicy) {
    policies[name] = policy
  }

  /// What the reader of configurations has to know of all this.
  public var names: ExtensionNames {
    var names = ExtensionNames()
    names.service = Set(request.compactMap(\.namespace))
    names.endpoint = Set(endpoint.compactMap(\.namespace))
    names.backend = Set(backend.compactMap(\.namespace))
    names.backendKinds = Set(kinds.map(\.namespace))
    names.decoders = Set(decoders.keys)
    names.encoders = Set(encoders.keys)
    return names
  }
}
