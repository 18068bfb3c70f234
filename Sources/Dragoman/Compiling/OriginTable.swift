import HTTP
import HTTPBackend
import Messages

/// Numbers the servers that backends stand on: equal ones share their connections.
struct OriginTable {
  private struct Key: Hashable {
    var name: String
    var port: UInt16
  }

  private var numbers: [Key: Origin] = [:]

  /// All of them.
  var directory: OriginDirectory { OriginDirectory(Array(numbers.values)) }

  /// The host for a backend; nil if its text cannot stand in a field or a path.
  mutating func host(_ address: HostAddress) -> Balancer.Host? {
    guard let authority = FieldValue(address.authority) else { return nil }
    return Balancer.Host(
      origin: origin(Key(name: address.name.lowercased(), port: address.port)),
      authority: authority, basePath: Array(address.basePath.utf8))
  }

  private mutating func origin(_ key: Key) -> Origin {
    if let known = numbers[key] { return known }
    let origin = Origin(index: numbers.count, host: key.name, port: key.port)
    numbers[key] = origin
    return origin
  }
}
