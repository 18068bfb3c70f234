public import HTTP

/// A forward proxy: requests are sent to it in absolute form (RFC 9112 §3.2.2).
public final class ForwardProxy: Sendable {
  /// Where it is.
  public let origin: Origin
  /// What requests show there.
  let passage: ProxyPassage

  /// Puts a proxy together.
  public init(origin: Origin, passage: ProxyPassage = ProxyPassage()) {
    self.origin = origin
    self.passage = passage
  }
}
