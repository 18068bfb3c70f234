import Bytes
import Messages
import Network

extension HTTP1ClientConnection {
  /// Reads and parses until the socket is empty, the answer is complete, or it is to be streamed.
  func receive() {
    while let exchange, !exchange.isStreaming {
      guard fill() else { return }
      parseBuffer()
    }
    if let exchange, exchange.isStreaming { exchange.whenReady?() }
  }

  /// Makes sure that the buffer holds something to parse; false when there is nothing more now, or
  /// the connection ended.
  private func fill() -> Bool {
    if let buffer, !buffer.isEmpty { return true }
    guard socket.canRead else {
      giveBackBuffer()
      return false
    }
    let buffer = self.buffer ?? loop.takeBuffer()
    self.buffer = buffer
    buffer.reset()
    // Of an answer that will be relayed, the less comes with the head the better.
    let relays = expectsRelay && !hasAnswerByte
    switch socket.read(into: buffer, limit: relays ? Self.headBytes : IOBuffer.capacity) {
    case .bytes:
      hasAnswerByte = true
      return true
    case .wouldBlock:
      giveBackBuffer()
      return false
    case .end:
      inputEnded()
      return false
    case .failed:
      fail(lost)
      return false
    }
  }

  /// That the connection broke, and what TLS says about it.
  private var lost: ExchangeFailure {
    socket.tlsFailure.map { .channelBroken($0) } ?? .connectionLost
  }

  private func inputEnded() {
    giveBackBuffer()
    guard hasAnswerByte else { return fail(.connectionLost) }
    if case .end = parser.endOfInput() {
      finish(reusable: false)
    } else {
      fail(.connectionLost)
    }
  }

  /// Feeds the parser what the buffer holds, for an answer that is gathered.
  private func parseBuffer() {
    while let buffer, let exchange, !exchange.isStreaming {
      switch nextEvent(buffer) {
      case .needsMore: return
      case .informational: continue
      case .head(let head, let framing):
        cancelTimer()
        guard begin(head, framing, exchange) else { return }
      case .body(let range):
        guard buffer.read(range, exchange.append) else { return fail(.tooLarge) }
      case .end: return finish(reusable: canReuse)
      case .reject(let violation): return fail(.malformed(violation))
      }
    }
  }

  private func nextEvent(_ buffer: IOBuffer) -> HTTP1ResponseEvent {
    var offset = buffer.start
    let bytes = buffer.bytes
    let event = parser.next(bytes.span.extracting(0..<buffer.end), from: &offset)
    buffer.start = offset
    return event
  }

  /// Hands the head over; false when the exchange is over by that.
  private func begin(
    _ head: ResponseHead, _ framing: HTTP1ResponseFraming, _ exchange: ClientExchange
  ) -> Bool {
    canReuse = framing.canReuse
    exchange.received(head, length: framing.body == .none ? framing.length ?? 0 : framing.length)
    guard self.exchange === exchange else { return false }
    if case .length(let length) = framing.body, !exchange.canHold(length) {
      fail(.tooLarge)
      return false
    }
    expectsRelay =
      exchange.isStreaming && socket.canSplice
      && (parser.contentRemaining ?? 0) >= Self.relayMinimum
    if exchange.isStreaming { beginStream(exchange) }
    return self.exchange === exchange
  }

  /// An answer that has come whole and is small is taken off the connection at once, which is then
  /// free for the next request.
  private func beginStream(_ exchange: ClientExchange) {
    if let buffer { parseAhead(buffer) }
    if ending == .ended, waiting.count <= 16 * 1024 {
      exchange.hold(buffer?.read(waiting) { $0.array() } ?? [])
      waiting = 0..<0
      finish(reusable: canReuse)
    }
    exchange.announceStream()
  }
}

// The answer as a stream.
extension HTTP1ClientConnection {
  /// Offers content to `consume`, reading from the socket where nothing waits.
  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    while true {
      if let buffer, !waiting.isEmpty {
        let taken = buffer.read(waiting, consume)
        waiting = waiting.lowerBound + min(max(0, taken), waiting.count)..<waiting.upperBound
        return taken > 0 ? .moved : .blocked
      }
      if let ending { return settle(ending) }
      if let buffer { parseAhead(buffer) }
      if waiting.isEmpty, ending == nil, let progress = refill() { return progress }
    }
  }

  /// Brings together all content that the buffer holds, so that it leaves in one write however the
  /// server chunked it.
  func parseAhead(_ buffer: IOBuffer) {
    while ending == nil {
      switch nextEvent(buffer) {
      case .needsMore: return
      case .body(let range):
        waiting = waiting.isEmpty ? range : buffer.join(waiting, range)
      case .end: ending = .ended
      case .informational, .head, .reject: ending = .failed(.malformed)
      }
    }
  }

  private func settle(_ ending: BodyProgress) -> BodyProgress {
    if ending == .ended {
      finish(reusable: canReuse)
    } else {
      drop()
    }
    return ending
  }

  /// Reads more; nil when there is something to parse.
  private func refill() -> BodyProgress? {
    guard socket.canRead else {
      giveBackBuffer()
      return .empty
    }
    let buffer = self.buffer ?? loop.takeBuffer()
    self.buffer = buffer
    buffer.reset()
    switch socket.read(into: buffer) {
    case .bytes: return nil
    case .wouldBlock:
      giveBackBuffer()
      return .empty
    case .end:
      guard case .end = parser.endOfInput() else { return settle(.failed(.connectionLost)) }
      finish(reusable: false)
      return .ended
    case .failed: return settle(.failed(.connectionLost))
    }
  }
}
