import Endpoints
import Messages

/// The JSON texts of a request's content → framed messages, each when it is whole. Memory: one text
/// and its message.
final class JSONMessageSource: BodySource {
  private let source: any BodySource
  private let compose: ([UInt8]) throws(CallRefusal) -> [UInt8]
  private var sequence: JSONSequence
  private var framed: [UInt8] = []
  private var position = 0
  private var count = 0
  private var hasEnded = false
  /// What is wrong with the content, where it is the client's fault.
  private(set) var fault: CallRefusal?

  /// `compose` makes a framed message of a text.
  init(
    _ source: any BodySource, limit: Int,
    _ compose: @escaping ([UInt8]) throws(CallRefusal) -> [UInt8]
  ) {
    self.source = source
    self.compose = compose
    sequence = JSONSequence(limit: limit)
  }

  var length: UInt64? { nil }

  var whenReady: (() -> Void)? {
    get { source.whenReady }
    set { source.whenReady = newValue }
  }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    while true {
      if position < framed.count {
        let held = framed
        let taken = max(0, consume(held.span.extracting(position..<held.count)))
        position += taken
        return taken > 0 ? .moved : .blocked
      }
      if fault != nil { return .failed(.malformed) }
      if hasEnded { return .ended }
      framed.removeAll(keepingCapacity: true)
      position = 0
      if let progress = refill() { return progress }
    }
  }

  /// Takes content in until a message is whole; nil when one is, or none will be.
  private func refill() -> BodyProgress? {
    while framed.isEmpty, fault == nil, !hasEnded {
      let progress = source.pull { bytes in
        var position = 0
        guarded { () throws(JSONSequence.Fault) in
          try self.sequence.next(bytes, from: &position)
        }
        return fault == nil ? position : bytes.count
      }
      switch progress {
      case .moved, .blocked: continue
      case .ended:
        hasEnded = true
        guarded { () throws(JSONSequence.Fault) in try self.sequence.finish() }
      case .empty, .failed: return progress
      }
    }
    return nil
  }

  private func guarded(_ next: () throws(JSONSequence.Fault) -> [UInt8]?) {
    do throws(JSONSequence.Fault) {
      guard let text = try next() else { return }
      frame(text)
    } catch {
      fault = .invalidValue(field: "[\(count)]", reason: error.reason)
    }
  }

  private func frame(_ text: [UInt8]) {
    do throws(CallRefusal) {
      framed = try compose(text)
      count += 1
    } catch .invalidValue(let field, let reason) {
      let inner = field.isEmpty || field.hasPrefix("[") ? field : "." + field
      fault = .invalidValue(field: "[\(count)]\(inner)", reason: reason)
    } catch {
      fault = error
    }
  }

  func abandon() { source.abandon() }
}

extension JSONSequence.Fault {
  /// For the client.
  var reason: String {
    switch self {
    case .tooLong: "the message is larger than allowed"
    case .truncated: "the content ends within a message"
    case .unexpected(let byte, let offset):
      "no message can begin or end with byte 0x\(String(byte, radix: 16)) at offset \(offset)"
    }
  }
}
