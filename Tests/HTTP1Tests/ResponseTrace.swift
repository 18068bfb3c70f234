import Bytes
import HTTP
import Messages

/// Feeds the stream of one answer to a parser in pieces, then closes the connection.
struct ResponseTrace {
  var events: [Trace] = []
  var framing: HTTP1ResponseFraming?
  var status: Int?
  var leftOver = 0

  static func of(
    _ bytes: [UInt8], to method: Method = .get, splitAt splits: [Int] = [],
    limits: HTTP1Limits = HTTP1Limits()
  ) -> ResponseTrace {
    var trace = ResponseTrace()
    var parser = HTTP1ResponseParser(limits: limits)
    parser.begin(answerTo: method)
    var start = 0
    for split in splits + [bytes.count] {
      if trace.feed(Array(bytes[start..<split]), &parser) {
        trace.leftOver += bytes.count - split
        return trace
      }
      start = split
    }
    switch parser.endOfInput() {
    case .end: trace.events.append(.end(trailers: text(parser.trailers)))
    case .reject(let violation): trace.events.append(.reject(violation))
    default: break
    }
    return trace
  }

  static func of(
    _ text: String, to method: Method = .get, limits: HTTP1Limits = HTTP1Limits()
  ) -> ResponseTrace {
    of(Array(text.utf8), to: method, limits: limits)
  }

  /// True when the answer is over.
  private mutating func feed(_ bytes: [UInt8], _ parser: inout HTTP1ResponseParser) -> Bool {
    var offset = 0
    while true {
      switch parser.next(bytes.span, from: &offset) {
      case .needsMore: return false
      case .informational(let head):
        events.append(.informational("\(head.status.code) \(text(head.fields))"))
      case .head(let head, let framing):
        self.framing = framing
        status = Int(head.status.code)
        events.append(.head("\(head.version) \(head.status.code) \(framing) \(text(head.fields))"))
      case .body(let range): events.addBody(bytes[range])
      case .end:
        events.append(.end(trailers: text(parser.trailers)))
        leftOver = bytes.count - offset
        return true
      case .reject(let violation):
        events.append(.reject(violation))
        return true
      }
    }
  }
}
