import Bytes
import Messages
import Network

extension HTTP1ServerConnection: ServerExchange {
  var hasContent: Bool { framing.body != .none }
  var content: any BodySource { self }
  var isAbandoned: Bool { socket.peerFinished || socket.isHungUp || socket.isClosed }

  func collect(limit: Int) async throws(BodyFailure) -> [UInt8] {
    if let length, length > UInt64(limit) { throw .tooLarge }
    var content: [UInt8] = []
    // What is announced is not there yet: a large announcement costs nothing.
    if let length { content.reserveCapacity(Int(min(length, 1 << 20))) }
    while true {
      let progress = pull { bytes in
        content.append(bytes)
        return bytes.count
      }
      guard content.count <= limit else { throw .tooLarge }
      switch progress {
      case .moved, .blocked: continue
      case .empty: await event.wait()
      case .ended: return content
      case .failed(let failure): throw failure
      }
    }
  }

  func arrival(of source: any BodySource) async {
    source.whenReady = { [event] in event.set() }
    defer { source.whenReady = nil }
    while source.pull({ _ in 0 }) == .empty {
      guard !isAbandoned else { return }
      await event.wait()
    }
  }

  func send(_ head: ResponseHead, _ content: [UInt8]) async {
    if contentIsMalformed {
      _ = await refuse(.badRequest, "the content of the request is malformed")
      return
    }
    let omitsContent = head.status.forbidsBody || request.method == .head
    write(
      head, HeaderFields(),
      HTTP1Writer.responseFraming(
        status: head.status, version: request.version, length: UInt64(content.count)))
    var position = omitsContent ? content.count : 0
    startWriteTimer()
    while position < content.count {
      switch sender.send(content.span.extracting(position..<content.count), on: socket) {
      case .taken(let count): position += count
      case .blocked: guard await becomesWritable() else { return broken() }
      case .broken: return broken()
      }
    }
    leaveWithRound()
    bytesSent = UInt64(content.count)
  }

  func send(
    _ head: ResponseHead, adding: HeaderFields, streaming source: any BodySource
  ) async -> Bool {
    guard !head.status.forbidsBody, request.method != .head else {
      source.abandon()
      await sendWithoutContent(head, adding, length: source.length)
      return true
    }
    writeStreamingHead(head, adding, length: source.length)
    startWriteTimer()
    // Most sources are never waited for.
    defer { if source.whenReady != nil { source.whenReady = nil } }
    while true {
      switch pass(source) {
      case .whole: return true
      case .othersTurn:
        await loop.nextRound()
        if !hasExpired(TimerTag.write) { continue }
      case .clientIsFull: if await becomesWritable() { continue }
      case .sourceIsEmpty: if await sourceHasMore(source) { continue }
      case .broken: break
      }
      source.abandon()
      broken()
      return false
    }
  }

  private func sendWithoutContent(
    _ head: ResponseHead, _ adding: HeaderFields, length: UInt64?
  ) async {
    write(
      head, adding, head.status.forbidsBody ? .none : length.map { .length($0) } ?? .none)
    leaveWithRound()
  }

  /// HTTP/1.0 knows no chunks: there the end of the connection ends the content.
  private func writeStreamingHead(
    _ head: ResponseHead, _ adding: HeaderFields, length: UInt64?
  ) {
    let framing = HTTP1Writer.responseFraming(
      status: head.status, version: request.version, length: length)
    if framing == .untilClose { keepsAlive = false }
    write(head, adding, framing)
  }

  /// Where content on its way to the client stands.
  enum Passage { case whole, othersTurn, clientIsFull, sourceIsEmpty, broken }

  /// Moves content from the source to the client until one of them has to be waited for.
  private func pass(_ source: any BodySource) -> Passage {
    var isBroken = false
    // What may pass before others have their turn.
    var allowance = HTTP1ServerConnection.turnBytes
    let relay = relay(for: source)
    while true {
      if let relay, let passage = pass(relay, &allowance) { return passage }
      let progress = source.pull { bytes in
        switch sender.send(bytes, on: socket) {
        case .taken(let count):
          bytesSent += UInt64(count)
          allowance -= count
          return count
        case .blocked: return 0
        case .broken:
          isBroken = true
          return 0
        }
      }
      if isBroken { return .broken }
      switch progress {
      case .moved: if allowance <= 0 { return .othersTurn }
      case .blocked: return .clientIsFull
      case .empty:
        leaveWithRound()
        return .sourceIsEmpty
      case .ended:
        sender.stageLastChunk()
        leaveWithRound()
        return .whole
      case .failed: return .broken
      }
    }
  }

  /// Waits while the source has nothing; false when the client has gone or its time is up.
  private func sourceHasMore(_ source: any BodySource) async -> Bool {
    guard !socket.isHungUp, !socket.isClosed, !hasExpired(TimerTag.write) else { return false }
    if source.whenReady == nil { source.whenReady = { [event] in event.set() } }
    await event.wait()
    return true
  }

  /// Waits for room in the socket; false when the client takes nothing for too long.
  private func becomesWritable() async -> Bool {
    setTimer(TimerTag.stall, after: server.settings.stallTimeout)
    defer { cancelTimer(TimerTag.stall) }
    while !socket.canWrite {
      takesNothing = hasExpired(TimerTag.stall)
      let isLate = takesNothing || hasExpired(TimerTag.write)
      if socket.isHungUp || socket.isClosed || isLate { return false }
      await event.wait()
    }
    return true
  }

