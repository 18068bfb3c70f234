import Bytes
public import HTTP
public import Messages
public import Network

/// The servers that the configuration names, by host and port: a redirect to one of them uses its
/// connections. To any other it has a connection of its own, so that no answer can make the gateway
/// keep pools without end.
public struct OriginDirectory: Sendable {
  private let origins: [String: [Origin]]

  /// Takes the servers.
  public init(_ origins: [Origin] = []) {
    self.origins = Dictionary(grouping: origins, by: \.host)
  }

  /// The host that a redirect leads to; nil if its name cannot stand in a field. With a context TLS
  /// is spoken to it.
  public func host(
    of authority: Authority, _ proxies: ProxyRule, tls context: TLSContext?
  ) -> Balancer.Host? {
    guard let value = FieldValue(authority.bytes.span) else { return nil }
    var name = String(decoding: authority.bytes[authority.host], as: UTF8.self).lowercased()
    if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
    let port = authority.port ?? (context == nil ? 80 : 443)
    let proxy = proxies.proxy(for: name, port: port, isSecure: context != nil)
    let tunnel = context == nil ? nil : proxy?.tunnel
    let known = origins[name]?.first {
      $0.port == port && $0.tls?.context === context && Tunnel.areSame($0.tunnel, tunnel)
    }
    let peer = context.map { TLSPeer($0, name: name, port: port) }
    return Balancer.Host(
      origin: known ?? Origin(unpooled: name, port: port, tls: peer, tunnel: tunnel),
      authority: value, proxy: context == nil ? proxy : nil)
  }
}
