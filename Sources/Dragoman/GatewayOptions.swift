public import HTTP
public import Network

/// How a gateway runs, beside what its configuration says about endpoints.
public struct GatewayOptions: Sendable {
  /// Where it listens; port 0 lets the system choose.
  public var address: SocketAddress
  /// The number of event loops; nil: one for each processor of the affinity mask.
  public var loops: Int?
  /// Limits of the server.
  public var server = ServerSettings()
  /// How connections to backends are treated.
  public var client = HTTPClientSettings()
  /// Resolves the names of hosts.
  public var resolver: any Resolver = SystemResolver()
  /// Finds the servers of services (`sd`).
  public var serviceResolver: any ServiceResolver = DNSServiceResolver()
  /// How long an address, or the servers of a service, are used before they are asked for again, in
  /// nanoseconds.
  public var resolutionInterval: Int64 = 30_000_000_000
  /// How long a shutdown waits for requests under way, in nanoseconds; 0: as long as they take.
  public var maxShutdownWait: Int64 = 0

  /// Options for an address, all else by default.
  public init(address: SocketAddress) { self.address = address }
}