  private func startWriteTimer() {
    if server.settings.writeTimeout > 0 {
      setTimer(TimerTag.write, after: server.settings.writeTimeout)
    }
  }

  /// The answer cannot be completed: the client must not take it for whole. Where the length or the
  /// chunks tell, what was sent may still arrive; where only the end of the connection tells, it
  /// has to be a broken one. For a client that takes nothing the system need not keep anything.
  private func broken() {
    keepsAlive = false
    giveBackPipe()
    let aborts = endsByClosing || takesNothing || hasExpired(TimerTag.write)
    if !aborts, !socket.isClosed { _ = sender.flush(on: socket) }
    socket.close(abort: aborts)
  }

  /// Stages the head. Content that the client has not sent yet decides whether the connection can
  /// go on, and the head has to say so.
  private func write(
    _ head: ResponseHead, _ adding: HeaderFields, _ framing: HTTP1BodyFraming
  ) {
    hasAnswered = true
    if whenReady == nil, bodyState == .expected || !discardContent() { keepsAlive = false }
    endsByClosing = framing == .untilClose
    server.date.update(loop.now)
    let date = server.date.text
    sender.lend(server.takeScratch)
    sender.begin(chunked: framing == .chunked) { bytes in
      HTTP1Writer.writeResponseHead(
        head, adding: adding, framing: framing, answering: request.version, closes: !keepsAlive,
        date: date.span, to: &bytes)
    }
  }
}

// What is staged always has somebody who sends it: the end of the round, while `isLeaving`; the
// task, while it is in `sendRest`; and where the socket took nothing, whoever comes first when it
// does again, `socketChanged` or the task.
extension HTTP1ServerConnection {
  /// What is staged leaves when the round ends.
  func leaveWithRound() {
    guard !sender.isEmpty, socket.canWrite, !isLeaving else { return }
    isLeaving = true
    loop.atEndOfRound(self)
  }

  func roundEnds() {
    isLeaving = false
    guard !socket.isClosed else { return }
    switch sender.flush(on: socket) {
    case .taken: giveBackMemory()
    case .blocked: wake()
    case .broken: abort()
    }
  }

  /// Sends what is staged, however long the client takes within its limits; false, and the
  /// connection broken off, if it cannot be done.
  func sendRest() async -> Bool {
    guard !sender.isEmpty else { return true }
    if !hasTimer(TimerTag.write) { startWriteTimer() }
    defer { cancelTimer(TimerTag.write) }
    while !sender.isEmpty {
      switch sender.flush(on: socket) {
      case .taken: continue
      case .blocked:
        if await becomesWritable() { continue }
        broken()
        return false
      case .broken:
        broken()
        return false
      }
    }
    giveBackMemory()
    return true
  }

  /// Connections are many and mostly idle.
  func giveBackMemory() {
    if let memory = sender.takeMemory() { server.giveBack(scratch: memory) }
  }
}

// After the answer.
extension HTTP1ServerConnection {
  /// Gets ready for the next request; false when the connection is to end.
  func finish() async -> Bool {
    cancelTimer(TimerTag.write)
    cancelTimer(TimerTag.stall)
    cancelTimer(TimerTag.read)
    clearDeadline()
    whenReady = nil
    giveBackMemory()
    guard !socket.isClosed else { return false }
    if keepsAlive, discardContent() {
      if buffer?.isEmpty ?? false { giveBackBuffer() }
      // A client that takes no answers gets no further ones.
      return socket.canWrite ? true : await sendRest()
    }
    // What is unread counts when the answer has left, not before.
    guard await sendRest() else { return false }
    if bodyState != .ended || hasUnreadBytes { await linger() }
    return false
  }

  /// Whether content that nobody pulls turns out, as far as it has arrived, to break its framing:
  /// then nothing but 400 may be said, whatever the answer would have been (RFC 9112 §7.1).
  private var contentIsMalformed: Bool {
    guard whenReady == nil, bodyState == .arriving, !discardContent() else { return false }
    return bodyState == .failed(.malformed)
  }

  /// Drops what has arrived of content that nobody pulled; true if that was all of it. A connection
  /// is never used again with content left on it (demand 5.1).
  private func discardContent() -> Bool {
    guard bodyState == .arriving else { return bodyState == .ended }
    var allowance = 256 * 1024
    while allowance > 0 {
      let progress = pull { bytes in
        allowance -= bytes.count
        return bytes.count
      }
      switch progress {
      case .moved: continue
      case .ended: return true
      case .blocked, .empty, .failed: return false
      }
    }
    return false
  }

  /// Whether the client has sent what nobody will read.
  private var hasUnreadBytes: Bool {
    !(buffer?.isEmpty ?? true) || !socket.isQuiet()
  }

  /// Closes so that the client gets to read the answer: a close with bytes unread would reset the
  /// connection and take the answer back (RFC 9112 §9.6).
  func linger() async {
    guard await sendRest(), !socket.isClosed, !socket.isHungUp else { return }
    giveBackBuffer()
    socket.finishWriting()
    setTimer(TimerTag.linger, after: 2_000_000_000)
    var allowance = 1024 * 1024
    while !hasExpired(TimerTag.linger), allowance > 0, !socket.isClosed {
      switch socket.canRead ? socket.read(into: takeEmptyBuffer()) : .wouldBlock {
      case .bytes(let count): allowance -= count
      case .wouldBlock:
        giveBackBuffer()
        await event.wait()
      case .end, .failed: return
      }
    }
  }
}
