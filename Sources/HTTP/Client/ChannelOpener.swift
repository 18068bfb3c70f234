import Bytes
import Messages
import Network

/// Opens what lies between a connection and its origin: a tunnel through a proxy, then TLS. Its
/// dialer minds the time.
final class ChannelOpener: SocketObserver {
  private let socket: StreamSocket
  private let origin: Origin
  private var dialer: Dialer?
  private var tunnel: TunnelRequest?
  private var sent = 0

  init(_ socket: StreamSocket, to origin: Origin, limits: HTTP1Limits, dialer: Dialer) {
    self.socket = socket
    self.origin = origin
    self.dialer = dialer
    tunnel = origin.tunnel.map { TunnelRequest(to: origin, through: $0, limits: limits) }
  }

  func start() {
    socket.observer = self
    tunnel == nil ? secure() : ask()
  }

  /// Lets go of the socket, and closes it unless it was handed over.
  func stop() {
    guard dialer != nil else { return }
    dialer = nil
    socket.close()
  }

  func socketChanged(_ readiness: Readiness) {
    if tunnel != nil {
      ask()
    } else {
      handshakeChanged()
    }
  }

  private func fail(_ failure: ExchangeFailure) { dialer?.fail(failure) }

  private func finish() {
    let dialer = dialer
    self.dialer = nil
    dialer?.opened(socket)
  }
}

// TLS.
extension ChannelOpener {
  private func secure() {
    guard let peer = origin.tls else { return finish() }
    do throws(TLSFailure) {
      try socket.startTLS(to: peer)
    } catch {
      return fail(.handshake(error))
    }
    handshakeChanged()
  }

  private func handshakeChanged() {
    switch socket.tlsState {
    case .handshake: break
    case .failed(let failure): fail(.handshake(failure))
    case .open, nil: finish()
    }
  }
}

// The tunnel.
extension ChannelOpener {
  private func ask() {
    guard send() else { return refused("connection to the proxy broke") }
    if sent == tunnel?.bytes.count ?? 0, socket.canRead { receive() }
  }

  /// Sends what is left of the request; false if it cannot be.
  private func send() -> Bool {
    guard let bytes = tunnel?.bytes else { return true }
    while sent < bytes.count, socket.canWrite {
      switch socket.write(bytes.span.extracting(sent..<bytes.count)) {
      case .bytes(let count): sent += count
      case .wouldBlock: return true
      case .end, .failed: return false
      }
    }
    return true
  }

  private func receive() {
    let buffer = socket.loop.takeBuffer()
    defer { socket.loop.giveBack(buffer) }
    while dialer != nil, tunnel != nil {
      buffer.reset()
      switch socket.read(into: buffer) {
      case .bytes: read(buffer)
      case .wouldBlock: return
      case .end, .failed: return refused("connection to the proxy broke")
      }
    }
  }

  private func read(_ buffer: IOBuffer) {
    var offset = buffer.start
    let outcome = buffer.read(buffer.start..<buffer.start + buffer.count) { bytes in
      var position = 0
      defer { offset += position }
      return tunnel?.read(bytes, from: &position)
    }
    switch outcome {
    case .needsMore, nil: break
    case .refused(let status): refused("proxy answered with \(status.code)")
    case .malformed(let violation): refused("proxy's answer is malformed: \(violation)")
    case .open:
      guard offset == buffer.start + buffer.count else {
        return refused("proxy sent more than its answer")
      }
      tunnel = nil
      secure()
    }
  }

  private func refused(_ reason: String) {
    let name = origin.tunnel?.proxy.host ?? ""
    fail(.noTunnel("no tunnel through \(name) to \(origin.host):\(origin.port): the \(reason)"))
  }
}
