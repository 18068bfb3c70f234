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
      } else if let goesOn = await readMore() {
        guard goesOn else { return false }
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

  /// Reads from the socket or waits; false when there will be no further request.
  private func readMore() async -> Bool? {
    if server.isDraining, parser.isBetweenMessages { return false }
    if hasExpired(TimerTag.head) {
      return await refuse(.requestTimeout, "the head of the request took too long")
    }
    if hasExpired(TimerTag.idle) || socket.isClosed { return false }
    if !sender.isEmpty, !isLeaving, !(await sendRest()) { return false }
    guard socket.canRead else {
      giveBackBuffer()
      if hasExpired(TimerTag.park), parser.isBetweenMessages {
        phase = .parked
        return false
      }
      await event.wait()
      return nil
    }
    let buffer = takeEmptyBuffer()
    switch socket.read(into: buffer) {
    case .bytes: return true
    case .wouldBlock: return nil
    case .end, .failed: return false
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
    fields.append(.contentType, "text/plain; charset=utf-8")
    await send(
      ResponseHead(status: status, fields: fields), Array("\(status.code) \(reason)\n".utf8))
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
