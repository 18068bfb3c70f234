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

  /// TLS with it; nil for none.
  public let tls: TLSPeer?
  /// The way to it through a proxy; nil where it is connected to directly.
  public let tunnel: Tunnel?

  /// Puts an origin together.
  public init(
    index: Int, host: String, port: UInt16, tls: TLSPeer? = nil, tunnel: Tunnel? = nil
  ) {
    self.index = index
    self.host = host
    self.port = port
    self.tls = tls
    self.tunnel = tunnel
    address = SocketAddress(ip: host, port: port)
  }

  /// A server on a Unix-domain socket.
  public init(index: Int, path: UnixPath) {
    self.index = index
    host = path.text
    port = 0
    tls = nil
    tunnel = nil
    address = .unix(path)
  }

  /// A server that nothing in the configuration names: each exchange has a connection of its own.
  public convenience init(
    unpooled host: String, port: UInt16, tls: TLSPeer? = nil, tunnel: Tunnel? = nil
  ) {
    self.init(index: -1, host: host, port: port, tls: tls, tunnel: tunnel)
  }

  /// Whether both are the same server: mostly the very same object.
  func isSame(as other: Origin) -> Bool {
    self === other
      || port == other.port && host == other.host && tls === other.tls
        && Tunnel.areSame(tunnel, other.tunnel)
  }

  /// Whether connections are kept for later exchanges.
  public var isPooled: Bool { index >= 0 }
}
