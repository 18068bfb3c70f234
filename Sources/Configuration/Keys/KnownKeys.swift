/// The keys of the configuration, place by place: the one table that reading, diagnostics and the
/// reference in `Docs/configuration.md` are made from.
public enum KnownKeys {
  /// All places, from the outside to the inside.
  public static let places: [KeyPlace] = [
    service, endpoint, backend, flatmapOperation, staticResponse, serviceNamespaces,
    endpointNamespaces, backendNamespaces, router, errorBodies, logging, endpointProxy,
    backendProxy, backendHTTP, backendHTTPClient, dragomanServer, dragomanEndpoint,
    dragomanBackend, dragomanRequest, dragomanFailures, dragomanCompleteness, grpc, grpcExposure,
    backendGRPC, grpcStream, backendGraphQL, graphQLErrors, clientTLS, clientCertificate,
  ]

  /// Prefixes of namespaces that protect: a namespace below one of them that nobody knows is not
  /// passed over.
  static let guardPrefixes = ["auth/", "validation/", "security/", "qos/ratelimit", "ip-filter"]

  /// The places in which a key means something, in the order of `places`.
  static func homes(of name: String) -> [KeyPlace] {
    places.filter { $0.key(named: name) != nil }
  }
}
