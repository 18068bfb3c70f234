import Bytes
import Messages
import Network

extension HTTP2ClientConnection {
  /// Reads until the socket is empty; when much has come, others have their turn first.
  func receive() {
    var allowance = 1 << 20
    let buffer = loop.takeBuffer()
    defer { loop.giveBack(buffer) }
    while !socket.isClosed, socket.canRead {
      guard allowance > 0 else { return receiveInNextRound() }
      buffer.reset()
      switch socket.read(into: buffer) {
      case .bytes(let count):
        allowance -= count
        feed(buffer)
      case .wouldBlock: return
      case .end: return inputEnded()
      case .failed: return lost(.connectionLost(goAwayCode))
      }
    }
  }

  private func receiveInNextRound() {
    let connection = LoopBound(here: self, on: loop)
    loop.submit {
      if !connection.get.socket.isClosed { connection.get.receive() }
    }
  }

  private func inputEnded() {
    lost(dial == nil ? .connectionLost(goAwayCode) : .notHTTP2(greeting.words))
  }

  private func feed(_ buffer: IOBuffer) {
    heardAt = loop.now
    deadlines.clear(TimerTag.pong)
    let bytes = buffer.bytes
    let span = bytes.span.extracting(buffer.start..<buffer.end)
    if dial != nil { greeting.append(span) }
    do throws(HTTP2Violation) {
      try session.receive(span, at: loop.now.nanoseconds)
      handleEvents(of: span)
      leaveWithRound()
    } catch {
      handleEvents(of: span)
      // The server is told why, if it still listens.
      flush()
      lost(ending)
    }
  }

  /// Deals with what came of the bytes that were fed or given out.
  func handleEvents(of bytes: Span<UInt8>?) {
    var hasClosed = false
    while let event = session.nextEvent() {
      switch event {
      case .settings: greeted()
      case .goAway(_, let code): goneAway(code)
      case .pong: deadlines.clear(TimerTag.pong)
      case .closed(let stream, let closure):
        hasClosed = true
        closed(stream, closure)
      case .request: break
      case .head(let stream, let head): client(stream)?.received(head)
      case .data(let stream, let range):
        if let bytes { client(stream)?.received(bytes.extracting(range)) }
      case .trailers(let stream, let fields): client(stream)?.received(trailers: fields)
      case .ended(let stream): client(stream)?.ended()
      case .drained(let stream): client(stream)?.drained()
      }
    }
    if hasClosed, !socket.isClosed { streamsClosed() }
  }

  /// All streams of this session were made by this client.
  private func client(_ stream: HTTP2Stream) -> HTTP2ClientStream? { stream as? HTTP2ClientStream }

  private func closed(_ stream: HTTP2Stream, _ closure: HTTP2Closure) {
    guard let stream = client(stream) else { return }
    switch closure {
    case .complete:
      allowance.answered()
      stream.fail(.connectionLost(goAwayCode))
    case .cancelled: stream.fail(.connectionLost(goAwayCode))
    case .unprocessed: stream.refused()
    case .reset(.refusedStream):
      pause(after: allowance.refused(session.streamCount))
      stream.refused()
    case .reset(let code): stream.fail(.reset(code))
    case .violated(let violation): stream.fail(.malformed(violation))
    }
  }

  /// The server refused a stream: it gets no further one before it has answered another, or some
  /// time has passed.
  private func pause(after nanoseconds: Int64) {
    deadlines.set(TimerTag.pause, after: nanoseconds, on: loop, for: self)
  }

  private func streamsClosed() {
    pool.serve()
    becomesIdleIfUnused()
  }

  /// The server has greeted, or changed what it bears.
  private func greeted() {
    guard let dial else { return pool.serve() }
    self.dial = nil
    deadlines.clear(TimerTag.greeting)
    dial.greeted()
  }

  private func goneAway(_ code: HTTP2ErrorCode) {
    goAwayCode = code
    isRetired = true
    if let dial {
      self.dial = nil
      dial.failed(.connectionLost(code))
    }
    pool.remove(self)
    becomesIdleIfUnused()
  }
}
