/// Turns the name of a host into addresses. May block: it is called on a thread of its own, never
/// on a loop. Tests and users put their own in its place.
public protocol Resolver: Sendable {
  /// All addresses of a host, best first, with any port. Throws if there is none.
  func addresses(of host: String) throws(ResolutionFailure) -> [SocketAddress]
}

/// A name that could not be resolved.
public struct ResolutionFailure: Error, Sendable, CustomStringConvertible {
  /// The name.
  public let host: String
  /// The reason in words.
  public let reason: String

  /// Names a failure.
  public init(host: String, reason: String) {
    self.host = host
    self.reason = reason
  }

  /// `lookup backend.local: Name or service not known`
  public var description: String { "lookup \(host): \(reason)" }
}
