/// How a backend is called with gRPC: `backend/grpc`.
public struct GRPCBackendConfiguration: Sendable {
  /// Where the value of a field comes from.
  public enum Source: Sendable, Hashable {
    /// A parameter of the endpoint's path, by its name as written there.
    case parameter(String)
    /// A parameter of the client's query.
    case query(String)
  }

  /// Which field of the message a value goes into (GRPC-6).
  public struct InputField: Sendable, Hashable {
    /// Where the value comes from.
    public var source: Source
    /// The names that lead to the field, at least one.
    public var path: [String]
    /// Where it is said.
    public var location: SourceLocation
  }

  /// How messages to the server are compressed. Answers may be compressed in any case.
  public enum Compression: String, Sendable {
    /// Not at all.
    case none
    /// By gzip.
    case gzip
  }

  /// Where `backend/grpc` stands, or else the backend.
  public var location: SourceLocation
  /// The full name of the service (GRPC-2); empty in the template of an exposure.
  public var service = ""
  /// The name of the method; empty in the template of an exposure.
  public var method = ""

  /// Fields for values by the values' names; other names are tried as fields themselves (GRPC-6).
  public var inputMapping: [InputField] = []
  /// The client's body is the message, or a part of it (GRPC-5). `request.body` of
  /// `dragoman/backend` takes its place, and sets this too.
  public var usesRequestBody = false
  /// Values of the path and the query become fields (GRPC-5).
  public var usesParameters = true
  /// The form of the fields' names in what the client sends (GRPC-9); the other is taken too.
  public var requestNaming = GRPCNaming.snakeCase
  /// A text for a bytes field that is no base64 is taken as it is (GRPC-15).
  public var assumesBytes = false
  /// A body may have members that the message has no field for.
  public var ignoresUnknownFields = false

  /// The JSON that the answer becomes.
  public var output = GRPCOutputSettings()
  /// What becomes of many messages.
  public var stream = GRPCStreamSettings()
  /// Names of metadata for names of headers, in lower case (GRPC-11); never a reserved one.
  public var headerMapping: [BackendConfiguration.Renaming] = []
  /// Metadata at the beginning of the answer that the client gets as headers, in lower case.
  public var responseHeaders: [String] = []
  /// Metadata at the end of the answer that the client gets as headers, in lower case.
  public var responseTrailers: [String] = []

  /// Bytes that are read from a connection at once; nil for no buffer (GRPC-13).
  public var readBufferSize: Int? = 32 << 10
  /// The longest message that is taken (GRPC-13).
  public var maxMessageSize = 4 << 20
  /// How long a connection without calls is kept; nil for ever (GRPC-13).
  public var idleTimeout: Nanoseconds? = 600_000_000_000
  /// How long a connection with calls may be silent before it is asked by PING; nil for any time.
  public var pingInterval: Nanoseconds?
  /// Hosts whose connection fails are avoided, and calls are repeated elsewhere (GRPC-14).
  public var usesAlternateHost = false
  /// How often a call is repeated that ended with UNAVAILABLE before any message.
  public var retries = 0
  /// How messages to the server are compressed.
  public var compression = Compression.none
  /// How TLS is spoken (`client_tls`); nil for plain text (GRPC-12).
  public var tls: ClientTLSConfiguration?

  /// The defaults.
  public init(location: SourceLocation) { self.location = location }
}
