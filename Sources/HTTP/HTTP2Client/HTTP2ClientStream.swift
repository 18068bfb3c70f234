import Bytes
import Messages
import Network

/// One request over HTTP/2 and its answer. Belongs to one loop.
public final class HTTP2ClientStream: HTTP2Stream {
  let request: HTTP2Request
  let pool: HTTP2Pool
  @exclusivity(unchecked) private var receiver: (any HTTP2Receiver)?
  /// While it is on one.
  @exclusivity(unchecked) private var connection: HTTP2ClientConnection?
  /// When it was put on its connection.
  @exclusivity(unchecked) private(set) var openedAt = Instant(nanoseconds: 0)
  @exclusivity(unchecked) private var attempts = 0
  /// Whether it waits in its pool.
  @exclusivity(unchecked) var isWaiting = false
  /// Content that was gathered, or that came while the receiver paused.
  @exclusivity(unchecked) private var content: [UInt8] = []
  @exclusivity(unchecked) private var trailers: HeaderFields?
  @exclusivity(unchecked) private var hasEnded = false
  /// Whether content is kept instead of handed over.
  @exclusivity(unchecked) public private(set) var isPaused = false

  init(_ request: HTTP2Request, pool: HTTP2Pool, receiver: any HTTP2Receiver) {
    self.request = request
    self.pool = pool
    self.receiver = receiver
    super.init()
  }

  /// Whether nothing more will come of it.
  public var isOver: Bool { receiver == nil }

  /// Whether more content may be sent now; if not, `wantsContent` tells when.
  public var wantsContent: Bool { !isOver && hasRoom }

  /// Sends content of an open request: takes all of it. Look at `wantsContent` before.
  public func send(_ bytes: Span<UInt8>) {
    guard !isOver, case .open = request.content else { return }
    if let connection {
      connection.send(bytes, on: self)
    } else {
      stage(bytes)
    }
  }

  /// The content of an open request is complete.
  public func finish() {
    guard !isOver, case .open = request.content else { return }
    if let connection {
      connection.finish(self)
    } else {
      isFinished = true
    }
  }

  /// Keeps what comes, until `resume`: the server has to stop when the window is full.
  public func pause() { isPaused = true }

  /// Hands over what was kept and what comes, before it returns.
  public func resume() {
    isPaused = false
    guard request.answer == .streamed, !content.isEmpty || hasEnded else { return }
    handOverKept()
  }

  private func handOverKept() {
    var kept: [UInt8] = []
    swap(&kept, &content)
    if !kept.isEmpty {
      receiver?.received(kept.span, on: self)
      connection?.consumed(kept.count, of: self)
    }
    if hasEnded, !isPaused { settle() }
  }

  /// Ends the request from this side; nothing is reported.
  public func cancel() {
    guard receiver != nil else { return }
    receiver = nil
    content = []
    if let connection {
      self.connection = nil
      connection.cancelled(self)
    } else {
      pool.withdrawn(self)
    }
  }
}

// What the pool and the connection do with it.
extension HTTP2ClientStream {
  /// Puts the request on a connection; false if it takes no more.
  func open(on connection: HTTP2ClientConnection, at now: Instant) -> Bool {
    var hasContent = false
    switch request.content {
    case .none: break
    case .open: hasContent = true
    case .whole(let bytes):
      hasContent = !bytes.isEmpty
      outgoing = bytes
      isFinished = true
    }
    guard connection.session.open(self, request.head, hasContent: hasContent) else { return false }
    self.connection = connection
    openedAt = now
    attempts += 1
    return true
  }

  func received(_ head: ResponseHead) { receiver?.received(head, on: self) }

  func received(_ bytes: Span<UInt8>) {
    guard let receiver else { return }
    switch request.answer {
    case .gathered(let limit):
      guard bytes.count <= limit - content.count else { return giveUp(.tooLarge) }
      content.append(bytes)
      connection?.consumed(bytes.count, of: self)
    case .streamed:
      guard !isPaused, content.isEmpty else { return content.append(bytes) }
      receiver.received(bytes, on: self)
      connection?.consumed(bytes.count, of: self)
    }
  }

  func received(trailers fields: HeaderFields) { trailers = fields }

  /// The server has sent all of its answer.
  func ended() {
    hasEnded = true
    let isKept = isPaused && request.answer == .streamed
    if !isKept { settle() }
  }

  private func settle() {
    let receiver = receiver
    self.receiver = nil
    let connection = connection
    self.connection = nil
    var gathered: [UInt8] = []
    swap(&gathered, &content)
    // An answer that came before the request had been sent: the rest of it is not wanted. That may
    // be the end alone, where the server's window holds up the empty frame that says it.
    if !hasSentEnd { connection?.reset(self) }
    receiver?.ended(gathered, trailers: trailers, on: self)
  }

  /// How often a request is put on a connection at most.
  private static let maxAttempts = 6

  /// The server did not look at the request.
  func refused() {
    guard receiver != nil, !hasEnded else { return }
    // Who has begun an answer has looked at the request (RFC 9113 §8.7), whatever it says now.
    guard !hasHead else { return fail(.reset(.refusedStream)) }
    connection = nil
    guard request.isRepeatable, attempts < Self.maxAttempts else { return fail(.refused) }
    reset()
    pool.start(self)
  }

  /// This side has no use for the rest.
  private func giveUp(_ failure: HTTP2Failure) {
    let connection = connection
    self.connection = nil
    connection?.reset(self)
    fail(failure)
  }

  /// The request comes to nothing. What the server had finished before stays good.
  func fail(_ failure: HTTP2Failure) {
    guard !hasEnded else { return }
    connection = nil
    content = []
    let receiver = receiver
    self.receiver = nil
    receiver?.failed(failure, on: self)
  }

  /// There is room for content again.
  func drained() { receiver?.wantsContent(self) }
}
