import Bytes
import HTTP
import Messages

/// Undoes gzip while content passes through: a bounded step at a time, so that memory stays
/// constant however far it expands (demand 5.5).
final class InflatingSource: BodySource {
  private static let step = 32 * 1024

  private let source: any BodySource
  private let decoder: GzipDecoder
  private var plain: [UInt8] = []
  private var position = 0
  private var failure: BodyFailure?
  /// Whether there is any content: none at all is in no coding.
  private var hasContent = false

  /// Content that is streamed has no limit of size, only one of expansion.
  init(_ source: any BodySource) throws(ContentCodingError) {
    self.source = source
    decoder = try GzipDecoder(limits: ContentCodingLimits(maxOutputBytes: .max))
  }

  var length: UInt64? { nil }

  var whenReady: (() -> Void)? {
    get { source.whenReady }
    set { source.whenReady = newValue }
  }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    while true {
      if position < plain.count {
        let held = plain
        let taken = consume(held.span.extracting(position..<held.count))
        position += max(0, taken)
        return taken > 0 ? .moved : .blocked
      }
      if let failure { return .failed(failure) }
      plain.removeAll(keepingCapacity: true)
      position = 0
      if let progress = refill() { return progress }
    }
  }

  /// Takes coded bytes in until some plain ones come out; nil when they did.
  private func refill() -> BodyProgress? {
    while plain.isEmpty {
      let progress = source.pull { coded in inflate(coded) }
      if failure != nil { return nil }
      switch progress {
      case .moved, .blocked: continue
      case .ended: return end()
      case .empty, .failed: return progress
      }
    }
    return nil
  }

  private func inflate(_ coded: Span<UInt8>) -> Int {
    var offset = 0
    hasContent = true
    do {
      _ = try decoder.inflate(coded, from: &offset, into: &plain, room: Self.step)
    } catch {
      failure = .malformed
      source.abandon()
    }
    return offset
  }

  private func end() -> BodyProgress {
    guard hasContent else { return .ended }
    do {
      try decoder.finish()
      return .ended
    } catch {
      return .failed(.malformed)
    }
  }

  func abandon() { source.abandon() }
}
