import Network

/// One connection in the making: the socket, then the server's greeting, which proves that it
/// speaks HTTP/2 and tells how many streams it bears. No request leaves before: what fails until
/// then has surely not been processed.
final class HTTP2Dial: DialReceiver {
  private let pool: HTTP2Pool
  private var dialer: Dialer?
  private var connection: HTTP2ClientConnection?

  init(pool: HTTP2Pool) { self.pool = pool }

  func start() {
    let client = pool.client
    let dialer = Dialer(
      to: pool.origin, settings: client.settings.dialer, loop: client.loop,
      addresses: client.addresses, receiver: self)
    self.dialer = dialer
    dialer.start()
  }

  func dialed(_ socket: StreamSocket) {
    dialer = nil
    guard socket.tlsState == nil || socket.applicationProtocol == "h2" else {
      socket.close(abort: true)
      return pool.failed(.notHTTP2("the server does not speak HTTP/2 over TLS (ALPN)"), self)
    }
    do {
      let session = try HTTP2Session(role: .client, settings: pool.client.settings.session)
      let connection = HTTP2ClientConnection(socket, session, pool: pool, dial: self)
      self.connection = connection
      connection.start()
    } catch {
      socket.close(abort: true)
      pool.failed(.malformed(error), self)
    }
  }

  func dialFailed(_ failure: ExchangeFailure) {
    dialer = nil
    pool.failed(HTTP2Failure(failure), self)
  }

  /// The server has greeted.
  func greeted() {
    guard let connection else { return }
    self.connection = nil
    pool.ready(connection, self)
  }

  /// The server has not.
  func failed(_ failure: HTTP2Failure) {
    connection = nil
    pool.failed(failure, self)
  }

  /// Ends the attempt; nothing is reported.
  func stop() {
    dialer?.stop()
    dialer = nil
    let connection = connection
    self.connection = nil
    connection?.close()
  }
}
