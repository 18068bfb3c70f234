import Bytes
public import Messages
import Network

/// One request and its answer. Belongs to one loop; begins when it is made and ends once:
/// collected, streamed to the end, failed, or cancelled.
public final class ClientExchange {
  let request: OutgoingRequest
  let origin: Origin
  private let client: HTTPClient
  @exclusivity(unchecked) private var receiver: (any ExchangeReceiver)?
  /// While the connection is being made.
  @exclusivity(unchecked) var dialer: Dialer?
  /// While the exchange has one.
  @exclusivity(unchecked) var connection: HTTP1ClientConnection?
  @exclusivity(unchecked) private var wasRepeated = false
  @exclusivity(unchecked) private var limit = 0
  @exclusivity(unchecked) private var content: [UInt8] = []
  @exclusivity(unchecked) private var position = 0
  @exclusivity(unchecked) private(set) var isStreaming = false
  /// Called when a streamed answer may have something new.
  @exclusivity(unchecked) public var whenReady: (() -> Void)?
  /// The length of a streamed answer, where announced.
  @exclusivity(unchecked) public private(set) var length: UInt64?
  @exclusivity(unchecked) private var outcome: BodyProgress?

  init(
    _ request: OutgoingRequest, origin: Origin, client: HTTPClient,
    receiver: any ExchangeReceiver
  ) {
    self.request = request
    self.origin = origin
    self.client = client
    self.receiver = receiver
  }

  /// Whether nothing more will come of it.
  public var isOver: Bool { dialer == nil && connection == nil }

  /// Ends the exchange from this side: its connection is closed at once, nothing is reported.
  public func cancel() {
    receiver = nil
    dialer?.stop()
    dialer = nil
    connection?.drop()
    connection = nil
    guard isStreaming, outcome == nil else { return }
    outcome = .failed(.connectionLost)
    whenReady?()
  }

  /// The connection, or the attempt to make one, failed.
  func fail(_ failure: ExchangeFailure) {
    connection = nil
    if isStreaming {
      outcome = outcome ?? .failed(ClientExchange.bodyFailure(failure))
      whenReady?()
    }
    let receiver = receiver
    self.receiver = nil
    receiver?.failed(failure, exchange: self)
  }

  /// A reused connection died before the first byte of an answer: the server had closed it while it
  /// was idle, and nothing was done with the request (RFC 9112 §9.3.1).
  func connectionDiedUnused() {
    connection = nil
    guard !wasRepeated, request.isRepeatable else { return fail(.connectionLost) }
    wasRepeated = true
    client.dial(self)
  }

  private static func bodyFailure(_ failure: ExchangeFailure) -> BodyFailure {
    switch failure {
    case .malformed: .malformed
    case .tooLarge: .tooLarge
    case .connectTimeout, .handshakeTimeout, .headTimeout: .timeout
    case .unresolved, .notConnected, .noTunnel, .handshake, .connectionLost, .channelBroken:
      .connectionLost
    case .requestBody(let failure): failure
    }
  }
}

extension ClientExchange: DialReceiver {
  func dialed(_ socket: StreamSocket) {
    dialer = nil
    client.connected(socket, for: self)
  }

  func dialFailed(_ failure: ExchangeFailure) {
    dialer = nil
    fail(failure)
  }
}

// What the connection reports.
extension ClientExchange {
  /// The head has come: asks what is to happen with the content.
  func received(_ head: ResponseHead, length: UInt64?) {
    guard let receiver else { return }
    switch receiver.received(head, from: self) {
    case .collect(let limit):
      self.limit = limit
      if let length, length <= UInt64(limit) { content.reserveCapacity(Int(min(length, 1 << 20))) }
    case .stream:
      isStreaming = true
      self.length = length
    }
  }

  /// The whole of a small answer is here: it is kept in memory, and its connection is free.
  func hold(_ bytes: [UInt8]) {
    content = bytes
    outcome = .ended
  }

  /// The content can be pulled.
  func announceStream() {
    let receiver = receiver
    self.receiver = nil
    receiver?.streaming(self, from: self)
  }

  /// Whether content of this length passes the limit, if it is to be gathered.
  func canHold(_ length: UInt64) -> Bool { isStreaming || length <= UInt64(limit) }

  /// Gathers content; false when it passes the limit.
  func append(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count <= limit - content.count else { return false }
    content.append(bytes)
    return true
  }

  func finished() {
    connection = nil
    guard !isStreaming else { return }
    let receiver = receiver
    self.receiver = nil
    receiver?.collected(content, from: self)
  }
}

extension ClientExchange: BodySource {
  /// Whether content waits here, or none will come any more.
  var keepsContent: Bool { position < content.count || outcome != nil }

  /// Takes content of a streamed answer: what was kept, or straight from the connection's buffer.
  public func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    if position < content.count {
      let held = content
      let taken = consume(held.span.extracting(position..<held.count))
      position += max(0, taken)
      return taken > 0 ? .moved : .blocked
    }
    if let outcome { return outcome }
    guard let connection else { return .failed(.connectionLost) }
    let progress = connection.pull(consume)
    switch progress {
    case .ended, .failed:
      outcome = progress
      self.connection = nil
    case .moved, .blocked, .empty: break
    }
    return progress
  }

  /// Nobody will read the rest.
  public func abandon() {
    whenReady = nil
    cancel()
  }
}
