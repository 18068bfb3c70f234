import Network

/// Makes one connection for an exchange: resolves the host, tries its addresses in order, starts
/// the next one when an address fails or is slow (RFC 8305 §5), and takes the first that stands.
final class Dialer: SocketObserver, TimerTarget {
  private enum Tag { static let timeout = 0, fallback = 1 }

  private let client: HTTPClient
  private var exchange: ClientExchange?
  private var remaining: ArraySlice<SocketAddress> = []
  private var attempts: [StreamSocket] = []
  private var lastError = SystemError(call: "connect", code: 0)
  private var timeout: TimerToken?
  private var fallback: TimerToken?
  private var query: AddressBook.Query?

  init(_ exchange: ClientExchange, client: HTTPClient) {
    self.exchange = exchange
    self.client = client
  }

  func start() {
    guard let origin = exchange?.origin else { return }
    if client.settings.dialerTimeout > 0 {
      timeout = timer(after: client.settings.dialerTimeout, Tag.timeout)
    }
    if let address = origin.address {
      remaining = [address]
      startNext()
    } else {
      query = client.addresses.look(up: origin.host) { [self] result in
        query = nil
        switch result {
        case .success(let addresses):
          remaining = addresses.map { $0.with(port: origin.port) }[...]
          startNext()
        case .failure(let failure): fail(.unresolved(failure))
        }
      }
    }
  }

  private func timer(after nanoseconds: Int64, _ tag: Int) -> TimerToken {
    client.loop.schedule(
      at: client.loop.now.advanced(byNanoseconds: nanoseconds), self, tag: tag)
  }

  private func startNext() {
    guard exchange != nil else { return }
    cancelFallback()
    while let address = remaining.popFirst() {
      do {
        let socket = try StreamSocket.connect(
          to: address, on: client.loop,
          keepAliveSeconds: client.settings.dialerKeepAliveSeconds)
        socket.observer = self
        attempts.append(socket)
        if !remaining.isEmpty {
          fallback = timer(after: client.settings.dialerFallbackDelay, Tag.fallback)
        }
        return
      } catch {
        lastError = error
      }
    }
    if attempts.isEmpty { failSoon() }
  }

  /// `start` promises that nothing is reported before it returns.
  private func failSoon() {
    let dialer = LoopBound(here: self, on: client.loop)
    client.loop.submit { dialer.get.fail(.notConnected(dialer.get.lastError)) }
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
    guard let exchange else { return }
    attempts.removeAll { $0 === socket }
    stop()
    exchange.dialer = nil
    HTTP1ClientConnection(socket, origin: exchange.origin, client: client).begin(exchange)
  }

  private func fail(_ failure: ExchangeFailure) {
    guard let exchange else { return }
    stop()
    exchange.dialer = nil
    exchange.fail(failure)
  }

  /// Ends all attempts; nothing is reported.
  func stop() {
    exchange = nil
    if let query { client.addresses.withdraw(query) }
    query = nil
    for socket in attempts { socket.close() }
    attempts = []
    if let timeout { client.loop.cancel(timeout) }
    timeout = nil
    cancelFallback()
  }

  private func cancelFallback() {
    if let fallback { client.loop.cancel(fallback) }
    fallback = nil
  }
}
