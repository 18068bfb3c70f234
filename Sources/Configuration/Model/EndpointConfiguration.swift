/// An endpoint, its defaults taken from the service.
public struct EndpointConfiguration: Sendable {
  /// Where the endpoint begins.
  public var location: SourceLocation
  /// Where its path stands.
  public var pathLocation: SourceLocation
  /// The path that clients ask for.
  public var path: EndpointPath
  /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE` (EP-7).
  public var method: String
  /// How long a request may take in all; never 0 (CFG-22).
  public var timeout: Nanoseconds
  /// `max-age` of complete answers; 0 for no header (CFG-25).
  public var cacheTTL: Nanoseconds
  /// How answers are written.
  public var outputEncoding: OutputEncoding
  /// The order of members in JSON answers.
  public var outputOrder: OutputOrder
  /// Headers of the client that reach the backends, as written; empty for the default (HDR-1).
  public var inputHeaders: [String]
  /// Query parameters of the client that reach the backends (QRY-1).
  public var inputQueryStrings: [String]
  /// Where they stand; nil if nobody wrote them.
  public var queryStringsLocation: SourceLocation?
  /// How often each call is made at once (CFG-26, CON-1).
  public var concurrentCalls: Int
  /// What is called, at least one, in order.
  public var backends: [BackendConfiguration]
  /// Operations on the merged answer, for two or more backends (FM-9).
  public var flatmap: [FlatmapOperation]
  /// Whether backends are called one after another (SEQ-1).
  public var isSequential: Bool
  /// Values of earlier answers that later calls get as parameters (SEQ-7).
  public var propagatedParams: [ResponseReference]
  /// Constant data for the answer (STA-1).
  public var staticResponse: StaticResponse?
  /// The name of an encoder that somebody has added; it counts, and not `outputEncoding`.
  public var addedEncoder: String?
  /// What `extra_config` says under namespaces that somebody has given a meaning.
  public var extensions: [ExtensionValue] = []

  /// How answers become one.
  public var merge: MergeSetting
  /// What clients hear of failures.
  public var failures = FailureSettings()

  /// The endpoint in a log line: `GET /users/{id}`.
  public var name: String { "\(method) \(path.text)" }
}
