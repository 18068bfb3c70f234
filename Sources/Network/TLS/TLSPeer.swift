import COpenSSL
import Synchronization

/// A server as TLS knows it: by which name it must show itself, what is spoken with it, and the
/// sessions with it that can be taken up again. Shared by all loops.
public final class TLSPeer: Sendable {
  /// How many sessions are kept: those of TLS 1.3 serve once (RFC 8446 §C.4).
  private static let maxSessions = 16

  /// By which settings TLS is spoken to it.
  public let context: TLSContext
  /// The host's name or IP address, without brackets.
  let name: String
  /// The name as it is sent and verified: without the dot that may end it; nil for an IP address.
  let serverName: String?
  /// What is offered by ALPN (RFC 7301 §3.1), in the form of the wire.
  let protocols: [UInt8]
  /// Addresses of sessions that nobody else holds.
  private let sessions = Mutex<[UInt]>([])

  /// Describes a server. `protocols` are offered in this order, such as `h2`; the port is that of
  /// the host, for messages.
  public init(
    _ context: TLSContext, name: String, port: UInt16, protocols: [String] = ["http/1.1"]
  ) {
    self.context = context
    self.name = name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
    let isAddress = SocketAddress(ip: name, port: port) != nil
    serverName = isAddress ? nil : name.hasSuffix(".") ? String(name.dropLast()) : name
    address = isAddress ? name : nil
    self.protocols = protocols.flatMap { name in
      let bytes = Array(name.utf8.prefix(255))
      return [UInt8(bytes.count)] + bytes
    }
  }

  /// The IP address, where the host is one.
  let address: String?

  deinit {
    for session in sessions.withLock({ $0 }) {
      dragoman_openssl().pointee.SSL_SESSION_free(OpaquePointer(bitPattern: session))
    }
  }

  /// How many sessions wait to be taken up.
  var sessionCount: Int { sessions.withLock { $0.count } }

  /// A session to take up again, which the caller owns; nil if there is none.
  func takeSession() -> OpaquePointer? {
    let openssl = dragoman_openssl().pointee
    return sessions.withLock { sessions in
      guard let last = sessions.last, let session = OpaquePointer(bitPattern: last) else {
        return nil
      }
      // A session of TLS 1.2 serves again and again, but no two connections share the object.
      guard openssl.SSL_SESSION_get_protocol_version(session) >= TLSVersion.tls13.rawValue else {
        return openssl.SSL_SESSION_dup(session)
      }
      sessions.removeLast()
      return session
    }
  }

  /// Keeps a session for later: a copy, since the connection goes on with the original.
  func keep(_ session: OpaquePointer) {
    guard let session = dragoman_openssl().pointee.SSL_SESSION_dup(session) else { return }
    let old: UInt? = sessions.withLock { sessions in
      sessions.append(UInt(bitPattern: session))
      return sessions.count > TLSPeer.maxSessions ? sessions.removeFirst() : nil
    }
    if let old { dragoman_openssl().pointee.SSL_SESSION_free(OpaquePointer(bitPattern: old)) }
  }

  /// Forgets all sessions: taking one up has failed.
  func forgetSessions() {
    let old = sessions.withLock { sessions in
      defer { sessions = [] }
      return sessions
    }
    for session in old {
      dragoman_openssl().pointee.SSL_SESSION_free(OpaquePointer(bitPattern: session))
    }
  }
}
