/// Services whose methods become endpoints by their `google.api.http` annotations (Dragoman's own):
/// an entry of `expose`.
public struct GRPCExposure: Sendable {
  /// Which services are meant.
  public enum Services: Sendable, Hashable {
    /// All of the catalog that have annotations: `*`.
    case all
    /// Those of a package and of the packages in it: `shop.v1.*`, here `shop.v1`.
    case package(String)
    /// The one of this full name: `shop.v1.Orders`.
    case named(String)

    /// As files write it.
    public var text: String {
      switch self {
      case .all: "*"
      case .package(let name): name + ".*"
      case .named(let name): name
      }
    }

    /// Whether a service is meant, by its full name.
    public func contains(_ service: String) -> Bool {
      switch self {
      case .all: true
      case .package(let name): service.hasPrefix(name + ".")
      case .named(let name): service == name
      }
    }
  }

  /// What names services, and where it stands.
  public struct Selection: Sendable {
    /// The services.
    public var services: Services
    /// Where they are named.
    public var location: SourceLocation
  }

  /// Where the entry begins.
  public var location: SourceLocation
  /// The services; never empty.
  public var selections: [Selection]
  /// The names of the only methods that are offered; empty for all that have annotations.
  public var methods: [WrittenText]
  /// What stands before the path of every annotation: empty, or `/v1` without a slash at its end.
  public var prefix: String
  /// What every endpoint of the entry is like. It has one backend, a gRPC one. Path, method and
  /// parameters, and service and method of the backend, are those of the annotations: here they
  /// mean nothing.
  public var template: EndpointConfiguration
}
