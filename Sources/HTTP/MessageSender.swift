import Bytes
import Network

/// Sends a message piece by piece on a socket that takes what it can: bytes that must go first (a
/// head, a chunk's size) are staged and leave together with the content behind them. What is small
/// stays staged until its owner calls `flush`, at the end of the loop's round.
struct MessageSender {
  /// What an attempt to send came to.
  enum Outcome {
    /// So many bytes of the content offered were taken; all staged bytes went before them.
    case taken(Int)
    /// The socket takes no more now.
    case blocked
    /// The connection is broken.
    case broken
  }

  /// So much is gathered: copying it costs less than a system call.
  private static let gatherLimit = 8192

  private var staged: [UInt8] = []
  private var sent = 0
  /// Whether content is framed as chunks (RFC 9112 §7.1).
  private var isChunked = false
  /// How much of the announced chunk has still to be sent.
  private var chunkRemainder = 0

  /// Whether `staged` is somebody else's too: emptying it would copy it first.
  private var isShared = false
  /// Whether anything of the message under way was given to the system.
  private(set) var hasSent = false

  /// Whether nothing is staged.
  var isEmpty: Bool { sent == staged.count }

  /// Begins a message whose head `write` appends. What is left of the message before goes first.
  mutating func begin(chunked: Bool, _ write: (inout [UInt8]) -> Void) {
    if sent > 0 { compact() }
    write(&staged)
    isChunked = chunked
    chunkRemainder = 0
    hasSent = false
  }

  /// Begins a message: takes the head's bytes over.
  mutating func begin(head: [UInt8], chunked: Bool) {
    if isEmpty {
      staged = head
      sent = 0
      isShared = true
    } else {
      stage(head)
    }
    isChunked = chunked
    chunkRemainder = 0
    hasSent = false
  }

  /// Lends memory to stage in: mostly the same, since messages mostly leave with their round.
  mutating func lend(_ memory: () -> [UInt8]) {
    if staged.capacity == 0 { staged = memory() }
  }

  /// Stages more bytes behind those that wait.
  mutating func stage(_ bytes: [UInt8]) {
    compact()
    staged.append(contentsOf: bytes)
  }

  /// Stages the end of chunked content.
  mutating func stageLastChunk() {
    guard isChunked else { return }
    stage([UInt8]("0\r\n\r\n"))
  }

  /// Lets go of everything: the connection is idle or closed.
  mutating func forget() {
    staged = []
    sent = 0
    isShared = false
  }

  /// Takes content: a little is staged, else it leaves at once, together with what is staged, in
  /// one system call.
  mutating func send(_ content: Span<UInt8>, on socket: StreamSocket) -> Outcome {
    guard isChunked, content.count > 0 else { return transfer(content, on: socket) }
    if chunkRemainder == 0 {
      compact()
      NumberText.appendHexadecimal(UInt64(content.count), to: &staged)
      staged.append("\r\n")
      chunkRemainder = content.count
    }
    let part = content.extracting(0..<min(content.count, chunkRemainder))
    let outcome = transfer(part, on: socket)
    if case .taken(let count) = outcome {
      chunkRemainder -= count
      if chunkRemainder == 0 { stage([UInt8]("\r\n")) }
    }
    return outcome
  }

  /// Sends staged bytes only: `taken(0)` when all are gone. `more` says that others follow at once.
  mutating func flush(on socket: StreamSocket, more: Bool = false) -> Outcome {
    if isEmpty { return .taken(0) }
    return settle(socket.write(staged.span.extracting(sent..<staged.count), more: more), 0)
  }

  private mutating func transfer(_ content: Span<UInt8>, on socket: StreamSocket) -> Outcome {
    let waiting = staged.count - sent
    guard waiting + content.count > 0 else { return .taken(0) }
    if content.count > 0, waiting + content.count <= Self.gatherLimit {
      // What waits already must not grow while the socket takes nothing.
      guard socket.canWrite else { return .blocked }
      staged.append(content)
      return .taken(content.count)
    }
    return settle(waiting == 0 ? socket.write(content) : gather(content, on: socket), content.count)
  }

  /// What was staged went first; the rest is of the content.
  private mutating func settle(_ result: IOResult, _ contentCount: Int) -> Outcome {
    let waiting = staged.count - sent
    switch result {
    case .bytes(let count):
      hasSent = true
      sent += min(count, waiting)
      if sent == staged.count { clear() }
      if count < waiting { return .blocked }
      return count > waiting || contentCount == 0 ? .taken(count - waiting) : .blocked
    case .wouldBlock: return .blocked
    case .end, .failed: return .broken
    }
  }

  private func gather(_ content: Span<UInt8>, on socket: StreamSocket) -> IOResult {
    socket.write(staged.span.extracting(sent..<staged.count), content)
  }

  private mutating func compact() {
    if sent > 0 { staged.removeSubrange(0..<sent) }
    sent = 0
  }

  private mutating func clear() {
    if isShared {
      staged = []
      isShared = false
    } else {
      staged.removeAll(keepingCapacity: true)
    }
    sent = 0
  }

  /// Gives the memory of what was sent away: connections are many and mostly idle.
  mutating func takeMemory() -> [UInt8]? {
    guard isEmpty, staged.capacity > 0 else { return nil }
    var memory: [UInt8] = []
    swap(&memory, &staged)
    sent = 0
    return memory
  }
}
