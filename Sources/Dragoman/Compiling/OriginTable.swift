import HTTP
import HTTPBackend
import Messages
import Upstreams

/// Numbers the servers that backends stand on: equal ones share their connections.
struct OriginTable {
  private struct Key: Hashable {
    var name: String
    var port: UInt16
  }

  private var numbers: [Key: Origin] = [:]

  /// All of them.
  var directory: OriginDirectory { OriginDirectory(Array(numbers.values)) }

  /// How many there are: indices from here on are free.
  var count: Int { numbers.count }

  /// The host for a backend; nil if its text cannot stand in a field or a path.
  mutating func host(_ address: HostAddress, _ proxies: ProxyRule) -> Balancer.Host? {
    guard let authority = FieldValue(address.authority) else { return nil }
    let name = address.name.lowercased()
    return Balancer.Host(
      origin: origin(address), authority: authority, basePath: Array(address.basePath.utf8),
      proxy: address.socket == nil ? proxies.proxy(for: name, port: address.port) : nil)
  }

  /// The server at an address.
  mutating func origin(_ address: HostAddress) -> Origin {
    let name = address.socket == nil ? address.name.lowercased() : address.name
    let key = Key(name: name, port: address.port)
    if let known = numbers[key] { return known }
    let index = numbers.count
    let origin =
      address.socket.map { Origin(index: index, path: $0) }
      ?? Origin(index: index, host: name, port: key.port)
    numbers[key] = origin
    return origin
  }
}
