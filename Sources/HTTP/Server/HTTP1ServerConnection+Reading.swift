import Bytes
import Messages
import Network

extension HTTP1ServerConnection {
  /// Reads up to the end of a request's head; false when the connection is to end or was parked.
  func readHead() async -> Bool {
    keepsAlive = true
    let idleTimeout = server.settings.idleTimeout
    setTimer(TimerTag.idle, after: idleTimeout)
    if idleTimeout == 0 || idleTimeout > HTTP1ServerConnection.parkNanoseconds {
      setTimer(TimerTag.park, after: HTTP1ServerConnection.parkNanoseconds)
    }
    defer {
      cancelTimer(TimerTag.park)
      cancelTimer(TimerTag.idle)
      cancelTimer(TimerTag.head)
    }
    while true {
      if let buffer, !buffer.isEmpty {
        switch nextEvent(buffer) {
        case .head(let head, let framing): return begin(head, framing)
        case .reject(let violation):
          return await refuse(violation.status, "\(violation)")
        case .needsMore, .body, .end: headIsUnderWay()
        }
      }
      switch readMore() {
      case .parse: continue
      case .wait: if !event.take() { await event.wait() }
      case .sendFirst: guard await sendRest() else { return false }
      case .refuse:
        return await refuse(.requestTimeout, "the head of the request took too long")
      case .end: return false
      }
    }
  }

  /// From its first byte a head has to come in good time, whatever is idle.
  private func headIsUnderWay() {
    guard !parser.isBetweenMessages, server.settings.readHeaderTimeout > 0, !hasTimer(TimerTag.head)
    else { return }
    cancelTimer(TimerTag.idle)
    setTimer(TimerTag.head, after: server.settings.readHeaderTimeout)
  }

  /// What comes next while a head is awaited.
  private enum NextStep {
    case parse, wait, refuse, end
    /// The client has not taken all of the last answer.
    case sendFirst
  }

  /// Reads from the socket, if there is anything.
  private func readMore() -> NextStep {
    if server.isDraining, parser.isBetweenMessages { return .end }
    if hasExpired(TimerTag.head) { return .refuse }
    if hasExpired(TimerTag.idle) || socket.isClosed { return .end }
    if !sender.isEmpty, !isLeaving { return .sendFirst }
    guard socket.canRead else {
      giveBackBuffer()
      if hasExpired(TimerTag.park), parser.isBetweenMessages {
        phase = .parked
        return .end
      }
      return .wait
    }
    switch socket.read(into: takeEmptyBuffer()) {
    case .bytes: return .parse
    case .wouldBlock:
      giveBackBuffer()
      return .wait
    case .end, .failed: return .end
    }
  }

  func takeEmptyBuffer() -> IOBuffer {
    let buffer = self.buffer ?? loop.takeBuffer()
    buffer.reset()
    self.buffer = buffer
    return buffer
  }

  func nextEvent(_ buffer: IOBuffer) -> HTTP1RequestEvent {
    var offset = buffer.start
    let bytes = buffer.bytes
    let event = parser.next(bytes.span.extracting(0..<buffer.end), from: &offset)
    buffer.start = offset
    return event
  }

  private func begin(_ head: RequestHead, _ framing: HTTP1RequestFraming) -> Bool {
    request = head
    self.framing = framing
    keepsAlive = framing.keepsAlive && !server.isDraining
    bytesSent = 0
    hasAnswered = false
    hasToldOfLeaving = false
    whenReady = nil
    switch framing.body {
    case .none, .length(0): bodyState = .ended
    case .length, .chunked: bodyState = framing.expectsContinue ? .expected : .arriving
    }
    if bodyState == .ended {
      skipEnd()
    } else {
      setTimer(TimerTag.read, after: server.settings.readTimeout)
    }
    if buffer?.isEmpty ?? false { giveBackBuffer() }
    return true
  }

  /// A message without content ends right behind its head.
  private func skipEnd() {
    guard let buffer else { return }
    if case .end = nextEvent(buffer) { return }
    keepsAlive = false
  }

  /// Answers a request that cannot be understood, and ends: what follows it has no meaning.
  func refuse(_ status: Status, _ reason: String) async -> Bool {
    keepsAlive = false
    bodyState = .ended
    request = HTTP1ServerConnection.noRequest
    var fields = HeaderFields()
    let refusal = server.settings.refusal?(status, reason)
    fields.append(.contentType, refusal?.type ?? "text/plain; charset=utf-8")
    await send(
      ResponseHead(status: status, fields: fields),
      refusal?.content ?? Array("\(status.code) \(reason)\n".utf8))
    await linger()
    return false
  }
}

// The content of the request as a stream.
extension HTTP1ServerConnection: BodySource {
  var length: UInt64? {
    if case .length(let length) = framing.body { return length }
    return nil
  }

  /// Offers content to `consume`, reading from the socket where nothing waits.
  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    while true {
      if let buffer, !waiting.isEmpty {
        let taken = buffer.read(waiting, consume)
        waiting = waiting.lowerBound + min(max(0, taken), waiting.count)..<waiting.upperBound
        return taken > 0 ? .moved : .blocked
      }
      switch bodyState {
      case .ended: return .ended
      case .failed(let failure): return .failed(failure)
      case .expected: sendContinue()
      case .arriving: break
      }
      if let buffer { parseContent(buffer) }
      if waiting.isEmpty, bodyState == .arriving, !refill() { return .empty }
    }
  }

  private func parseContent(_ buffer: IOBuffer) {
    while bodyState == .arriving {
      switch nextEvent(buffer) {
      case .needsMore: return
      case .body(let range): waiting = waiting.isEmpty ? range : buffer.join(waiting, range)
      case .end: contentEnded()
      case .head, .reject:
        keepsAlive = false
        bodyState = .failed(.malformed)
      }
    }
  }

  private func contentEnded() {
    bodyState = .ended
    cancelTimer(TimerTag.read)
    cancelTimer(TimerTag.stall)
  }

  /// Reads more; false when nothing has arrived. Only while it waits for the client, its time runs.
  private func refill() -> Bool {
    switch socket.canRead || socket.isClosed ? socket.read(into: takeEmptyBuffer()) : .wouldBlock {
    case .bytes:
      cancelTimer(TimerTag.stall)
      return true
    case .wouldBlock:
      giveBackBuffer()
      if !hasTimer(TimerTag.stall) {
        setTimer(TimerTag.stall, after: server.settings.stallTimeout)
      }
      return false
    case .end, .failed:
      keepsAlive = false
      bodyState = .failed(.connectionLost)
      return true
    }
  }

  private func sendContinue() {
    bodyState = .arriving
    // Once the final answer has begun, the client decides whether it sends (RFC 9110 §10.1.1).
    guard !hasAnswered else { return }
    sender.stage([UInt8]("HTTP/1.1 100 Continue\r\n\r\n"))
    if case .broken = sender.flush(on: socket) { bodyState = .failed(.connectionLost) }
  }

  /// Nobody wants the rest of the content.
  func abandon() { whenReady = nil }
}
