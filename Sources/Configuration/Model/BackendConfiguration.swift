/// A backend of an endpoint, its defaults taken from the endpoint.
public struct BackendConfiguration: Sendable {
  /// How hosts are found.
  public enum Discovery: String, Sendable {
    /// They are listed.
    case listed = "static"
    /// By DNS SRV records (LB-2).
    case dns
    /// The same; look-ups are shared in either case.
    case dnsShared = "dns-shared"
  }

  /// Which of several hosts gets the next call.
  public enum Balancing: String, Sendable {
    /// They take turns (LB-1).
    case roundRobin = "round_robin"
    /// Any of them.
    case random
  }

  /// A new name of a field.
  public struct Renaming: Sendable, Hashable {
    /// The name that the backend gave it.
    public var from: String
    /// The name that the client sees.
    public var to: String
    /// Where it stands.
    public var location: SourceLocation
  }

  /// Where the backend begins.
  public var location: SourceLocation
  /// Where its `url_pattern` stands.
  public var patternLocation: SourceLocation
  /// Path and query of the call.
  public var urlPattern: URLPattern
  /// Where to call; empty if there is no host anywhere (CFG-31).
  public var hosts: [HostConfiguration]
  /// The method of the call, in upper case (CFG-24).
  public var method: String
  /// How the answer is read (CFG-28, CFG-29).
  public var encoding: BackendEncoding
  /// The answer is a list, put under `collection`.
  public var isCollection: Bool
  /// The path of the object that replaces the answer; empty for none.
  public var target: String
  /// Where `target` stands, or else the backend.
  public var targetLocation: SourceLocation
  /// The paths of fields that are kept.
  public var allow: [String]
  /// Where `allow` stands, or else the backend.
  public var allowLocation: SourceLocation
  /// The paths of fields that are dropped.
  public var deny: [String]
  /// Where `deny` stands, or else the backend.
  public var denyLocation: SourceLocation
  /// New names of top-level fields, in the order of the file.
  public var mapping: [Renaming]
  /// Where `mapping` stands, or else the backend.
  public var mappingLocation: SourceLocation
  /// The field under which the answer is put; empty for none.
  public var group: String
  /// Operations on the answer; if there are any, `allow`, `deny` and `mapping` do not act.
  public var flatmap: [FlatmapOperation]
  /// The only headers that reach this backend; empty for all that the endpoint lets through.
  public var inputHeaders: [String]
  /// The only query parameters that reach this backend; empty for all of the endpoint's.
  public var inputQueryStrings: [String]
  /// Whether hosts are taken as written (HOST-3).
  public var disableHostSanitize: Bool
  /// How hosts are found.
  public var discovery: Discovery
  /// The scheme of hosts that are found.
  public var discoveryScheme: String
  /// Where that scheme stands, or else the backend.
  public var discoverySchemeLocation: SourceLocation
  /// Which of several hosts gets the next call.
  public var balancing = Balancing.roundRobin
  /// The share of each host, as many as there are `hosts`; empty for the same share.
  public var weights: [Int] = []
  /// A call that cannot connect goes to another host.
  public var failsOver = false
  /// The forward proxy of this backend alone; nil for that of the environment.
  public var proxy: ProxyConfiguration?
  /// How TLS is spoken to this backend alone; nil for what the root says.
  public var tls: ClientTLSConfiguration?
  /// A failure becomes `error_<this>` in the answer (ST-5); never empty.
  public var returnErrorDetails: String?
  /// A failure of a single backend gives the client its status (ST-4).
  public var returnErrorCode: Bool
  /// Requests are copied to it and its answers ignored (SHA-1).
  public var isShadow: Bool
  /// How long a shadow call may take; 0 for the endpoint's timeout.
  public var shadowTimeout: Nanoseconds
  /// The body is sent again on a redirect by 307 or 308 (ST-3).
  public var sendBodyOnRedirect: Bool
  /// Redirects are not followed.
  public var noRedirect: Bool
  /// What the call gets beside what the client sent; nil for nothing.
  public var request: RequestConfiguration?
  /// How it is called with gRPC; nil for another kind of backend (GRPC-2). Its `hosts` are
  /// `name:port` then, without a scheme (GRPC-D9).
  public var grpc: GRPCBackendConfiguration?
  /// The operation that it is called with; nil for another kind of backend (GQL-1).
  public var graphQL: GraphQLBackendConfiguration?
  /// The namespace that makes this backend something that cannot be called yet, such as
  /// `backend/soap`: calling it by plain HTTP would be wrong. Nil for what can.
  public var foreignProtocol: String?
  /// The name of a decoder that somebody has added; it counts, and not `encoding`.
  public var addedDecoder: String?
  /// What `extra_config` says under namespaces that somebody has given a meaning.
  public var extensions: [ExtensionValue] = []
  /// Whether one of them makes it something else than an HTTP service.
  public var isExtension = false
  /// What its failure means for the answer.
  public var completeness = CompletenessSetting.counted
  /// Whether an array or a scalar is an answer too (`root`).
  public var takesAnyRoot = false
}
