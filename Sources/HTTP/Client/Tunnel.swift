import Bytes

/// A way through a forward proxy that only moves bytes (RFC 9110 §9.3.6): what passes is between
/// the host and the gateway.
public final class Tunnel: Sendable {
  /// The proxy.
  public let proxy: Origin
  /// What it is shown.
  public let passage: ProxyPassage

  /// Describes a way through a proxy.
  public init(through proxy: Origin, passage: ProxyPassage) {
    self.proxy = proxy
    self.passage = passage
  }

  /// Whether both lead through the same proxy, to which the same is shown.
  public static func areSame(_ first: Tunnel?, _ second: Tunnel?) -> Bool {
    first?.proxy === second?.proxy
      && first?.passage.authorization == second?.passage.authorization
  }
}
