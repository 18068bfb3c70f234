/// Where a backend is called.
public struct HostConfiguration: Sendable, Hashable {
  /// Scheme, name and port, cleaned (HOST-2), or as written with `disable_host_sanitize` (HOST-3).
  public var text: String
  /// Where it stands.
  public var location: SourceLocation
}
