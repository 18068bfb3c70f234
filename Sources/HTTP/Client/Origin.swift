public import Network

/// A server that the client connects to. Equal hosts and ports share one, so its number finds the
/// pool without hashing text. Shared by reference: every exchange holds it.
public final class Origin: Sendable {
  /// Its position in every loop's list of pools; -1 where connections are not kept.
  public let index: Int
  /// The host as written: a name or an IP address, without brackets; for a Unix-domain socket its
  /// path.
  public let host: String
  /// The port; 0 for a Unix-domain socket.
  public let port: UInt16
  /// The address where the host is one: nothing to resolve.
  public let address: SocketAddress?

  /// Puts an origin together.
  public init(index: Int, host: String, port: UInt16) {
    self.index = index
    self.host = host
    self.port = port
    address = SocketAddress(ip: host, port: port)
  }

  /// A server on a Unix-domain socket.
  public init(index: Int, path: UnixPath) {
    self.index = index
    host = path.text
    port = 0
    address = .unix(path)
  }

  /// A server that nothing in the configuration names: each exchange has a connection of its own.
  public convenience init(unpooled host: String, port: UInt16) {
    self.init(index: -1, host: host, port: port)
  }

  /// Whether both are the same server: mostly the very same object.
  func isSame(as other: Origin) -> Bool {
    self === other || port == other.port && host == other.host
  }

  /// Whether connections are kept for later exchanges.
  public var isPooled: Bool { index >= 0 }
}
