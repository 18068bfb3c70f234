import Messages

/// The content of an answer that is written message by message, while it is read by whoever sends
/// it on. What it holds is bounded: its writer looks at `isFull`.
final class MessageStream: BodySource {
  /// From here on the writer waits.
  private static let mark = 64 << 10

  private var bytes: [UInt8] = []
  private var position = 0
  private var outcome: BodyProgress?
  /// Called when there is room again.
  var whenDrained: (() -> Void)?
  /// Called when nobody reads any more.
  var whenAbandoned: (() -> Void)?
  var whenReady: (() -> Void)?
  private var isAbandoned = false
  private var wasFull = false

  var length: UInt64? { nil }

  /// Whether the writer should wait.
  var isFull: Bool {
    let isFull = bytes.count - position >= MessageStream.mark
    if isFull { wasFull = true }
    return isFull
  }

  /// Writes what `body` appends.
  func write(_ body: (inout [UInt8]) -> Void) {
    guard !isAbandoned, outcome == nil else { return }
    dropRead()
    body(&bytes)
    whenReady?()
  }

  /// A reader that is always a little behind must not make the store grow with all it has read.
  private func dropRead() {
    if position == bytes.count {
      bytes.removeAll(keepingCapacity: true)
    } else if position >= MessageStream.mark {
      bytes.removeSubrange(0..<position)
    } else {
      return
    }
    position = 0
  }

  /// How many bytes are held, read ones included.
  var heldBytes: Int { bytes.count }

  /// Nothing more comes.
  func end() { end(.ended) }

  /// The content is cut short.
  func fail() { end(.failed(.connectionLost)) }

  private func end(_ outcome: BodyProgress) {
    guard self.outcome == nil else { return }
    self.outcome = outcome
    whenReady?()
  }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    if position < bytes.count {
      let held = bytes
      let taken = max(0, consume(held.span.extracting(position..<held.count)))
      position += taken
      if wasFull, bytes.count - position < MessageStream.mark / 2 {
        wasFull = false
        whenDrained?()
      }
      return taken > 0 ? .moved : .blocked
    }
    return outcome ?? .empty
  }

  func abandon() {
    isAbandoned = true
    bytes = []
    position = 0
    let abandoned = whenAbandoned
    (whenAbandoned, whenDrained, whenReady) = (nil, nil, nil)
    abandoned?()
  }
}
