import Network

/// Makes one connection to an origin: resolves the host, tries its addresses in order, starts the
/// next one when an address fails or is slow (RFC 8305 §5), and takes the first that stands. What
/// lies between a connection and the origin, a tunnel or TLS, is opened under the same timeout.
final class Dialer: SocketObserver, TimerTarget {
  private enum Tag { static let timeout = 0, fallback = 1, handshake = 2 }

  private let origin: Origin
  private let settings: DialerSettings
  private let loop: EventLoop
  private let addresses: AddressBook
  private var receiver: (any DialReceiver)?
  private var remaining: ArraySlice<SocketAddress> = []
  private var attempts: [StreamSocket] = []
  private var lastError = SystemError(call: "connect", code: 0)
  private var timeout: TimerToken?
  private var fallback: TimerToken?
  private var handshakeTimeout: TimerToken?
  private var query: AddressBook.Query?
  private var opener: ChannelOpener?

  init(
    to origin: Origin, settings: DialerSettings, loop: EventLoop, addresses: AddressBook,
    receiver: any DialReceiver
  ) {
    self.origin = origin
    self.settings = settings
    self.loop = loop
    self.addresses = addresses
    self.receiver = receiver
  }

  /// Whom to connect to: the origin, or the proxy before it.
  private var place: Origin { origin.tunnel?.proxy ?? origin }

  /// Begins; nothing is reported before it returns.
  func start() {
    let place = place
    if settings.timeout > 0 { timeout = timer(after: settings.timeout, Tag.timeout) }
    if let address = place.address {
      remaining = [address]
      startNext()
    } else {
      query = addresses.look(up: place.host) { [self] result in
        query = nil
        switch result {
        case .success(let found):
          remaining = found.map { $0.with(port: place.port) }[...]
          startNext()
        case .failure(let failure): fail(.unresolved(failure))
        }
      }
    }
  }

  private func timer(after nanoseconds: Int64, _ tag: Int) -> TimerToken {
    loop.schedule(at: loop.now.advanced(byNanoseconds: nanoseconds), self, tag: tag)
  }

  private func startNext() {
    guard receiver != nil else { return }
    cancelFallback()
    while let address = remaining.popFirst() {
      do {
        let socket = try StreamSocket.connect(
          to: address, on: loop, keepAliveSeconds: settings.keepAliveSeconds)
        socket.observer = self
        attempts.append(socket)
        if !remaining.isEmpty {
          fallback = timer(after: settings.fallbackDelay, Tag.fallback)
        }
        return
      } catch {
        lastError = error
      }
    }
    if attempts.isEmpty { failSoon() }
  }

  private func failSoon() {
    let dialer = LoopBound(here: self, on: loop)
    loop.submit { dialer.get.fail(.notConnected(dialer.get.lastError)) }
  }

  func socketChanged(_ readiness: Readiness) {
    for socket in attempts where socket.canWrite || socket.isHungUp {
      if let error = socket.connectionError() {
        lastError = error
        attempts.removeAll { $0 === socket }
        socket.close()
      } else {
        return succeed(socket)
      }
    }
    if attempts.isEmpty {
      remaining.isEmpty ? fail(.notConnected(lastError)) : startNext()
    }
  }

  func timerFired(_ tag: Int) {
    switch tag {
    case Tag.timeout:
      timeout = nil
      fail(.connectTimeout)
    case Tag.handshake:
      handshakeTimeout = nil
      fail(.handshakeTimeout)
    default:
      fallback = nil
      startNext()
    }
  }

  private func succeed(_ socket: StreamSocket) {
    attempts.removeAll { $0 === socket }
    endAttempts()
    guard origin.tls != nil || origin.tunnel != nil else { return deliver(socket) }
    if settings.handshakeTimeout > 0 {
      handshakeTimeout = timer(after: settings.handshakeTimeout, Tag.handshake)
    }
    let opener = ChannelOpener(socket, to: origin, limits: settings.limits, dialer: self)
    self.opener = opener
    opener.start()
  }

  /// What lay between is open.
  func opened(_ socket: StreamSocket) {
    opener = nil
    deliver(socket)
  }

  private func deliver(_ socket: StreamSocket) {
    guard let receiver else { return socket.close() }
    stop()
    socket.observer = nil
    receiver.dialed(socket)
  }

  func fail(_ failure: ExchangeFailure) {
    guard let receiver else { return }
    stop()
    receiver.dialFailed(failure)
  }

  /// Ends all attempts; nothing is reported.
  func stop() {
    receiver = nil
    endAttempts()
    opener?.stop()
    opener = nil
    if let timeout { loop.cancel(timeout) }
    timeout = nil
    if let handshakeTimeout { loop.cancel(handshakeTimeout) }
    handshakeTimeout = nil
  }

  private func endAttempts() {
    if let query { addresses.withdraw(query) }
    query = nil
    for socket in attempts { socket.close() }
    attempts = []
    cancelFallback()
  }

  private func cancelFallback() {
    if let fallback { loop.cancel(fallback) }
    fallback = nil
  }
}
