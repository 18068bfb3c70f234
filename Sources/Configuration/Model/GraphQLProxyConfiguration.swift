/// A GraphQL server that the clients of an endpoint speak GraphQL with: `backend/graphql` of the
/// type `proxy`.
public struct GraphQLProxyConfiguration: Sendable {
  /// An operation that is allowed.
  public enum Operation: Sendable, Equatable {
    /// By its name.
    case name(String)
    /// By the SHA-256 of its document, in lower case.
    case hash(String)
  }

  /// Where `backend/graphql` stands.
  public var location: SourceLocation
  /// The operations that are allowed; empty for all.
  public var operations: [Operation] = []
  /// How many fields may stand within each other; nil for no limit.
  public var maxDepth: Int?
  /// How many fields an operation may have; nil for no limit.
  public var maxFields: Int?
  /// Whether clients may ask for the schema.
  public var allowsIntrospection = true
  /// How many operations one request may hold; nil for one, if anything else is checked.
  public var maxBatch: Int?

  /// Whether requests are read at all.
  public var checksRequests: Bool {
    !operations.isEmpty || maxDepth != nil || maxFields != nil || !allowsIntrospection
      || maxBatch != nil
  }

  /// The defaults.
  public init(location: SourceLocation) { self.location = location }
}
