/// The names that somebody who builds a gateway of their own has given a meaning, so that reading a
/// configuration neither warns of them nor refuses them.
public struct ExtensionNames: Sendable {
  /// Namespaces in `extra_config` of the root.
  public var service: Set<String> = []
  /// Namespaces in `extra_config` of endpoints.
  public var endpoint: Set<String> = []
  /// Namespaces in `extra_config` of backends, but for those of `backendKinds`.
  public var backend: Set<String> = []
  /// Namespaces in `extra_config` of backends that make something else of them than an HTTP
  /// service.
  public var backendKinds: Set<String> = []
  /// Names for `encoding` of backends.
  public var decoders: Set<String> = []
  /// Names for `output_encoding` of endpoints.
  public var encoders: Set<String> = []

  /// No names.
  public init() {}

  /// The name under which a key of a place is registered; nil if it is not. The gateway's own keys
  /// cannot be taken from it; one that it does not honour yet can.
  func namespace(_ key: String, in place: KeyPlace) -> String? {
    let registered = names(in: place)
    guard !registered.isEmpty else { return nil }
    let name = registered.contains(key) ? key : NamespaceAliases.short(for: key)
    guard registered.contains(name), place.key(named: name)?.state != .supported else { return nil }
    return name
  }

  private func names(in place: KeyPlace) -> Set<String> {
    guard place.hasNamespaces else { return [] }
    switch place.name {
    case KnownKeys.serviceNamespaces.name: return service
    case KnownKeys.endpointNamespaces.name: return endpoint
    case KnownKeys.backendNamespaces.name: return backend.union(backendKinds)
    default: return []
    }
  }

  /// Names that the gateway reads itself, and that nobody else can therefore give a meaning.
  public var conflicts: [String] {
    let places = [
      KnownKeys.serviceNamespaces, KnownKeys.endpointNamespaces, KnownKeys.backendNamespaces,
    ]
    var names: [String] = []
    for place in places {
      for name in self.names(in: place) where place.key(named: name)?.state == .supported {
        names.append(name)
      }
    }
    names += decoders.filter { BackendEncoding(rawValue: $0) != nil }
    names += encoders.filter { OutputEncoding(rawValue: $0) != nil }
    return Set(names).sorted()
  }
}
