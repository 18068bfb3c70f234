import Network

/// Makes one connection: resolves the host, tries its addresses in order, starts the next one when
/// an address fails or is slow (RFC 8305 §5), and takes the first that stands.
final class Dialer: SocketObserver, TimerTarget {
  private enum Tag { static let timeout = 0, fallback = 1 }

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
  private var query: AddressBook.Query?

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

  /// Begins. Nothing is reported before it returns.
  func start() {
    if settings.timeout > 0 { timeout = timer(after: settings.timeout, Tag.timeout) }
    if let address = origin.address {
      remaining = [address]
      startNext()
    } else {
      query = addresses.look(up: origin.host) { [self] result in
        query = nil
        switch result {
        case .success(let found):
          remaining = found.map { $0.with(port: origin.port) }[...]
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
    if tag == Tag.timeout {
      timeout = nil
      fail(.connectTimeout)
    } else {
      fallback = nil
      startNext()
    }
  }

  private func succeed(_ socket: StreamSocket) {
    guard let receiver else { return }
    attempts.removeAll { $0 === socket }
    stop()
    receiver.dialed(socket)
  }

  private func fail(_ failure: ExchangeFailure) {
    guard let receiver else { return }
    stop()
    receiver.dialFailed(failure)
  }

  /// Ends all attempts; nothing is reported.
  func stop() {
    receiver = nil
    if let query { addresses.withdraw(query) }
    query = nil
    for socket in attempts { socket.close() }
    attempts = []
    if let timeout { loop.cancel(timeout) }
    timeout = nil
    cancelFallback()
  }

  private func cancelFallback() {
    if let fallback { loop.cancel(fallback) }
    fallback = nil
  }
}
