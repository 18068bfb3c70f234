import CShims
import Glibc

/// TLS on a socket: moves records between the engine and the system, and remembers what the system
/// last said. Readiness in terms of content is worked out here.
final class TLSChannel {
  /// So much may come without a byte of content between: more is an attack (RFC 8446 §4.6.3 allows
  /// updates of keys, and §5.4 empty records, without a limit).
  private static let maxBareInput = 1 << 18

  private let descriptor: Int32
  private let loop: EventLoop
  private let name: String
  private var engine: TLSEngine
  /// Records that have come and are not taken in; leased while there are any.
  @exclusivity(unchecked) private var records: IOBuffer?
  @exclusivity(unchecked) private(set) var state = TLSState.handshake
  @exclusivity(unchecked) private(set) var applicationProtocol: String?
  @exclusivity(unchecked) private(set) var isResumed = false
  /// Whether the system may have something to read, or room to write.
  @exclusivity(unchecked) private var canReceive: Bool
  @exclusivity(unchecked) private var canSend: Bool
  /// Whether the peer has said that nothing more comes, or the system has.
  @exclusivity(unchecked) private var hasEnded = false
  @exclusivity(unchecked) private var isCut = false
  /// Whether the end is known to be near, so that a short read says nothing.
  @exclusivity(unchecked) private var expectsEnd = false
  /// Why nothing can be sent any more; what has come may still be read.
  @exclusivity(unchecked) private var sendError: Int32?
  /// How much has come since the last content.
  @exclusivity(unchecked) private var bareInput = 0

  init(_ peer: TLSPeer, descriptor: Int32, loop: EventLoop) throws(TLSFailure) {
    engine = try TLSEngine(peer)
    self.descriptor = descriptor
    self.loop = loop
    name = peer.name
    canReceive = true
    canSend = true
  }

  /// Whether a read may bring something, be it the end.
  var mayRead: Bool {
    switch state {
    case .handshake: false
    case .open: canReceive || records != nil || hasEnded || isCut || engine.holdsContent
    case .failed: true
    }
  }

  /// Whether a write may take something.
  var mayWrite: Bool {
    switch state {
    case .handshake: false
    case .open: sendError != nil || canSend && !engine.holdsOutput
    case .failed: true
    }
  }

  /// The system has news: goes on with the handshake, and sends what waits.
  func changed(_ readiness: Readiness) {
    let ends = !readiness.isDisjoint(with: [.peerFinished, .hangUp])
    if ends { expectsEnd = true }
    if ends || readiness.contains(.readable) { canReceive = true }
    if !readiness.isDisjoint(with: [.writable, .hangUp]) { canSend = true }
    switch state {
    case .handshake: shakeHands()
    case .open: flush()
    case .failed: break
    }
  }

  /// Goes on until the server has to answer.
  func shakeHands() {
    while true {
      let outcome = engine.advance(records)
      giveBackRecords()
      if case .failed(let failure) = outcome { state = .failed(failure) }
      flush()
      switch outcome {
      case .bytes:
        state = .open
        applicationProtocol = engine.applicationProtocol
        isResumed = engine.isResumed
        return
      case .needsInput:
        guard receive() else { return brokeOff() }
        bareInput += records?.count ?? 0
        if bareInput > Self.maxBareInput { return overrun() }
      case .ended, .failed: return
      }
    }
  }

  private func brokeOff() {
    guard isCut, state == .handshake else { return }
    state = .failed(
      TLSFailure(name, .truncated, "the server closed the connection during the handshake"))
  }

  /// Lets go of what is held, after a goodbye, which an abort does not say.
  func close(abort: Bool) {
    if !abort { finish() }
    if let records { loop.giveBack(records) }
    records = nil
  }
}

// Content.
extension TLSChannel {
  /// Reads what fits, as far as it has come.
  func read(into buffer: IOBuffer, room: Int) -> IOResult {
    var total = 0
    while total < room, state == .open, !hasEnded {
      if records == nil, !engine.holdsContent, !receive() { break }
      let waiting = records?.count ?? 0
      switch engine.read(records, into: buffer, room: room - total) {
      case .bytes(let count):
        total += count
        bareInput = 0
      case .needsInput: bareInput += waiting
      case .ended: hasEnded = true
      case .failed(let failure): state = .failed(failure)
      }
      giveBackRecords()
      if bareInput > Self.maxBareInput { overrun() }
    }
    answer()
    return total > 0 ? .bytes(total) : nothing
  }

