import Bytes
public import HTTP
public import Messages

extension Balancer {
  /// One host. Shared by reference: every call holds it.
  public final class Host: Sendable {
    /// Whom to connect to: the host itself, or the proxy before it.
    public let origin: Origin
    /// What the `Host` field says.
    public let authority: FieldValue
    /// A path in front of every target, without its final slash; usually empty.
    public let basePath: [UInt8]
    /// The host's own name, in lower case: what credentials are meant for.
    public let name: String
    /// Whether TLS is spoken to it.
    public var isSecure: Bool { origin.tls != nil }
    /// Its scheme, as it stands before an authority.
    public var scheme: [UInt8] { [UInt8](isSecure ? "https://" : "http://") }
    /// How requests pass the proxy; nil without one.
    public let passage: ProxyPassage?

    /// Puts a host together. With a proxy, `origin` is the host's own, which nobody connects to; a
    /// tunnel is the origin's.
    public init(
      origin: Origin, authority: FieldValue, basePath: [UInt8] = [], proxy: ForwardProxy? = nil
    ) {
      self.origin = proxy?.origin ?? origin
      self.authority = authority
      self.basePath = basePath
      name = origin.host
      passage = proxy?.passage
    }
  }
}
