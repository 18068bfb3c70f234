import Configuration
import HTTP
import HTTPBackend
import Messages
import Network
import Upstreams

/// Numbers the servers that backends stand on: equal ones share their connections. Those that TLS
/// is spoken to by other settings, or that are reached another way, are not equal.
struct OriginTable {
  private struct Key: Hashable {
    var name: String
    var port: UInt16
    var context: ObjectIdentifier?
    var proxy: ObjectIdentifier?
    var authorization: FieldValue?
    /// Offered with TLS: connections of one protocol serve no other.
    var protocols: [String]
  }

  private var numbers: [Key: Origin] = [:]

  /// How TLS is spoken to them.
  var tls: TLSTable

  init(_ client: ClientConfiguration) { tls = TLSTable(client) }

  /// All of them.
  var directory: OriginDirectory { OriginDirectory(Array(numbers.values)) }

  /// How many there are: indices from here on are free.
  var count: Int { numbers.count }

  /// The host for a backend; nil if its text cannot stand in a field or a path. With a context TLS
  /// is spoken to it.
  mutating func host(
    _ address: HostAddress, _ proxies: ProxyRule, tls context: TLSContext? = nil,
    protocols: [String] = ["http/1.1"]
  ) -> Balancer.Host? {
    guard let authority = FieldValue(address.authority) else { return nil }
    let proxy =
      address.socket == nil
      ? proxies.proxy(
        for: address.name.lowercased(), port: address.port, isSecure: address.isSecure) : nil
    let tunnel = address.isSecure ? proxy?.tunnel : nil
    return Balancer.Host(
      origin: origin(address, tls: context, tunnel: tunnel, protocols: protocols),
      authority: authority,
      basePath: Array(address.basePath.utf8), proxy: address.isSecure ? nil : proxy)
  }

  /// The server at an address.
  mutating func origin(
    _ address: HostAddress, tls context: TLSContext? = nil, tunnel: Tunnel? = nil,
    protocols: [String] = ["http/1.1"]
  ) -> Origin {
    let name = address.socket == nil ? address.name.lowercased() : address.name
    let key = Key(
      name: name, port: address.port, context: context.map { ObjectIdentifier($0) },
      proxy: tunnel.map { ObjectIdentifier($0.proxy) },
      authorization: tunnel?.passage.authorization,
      protocols: context == nil ? [] : protocols)
    if let known = numbers[key] { return known }
    let index = numbers.count
    let peer = context.map { TLSPeer($0, name: name, port: address.port, protocols: protocols) }
    let origin =
      address.socket.map { Origin(index: index, path: $0) }
      ?? Origin(index: index, host: name, port: address.port, tls: peer, tunnel: tunnel)
    numbers[key] = origin
    return origin
  }
}
