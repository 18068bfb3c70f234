/// A configuration that was read: every default applied, every name resolved, plain values only.
public struct ServiceConfiguration: Sendable {
  /// Where the configuration begins.
  public var location: SourceLocation
  /// A label for the configuration.
  public var name = ""
  /// The TCP port; 0 is never here (CFG-21).
  public var port: UInt16 = 8080
  /// The address to listen on; nil for all interfaces (CFG-21).
  public var listenIP: String?
  /// The hosts of backends that name none, cleaned (HOST-4).
  public var hosts: [HostConfiguration] = []
  /// The time of a request (CFG-22).
  public var timeout: Nanoseconds = 2_000_000_000
  /// `max-age` of complete answers; 0 for no header.
  public var cacheTTL: Nanoseconds = 0
  /// The encoding of endpoints that name none.
  public var outputEncoding: OutputEncoding? = .json
  /// The name of an encoder that somebody has added, for endpoints that name none.
  public var addedEncoder: String?
  /// Whether placeholders may stand anywhere in an endpoint's path (EP-4).
  public var disableREST = false
  /// Whether `/__debug/` is offered.
  public var debugEndpoint = false
  /// Whether `/__echo/` is offered.
  public var echoEndpoint = false
  /// The listener and its limits.
  public var server = ServerConfiguration()
  /// The connections to backends.
  public var client = ClientConfiguration()
  /// Routes, error answers, health, addresses of clients.
  public var router = RouterConfiguration()
  /// The log.
  public var logging = LoggingConfiguration()
  /// Descriptors, and services that are offered by their annotations.
  public var grpc = GRPCConfiguration()
  /// What is offered, in the order of the file; endpoints with a method that none can have (EP-7)
  /// are left out.
  public var endpoints: [EndpointConfiguration] = []
  /// What `extra_config` says under namespaces that somebody has given a meaning.
  public var extensions: [ExtensionValue] = []
}
