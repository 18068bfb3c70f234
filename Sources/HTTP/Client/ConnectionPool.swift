import Network

/// The idle connections of one loop to one origin: the one used last is used first, so that those
/// not needed grow old and go.
final class ConnectionPool {
  let origin: Origin
  @exclusivity(unchecked) private(set) var idle: [HTTP1ClientConnection] = []

  /// Whether its server is gone: what comes back is closed.
  var isGone = false

  init(origin: Origin) { self.origin = origin }

  func take() -> HTTP1ClientConnection? { idle.popLast() }

  func put(_ connection: HTTP1ClientConnection) { idle.append(connection) }

  /// Takes out the connection that has been idle longest.
  func takeOldest() -> HTTP1ClientConnection? { idle.isEmpty ? nil : idle.removeFirst() }

  /// Takes one out; whether it was there.
  func remove(_ connection: HTTP1ClientConnection) -> Bool {
    guard let index = idle.lastIndex(where: { $0 === connection }) else { return false }
    idle.remove(at: index)
    return true
  }
}
