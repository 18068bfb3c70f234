import Glibc
import Messages
import Network

/// Content that a test makes: a pattern of so many bytes, of which some are there and the rest
/// comes when the test says so. Belongs to one loop.
final class PatternSource: BodySource {
  let total: Int
  let length: UInt64?
  var whenReady: (() -> Void)?
  /// How many bytes have been taken.
  private(set) var taken = 0
  /// How many bytes may be taken so far.
  private var available: Int
  /// Called when the first bytes are asked for.
  var whenFirstPulled: (() -> Void)?
  private(set) var wasBlocked = false
  private(set) var wasAbandoned = false
  private var failure: BodyFailure?
  private let step: Int

  init(total: Int, announced: Bool, available: Int? = nil, step: Int = 65536) {
    self.total = total
    self.available = available ?? total
    self.step = step
    length = announced ? UInt64(total) : nil
  }

  /// The pattern comes round after so many bytes.
  private static let period = 2048
  private static let block = (0..<period * 64).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  /// A part of the pattern.
  static func bytes(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position % period
      let count = min(range.upperBound - position, block.count - start)
      bytes.append(contentsOf: block[start..<start + count])
      position += count
    }
    return bytes
  }

  /// Whether bytes are the pattern from a position on.
  static func matches(_ bytes: [UInt8], from position: Int) -> Bool {
    let expected = Self.bytes(position..<position + bytes.count)
    return bytes.count == 0 || memcmp(bytes, expected, bytes.count) == 0
  }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    if let whenFirstPulled {
      self.whenFirstPulled = nil
      whenFirstPulled()
    }
    if let failure, taken == available { return .failed(failure) }
    if taken == total { return .ended }
    let piece = Self.bytes(taken..<min(available, taken + step))
    guard !piece.isEmpty else { return .empty }
    let count = consume(piece.span)
    taken += count
    if count == 0 { wasBlocked = true }
    return count > 0 ? .moved : .blocked
  }

  func abandon() { wasAbandoned = true }

  /// Puts how many bytes were taken in one go into a box: until the loop comes to anything else.
  func tellFirstTurn(to box: Handover<Int>, on loop: EventLoop) {
    let own = LoopBound(here: self, on: loop)
    whenFirstPulled = { loop.submit { box.put(own.get.taken) } }
  }

  /// More has come.
  func arrive(_ count: Int) {
    available = min(total, available + count)
    whenReady?()
  }

  /// No more will come.
  func fail(_ failure: BodyFailure) {
    self.failure = failure
    whenReady?()
  }
}
