public import HTTP

/// A forward proxy: requests are sent to it in absolute form (RFC 9112 §3.2.2), or, where TLS is
/// spoken to the host, through a tunnel.
public final class ForwardProxy: Sendable {
  /// Where it is.
  public let origin: Origin
  /// What requests show there.
  let passage: ProxyPassage
  /// The way through it to a host with TLS.
  public let tunnel: Tunnel

  /// Puts a proxy together.
  public init(origin: Origin, passage: ProxyPassage = ProxyPassage()) {
    self.origin = origin
    self.passage = passage
    tunnel = Tunnel(through: origin, passage: passage)
  }
}
