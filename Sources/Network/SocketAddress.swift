import Bytes
import Glibc

/// Where a socket listens or connects: an IP address with a port, or a path in the file system.
public enum SocketAddress: Sendable, Hashable {
  /// IPv4, in the order of the wire.
  case v4(UInt32, port: UInt16)
  /// IPv6: high and low half in the order of the wire, and the scope of a link-local address.
  case v6(UInt64, UInt64, scope: UInt32, port: UInt16)
  /// A Unix-domain socket.
  case unix(UnixPath)

  /// Reads an IP address in text form; nil if it is none.
  public init?(ip text: String, port: UInt16) {
    var v4 = in_addr()
    var v6 = in6_addr()
    if inet_pton(AF_INET, text, &v4) == 1 {
      self = .v4(v4.s_addr, port: port)
    } else if inet_pton(AF_INET6, text, &v6) == 1 {
      let halves = withUnsafeBytes(of: &v6) {
        ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
      self = .v6(halves.0, halves.1, scope: 0, port: port)
    } else {
      return nil
    }
  }

  /// Reads what the system filled in; nil for families other than these.
  init?(_ storage: sockaddr_storage) {
    let family = Int32(storage.ss_family)
    let address: SocketAddress? = withUnsafeBytes(of: storage) { bytes in
      switch family {
      case AF_INET:
        let address = bytes.loadUnaligned(as: sockaddr_in.self)
        return .v4(address.sin_addr.s_addr, port: UInt16(bigEndian: address.sin_port))
      case AF_INET6:
        let address = bytes.loadUnaligned(as: sockaddr_in6.self)
        let high = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let low = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        return .v6(
          high, low, scope: address.sin6_scope_id, port: UInt16(bigEndian: address.sin6_port))
      case AF_UNIX: return .unix(UnixPath(storage: bytes))
      default: return nil
      }
    }
    guard let address else { return nil }
    self = address
  }

  /// Has the system fill in an address; nil if it refuses, or for other families.
  static func filled(
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> SocketAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &storage) { pointer in
      // The storage is made to hold any address, and its size is told.
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
    }
    return result >= 0 ? SocketAddress(storage) : nil
  }

  /// The address family for `socket`.
  var family: Int32 {
    switch self {
    case .v4: AF_INET
    case .v6: AF_INET6
    case .unix: AF_UNIX
    }
  }

  /// The port; 0 for a path.
  public var port: UInt16 {
    switch self {
    case .v4(_, let port), .v6(_, _, _, let port): port
    case .unix: 0
    }
  }

  /// The same address with another port; a path as it is.
  public func with(port: UInt16) -> SocketAddress {
    switch self {
    case .v4(let address, _): .v4(address, port: port)
    case .v6(let high, let low, let scope, _): .v6(high, low, scope: scope, port: port)
    case .unix: self
    }
  }

  /// Calls the system with the address in its own form.
  func withSystemAddress<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var storage = sockaddr_storage()
    let length = withUnsafeMutableBytes(of: &storage) { bytes -> Int in
      switch self {
      case .v4(let address, let port):
        var system = sockaddr_in()
        system.sin_family = sa_family_t(AF_INET)
        system.sin_port = port.bigEndian
        system.sin_addr.s_addr = address
        bytes.storeBytes(of: system, as: sockaddr_in.self)
        return MemoryLayout<sockaddr_in>.size
      case .v6(let high, let low, let scope, let port):
        var system = sockaddr_in6()
        system.sin6_family = sa_family_t(AF_INET6)
        system.sin6_port = port.bigEndian
        system.sin6_scope_id = scope
        bytes.storeBytes(of: system, as: sockaddr_in6.self)
        bytes.storeBytes(of: high, toByteOffset: 8, as: UInt64.self)
        bytes.storeBytes(of: low, toByteOffset: 16, as: UInt64.self)
        return MemoryLayout<sockaddr_in6>.size
      case .unix(let path): return path.store(in: bytes)
      }
    }
    return withUnsafePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
    }
  }

  /// The IP address as text, without the port; an IPv4 address that came in over an IPv6 socket in
  /// its IPv4 form; empty for a path.
  public var ipText: [UInt8] {
    switch self {
    case .unix: return []
    case .v4(let address, _): return SocketAddress.dotted(address)
    case .v6(let high, let low, _, _):
      if high == 0, UInt32(truncatingIfNeeded: low.bigEndian >> 32) == 0xFFFF {
        return SocketAddress.dotted(UInt32(truncatingIfNeeded: low.bigEndian).bigEndian)
      }
      var address = in6_addr()
      withUnsafeMutableBytes(of: &address) {
        $0.storeBytes(of: high, as: UInt64.self)
        $0.storeBytes(of: low, toByteOffset: 8, as: UInt64.self)
      }
      var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
      guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return [] }
      return text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    }
  }

  private static func dotted(_ address: UInt32) -> [UInt8] {
    let host = UInt32(bigEndian: address)
    var text: [UInt8] = []
    text.reserveCapacity(15)
    for shift in [24, 16, 8, 0] as [UInt32] {
      NumberText.append(UInt64((host >> shift) & 255), to: &text)
      if shift > 0 { text.append(ASCII.dot) }
    }
    return text
  }
}

extension SocketAddress: CustomStringConvertible {
  /// `127.0.0.1:8080`, `[::1]:8080` or `unix:/run/gateway.sock`
  public var description: String {
    if case .unix(let path) = self { return "unix:\(path.text)" }
    let text = String(decoding: ipText, as: UTF8.self)
    return text.contains(":") ? "[\(text)]:\(port)" : "\(text):\(port)"
  }
}
