import Messages
import Network

/// Sends one request: its head, then its content from memory or from a source.
struct RequestSender {
  enum Outcome {
    case finished
    /// The socket or the source has to become ready.
    case waits
    /// Much was sent, and more is there: others have their turn first.
    case pauses
    /// The connection is broken, or the source failed.
    case broken
    case failed(BodyFailure)
  }

  private(set) var content = OutgoingRequest.Content.none
  private var sender = MessageSender()
  private var position = 0
  private var sourceEnded = false
  /// Whether all of the request is staged or with the system.
  private(set) var isFinished = true
  /// Whether all of the request is with the system.
  var isDelivered: Bool { isFinished && sender.isEmpty }
  /// Whether bytes wait for the end of the round.
  var isStaged: Bool { !sender.isEmpty }
  /// Whether anything of the request is with the system.
  var hasSent: Bool { sender.hasSent }

  mutating func begin(_ request: OutgoingRequest) {
    content = request.content
    position = 0
    sourceEnded = false
    isFinished = false
    switch content {
    case .none: sender.begin(head: request.head, chunked: false)
    case .whole(_, let chunked), .source(_, let chunked):
      sender.begin(head: request.head, chunked: chunked)
    }
  }

  mutating func send(on socket: StreamSocket) -> Outcome {
    guard !isFinished else { return flush(on: socket) }
    switch content {
    case .none:
      isFinished = true
      return .finished
    case .whole(let bytes, _): return send(bytes, on: socket)
    case .source(let source, _): return send(source, on: socket)
    }
  }

  private mutating func send(_ bytes: [UInt8], on socket: StreamSocket) -> Outcome {
    while position < bytes.count {
      switch sender.send(bytes.span.extracting(position..<bytes.count), on: socket) {
      case .taken(let count): position += count
      case .blocked: return .waits
      case .broken: return .broken
      }
    }
    sender.stageLastChunk()
    isFinished = true
    return .finished
  }

  private mutating func send(_ source: any BodySource, on socket: StreamSocket) -> Outcome {
    var allowance = 1 << 20
    while !sourceEnded {
      var isBroken = false
      let progress = source.pull { bytes in
        switch sender.send(bytes, on: socket) {
        case .taken(let count):
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
      case .moved: if allowance <= 0 { return .pauses }
      case .blocked: return .waits
      case .empty: return .waits
      case .failed(let failure): return .failed(failure)
      case .ended:
        sourceEnded = true
        sender.stageLastChunk()
      }
    }
    isFinished = true
    return .finished
  }

  /// Sends what is staged.
  mutating func flush(on socket: StreamSocket) -> Outcome {
    switch sender.flush(on: socket) {
    case .taken: isFinished ? .finished : .waits
    case .blocked: .waits
    case .broken: .broken
    }
  }

  /// Lets go of the content, which may be a client's connection.
  mutating func forgetContent() {
    if case .source(let source, _) = content { source.whenReady = nil }
    content = .none
  }

  /// Lets go of the request.
  mutating func forget() {
    forgetContent()
    sender.forget()
  }
}
