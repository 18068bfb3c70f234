import CShims
import Glibc

/// A listening socket that shares its address with its siblings of the other loops.
public struct ListeningSocket: Sendable {
  let descriptor: Int32
  /// Where it listens: with port 0 asked for, the port that the system chose.
  public let address: SocketAddress

  /// Opens one socket for each of `count` loops on one address.
  ///
  /// A port that another process listens on is refused, although SO_REUSEPORT alone would let two
  /// gateways of one user share it unnoticed: a first socket without the option finds out.
  public static func open(
    _ address: SocketAddress, count: Int, backlog: Int32 = 4096
  ) throws(SystemError) -> [ListeningSocket] {
    if case .unix(let path) = address { return try open(path, count: count, backlog: backlog) }
    let probe = try bound(to: address, sharing: false)
    var target = probe.address
    _ = Glibc.close(probe.descriptor)
    if address.port != 0 { target = address }
    var sockets: [ListeningSocket] = []
    do throws(SystemError) {
      for _ in 0..<count {
        sockets.append(try bound(to: target, sharing: true))
        let descriptor = sockets[sockets.count - 1].descriptor
        guard listen(descriptor, backlog) == 0 else { throw SystemError.last("listen") }
      }
    } catch {
      for socket in sockets { _ = Glibc.close(socket.descriptor) }
      throw error
    }
    return sockets
  }

  /// Whether the system can make IPv6 sockets.
  public static var systemHasIPv6: Bool {
    let descriptor = Glibc.socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    _ = Glibc.close(descriptor)
    return true
  }

  /// Sockets without SO_REUSEPORT: each loop has a descriptor of its own for the same one.
  private static func open(
    _ path: UnixPath, count: Int, backlog: Int32
  ) throws(SystemError) -> [ListeningSocket] {
    path.removeIfAbandoned()
    var sockets = [try bound(to: .unix(path), sharing: false)]
    do throws(SystemError) {
      guard listen(sockets[0].descriptor, backlog) == 0 else { throw SystemError.last("listen") }
      while sockets.count < count {
        let copy = fcntl(sockets[0].descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw SystemError.last("fcntl") }
        sockets.append(ListeningSocket(descriptor: copy, address: .unix(path)))
      }
    } catch {
      for socket in sockets { _ = Glibc.close(socket.descriptor) }
      path.remove()
      throw error
    }
    return sockets
  }

  private static func bound(
    to address: SocketAddress, sharing: Bool
  ) throws(SystemError) -> ListeningSocket {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = Glibc.socket(address.family, type | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemError.last("socket") }
    if address.family != AF_UNIX { SocketOption.set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1) }
    if sharing { SocketOption.set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
    if case .v6 = address { SocketOption.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
    // Accepted sockets inherit this one.
    if address.family != AF_UNIX {
      SocketOption.set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    }
    guard address.withSystemAddress({ bind(descriptor, $0, $1) }) == 0 else {
      let error = SystemError.last("bind")
      _ = Glibc.close(descriptor)
      throw error
    }
    guard let actual = SocketAddress.filled({ getsockname(descriptor, $0, $1) }) else {
      let error = SystemError.last("getsockname")
      _ = Glibc.close(descriptor)
      throw error
    }
    return ListeningSocket(descriptor: descriptor, address: actual)
  }
}