  /// Whether no content and no end has come: takes in what is neither, such as tickets.
  func isQuiet() -> Bool {
    canReceive = true
    while state == .open, !hasEnded {
      let waiting = records?.count ?? 0
      let outcome = engine.look(records)
      giveBackRecords()
      switch outcome {
      case .bytes: return false
      case .needsInput:
        bareInput += waiting
        if bareInput > Self.maxBareInput { overrun() }
        guard receive() else {
          answer()
          return state == .open && !isCut
        }
      case .ended: hasEnded = true
      case .failed(let failure): state = .failed(failure)
      }
    }
    return false
  }

  /// What a read comes to that brought no content.
  private var nothing: IOResult {
    switch state {
    case .failed: return .failed(EPROTO)
    case .handshake: return .wouldBlock
    case .open: break
    }
    if hasEnded { return .end }
    guard isCut else { return .wouldBlock }
    state = .failed(TLSFailure(name, .truncated, "the connection ended without a close_notify"))
    return .failed(EPROTO)
  }

  private func overrun() {
    state = .failed(TLSFailure(name, .protocolError, "records without content do not end"))
  }

  /// Takes content as long as the system takes the records of it. Where it goes no further, what
  /// has left counts; the next call tells why.
  func write(_ content: Span<UInt8>, more: Bool) -> IOResult {
    flush()
    if let sendError { return .failed(sendError) }
    var position = 0
    while position < content.count, mayWrite, state == .open, sendError == nil {
      let end = min(content.count, position + TLSEngine.maxContent)
      let outcome = engine.write(content.extracting(position..<end))
      guard case .bytes(let count) = outcome else {
        let stop = refusal(outcome)
        return position > 0 ? .bytes(position) : stop
      }
      position += count
      flush(more: more || position < content.count)
    }
    if position > 0 { return .bytes(position) }
    if case .failed = state { return .failed(EPROTO) }
    return .wouldBlock
  }

  /// What an outcome that took no content comes to.
  private func refusal(_ outcome: TLSEngine.Outcome) -> IOResult {
    switch outcome {
    case .bytes, .needsInput: return .wouldBlock
    case .ended: return .failed(EPIPE)
    case .failed(let failure):
      state = .failed(failure)
      return .failed(EPROTO)
    }
  }

  /// What reading made this side say, such as that it took new keys.
  private func answer() {
    if engine.holdsOutput { flush() }
  }

  /// Says that nothing more will be sent.
  func finish() {
    guard state == .open else { return }
    engine.finish()
    flush()
  }
}

// The system.
extension TLSChannel {
  /// Reads records; whether there are any now.
  private func receive() -> Bool {
    guard records == nil else { return true }
    guard canReceive, !isCut else { return false }
    let buffer = loop.takeBuffer()
    buffer.reset()
    let count = buffer.bytes.withUnsafeMutableBytes { bytes in
      recv(descriptor, bytes.baseAddress, IOBuffer.capacity, 0)
    }
    guard count > 0 else {
      let code = count < 0 ? dragoman_errno() : 0
      loop.giveBack(buffer)
      if count == 0 || code != EAGAIN && code != EINTR { isCut = true }
      if code == EAGAIN { canReceive = false }
      return false
    }
    if count < IOBuffer.capacity, !expectsEnd { canReceive = false }
    buffer.end = count
    records = buffer
    return true
  }

  private func giveBackRecords() {
    guard let records, records.isEmpty else { return }
    loop.giveBack(records)
    self.records = nil
  }

  /// Sends what waits, as far as there is room.
  private func flush(more: Bool = false) {
    let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
    while engine.holdsOutput, canSend, sendError == nil {
      let sent = engine.send { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
      if sent >= 0 {
        // The system took what it had room for.
        canSend = !engine.holdsOutput
        continue
      }
      let code = dragoman_errno()
      if code == EAGAIN { canSend = false }
      if code != EAGAIN, code != EINTR { broke(code) }
    }
  }

  private func broke(_ code: Int32) {
    sendError = code
    guard state == .handshake else { return }
    let reason = SystemError(call: "send", code: code).reason
    state = .failed(TLSFailure(name, .truncated, reason))
  }
}
